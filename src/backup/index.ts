export { Backup } from './backup';
export type {
  BackupOptions, ContinuousBackupOptions, LogicalBackupOptions, ScheduledBackupOptions, VolumeSnapshotBackupOptions,
} from './backup-options';
export { BackupStorage, type BackupStorageAttributes, type BackupStorageProps, type IBackupStorage } from './backup-storage';
export { Retention, type RetentionOptions } from './retention';
export type { AzureBackendOptions, GcsBackendOptions, S3BackendOptions, VolumeBackendOptions } from './backend-options';
export { StorageBackend } from './storage-backend';
