import { ADDON_OPTIONS, BACKUP_HOOKS } from './addon';
import { RETRY_CONFIG, SCHEDULE_OPTIONS } from './pod';
import { BackupDeletionPolicy, TargetRef } from '../../../resources/types/refs';
import { BackupBackend, BackupRepository, BatchSession, BatchSessionTarget, BatchTarget, ConfigurationSession } from '../../../resources/types/sessions';
import { COUNT, list, must, oneOf, reference, struct, TEXT } from '../shape';

export const TARGET_REF = struct<TargetRef>({ apiGroup: TEXT, kind: TEXT, name: must(TEXT), namespace: TEXT });

export const BACKUP_BACKEND = struct<BackupBackend>({
  name: must(TEXT), storageRef: reference('BackupStorage'), retentionPolicy: reference('RetentionPolicy'),
});

export const BACKUP_REPOSITORY = struct<BackupRepository>({
  name: must(TEXT),
  backend: TEXT,
  directory: must(TEXT),
  encryptionSecret: reference(),
  deletionPolicy: oneOf(BackupDeletionPolicy, 'BackupDeletionPolicy'),
  backupVerifier: reference('BackupVerifier'),
});

export const CONFIGURATION_SESSION = struct<ConfigurationSession>({
  addon: must(ADDON_OPTIONS),
  repositories: must(list(BACKUP_REPOSITORY)),
  name: must(TEXT),
  scheduler: must(SCHEDULE_OPTIONS),
  hooks: BACKUP_HOOKS,
  backupTimeout: TEXT,
  retryConfig: RETRY_CONFIG,
  sessionHistoryLimit: COUNT,
});

export const BATCH_TARGET = struct<BatchTarget>({ name: must(TEXT), appRef: must(TARGET_REF) });

export const BATCH_SESSION_TARGET = struct<BatchSessionTarget>({
  name: must(TEXT), addon: must(ADDON_OPTIONS), repositories: must(list(BACKUP_REPOSITORY)),
});

export const BATCH_SESSION = struct<BatchSession>({
  targets: must(list(BATCH_SESSION_TARGET)),
  name: must(TEXT),
  scheduler: must(SCHEDULE_OPTIONS),
  hooks: BACKUP_HOOKS,
  backupTimeout: TEXT,
  retryConfig: RETRY_CONFIG,
  sessionHistoryLimit: COUNT,
});
