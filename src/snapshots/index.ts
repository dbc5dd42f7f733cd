export * from './attributes';
export { BackupMethod } from './method';
export { Snapshot } from './snapshot';
