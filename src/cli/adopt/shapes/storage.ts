import { RUNTIME_SETTINGS } from './pod';
import { STORAGE_BACKEND } from './storage-backend';
import { USAGE_POLICY } from './usage-policy';
import { BackupStorageProps } from '../../../backup/backup-storage';
import { FailedSnapshots, RetentionPolicyProps, SuccessfulSnapshots } from '../../../resources/retention-policy';
import { BackupDeletionPolicy } from '../../../resources/types/refs';
import { COUNT, FLAG, must, oneOf, struct, TEXT, Typed } from '../shape';

export const BACKUP_STORAGE_PROPS = struct<Typed<BackupStorageProps>>({
  backend: must(STORAGE_BACKEND),
  usagePolicy: USAGE_POLICY,
  deletionPolicy: oneOf(BackupDeletionPolicy, 'BackupDeletionPolicy'),
  default: FLAG,
  runtimeSettings: RUNTIME_SETTINGS,
}, { words: { backend: 'storage' } });

export const SUCCESSFUL_SNAPSHOTS = struct<SuccessfulSnapshots>({
  last: COUNT, hourly: COUNT, daily: COUNT, weekly: COUNT, monthly: COUNT, yearly: COUNT,
});

export const FAILED_SNAPSHOTS = struct<FailedSnapshots>({ last: COUNT });

export const RETENTION_POLICY_PROPS = struct<Typed<RetentionPolicyProps>>({
  successfulSnapshots: SUCCESSFUL_SNAPSHOTS,
  maxRetentionPeriod: TEXT,
  failedSnapshots: FAILED_SNAPSHOTS,
  default: FLAG,
  usagePolicy: USAGE_POLICY,
});
