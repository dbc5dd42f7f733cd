export * from './check';
export * from './resume';
export * from './run-options';
