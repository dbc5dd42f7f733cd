export * from './attributes';
export * from './catalog';
export * from './database-snapshots';
export * from './left-out';
export * from './listed-database';
export { BackupMethod } from './method';
export { Snapshot } from './snapshot';
export * from './suggestion';
export * from './window';
