import { CONTAINER_RUNTIME_SETTINGS, JOB_POD_TEMPLATE, RETRY_CONFIG, RUNTIME_SETTINGS, SCHEDULED_JOB } from './pod';
import { ALLOWED_NAMESPACES } from './usage-policy';
import { LABEL_SELECTOR } from './volumes';
import { ArchiverDatabases, ArchiverProps, ArchiverStorage } from '../../../resources/archiver';
import {
  ArchiverDriver, ArchiverFullBackup, ArchiverKind, ArchiverLogBackup, ArchiverLogConfig, ArchiverManifestBackup, ArchiverSchedule, ArchiverTask,
  logPartOf,
} from '../../../resources/archiver-parts';
import { BackupDeletionPolicy } from '../../../resources/types/refs';
import { COUNT, FLAG, map, must, oneOf, reference, Shape, struct, TEXT, Typed, ANYTHING } from '../shape';

export const ARCHIVER_DATABASES = struct<ArchiverDatabases>({ namespaces: ALLOWED_NAMESPACES, selector: LABEL_SELECTOR });

export const ARCHIVER_STORAGE = struct<ArchiverStorage>({ ref: must(reference('BackupStorage')), subDir: TEXT });

export const ARCHIVER_TASK = struct<ArchiverTask>({ params: must(map(ANYTHING)) });

export const ARCHIVER_SCHEDULE = struct<ArchiverSchedule>({
  schedule: must(TEXT),
  jobTemplate: SCHEDULED_JOB,
  concurrencyPolicy: TEXT,
  successfulJobsHistoryLimit: COUNT,
  failedJobsHistoryLimit: COUNT,
});

export const ARCHIVER_FULL_BACKUP = struct<ArchiverFullBackup>({
  driver: must(oneOf(ArchiverDriver, 'ArchiverDriver')),
  task: ARCHIVER_TASK,
  scheduler: ARCHIVER_SCHEDULE,
  jobTemplate: JOB_POD_TEMPLATE,
  containerRuntimeSettings: CONTAINER_RUNTIME_SETTINGS,
  retryConfig: RETRY_CONFIG,
  timeout: TEXT,
  sessionHistoryLimit: COUNT,
});

export const ARCHIVER_MANIFEST_BACKUP = struct<ArchiverManifestBackup>({
  scheduler: ARCHIVER_SCHEDULE,
  jobTemplate: JOB_POD_TEMPLATE,
  containerRuntimeSettings: CONTAINER_RUNTIME_SETTINGS,
  retryConfig: RETRY_CONFIG,
  timeout: TEXT,
  sessionHistoryLimit: COUNT,
});

export const ARCHIVER_LOG_CONFIG = struct<ArchiverLogConfig>({ name: must(TEXT), envToSecretKey: must(map(TEXT)) });

export const ARCHIVER_LOG_BACKUP = struct<ArchiverLogBackup>({
  backupInterval: TEXT,
  retentionPeriod: TEXT,
  retentionSchedule: TEXT,
  configSecret: ARCHIVER_LOG_CONFIG,
  runtimeSettings: RUNTIME_SETTINGS,
  successfulLogHistoryLimit: COUNT,
  failedLogHistoryLimit: COUNT,
  logRetentionHistoryLimit: COUNT,
});

/** The kind is told by the object; some call their logs otherwise. */
export function archiverShape(kind: ArchiverKind): Shape<Omit<Typed<ArchiverProps>, 'kind'>> {
  return struct<Omit<Typed<ArchiverProps>, 'kind'>>({
    databases: ARCHIVER_DATABASES,
    backupStorage: ARCHIVER_STORAGE,
    retentionPolicy: reference('RetentionPolicy'),
    encryptionSecret: reference(),
    fullBackup: ARCHIVER_FULL_BACKUP,
    manifestBackup: ARCHIVER_MANIFEST_BACKUP,
    logBackup: ARCHIVER_LOG_BACKUP,
    deletionPolicy: oneOf(BackupDeletionPolicy, 'BackupDeletionPolicy'),
    pause: FLAG,
  }, { words: { logBackup: logPartOf(kind) } });
}
