export * from './finding';
export * from './findings';
export * from './report';
