export * from './check';
export * from './expectation';
export * from './resume';
