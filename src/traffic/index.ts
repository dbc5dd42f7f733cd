export { Isolation, IsolationOptions } from './isolation';
export * from './traffic';
