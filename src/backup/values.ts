import { isIP } from 'net';
import {
  BackupOptions, ContinuousBackupOptions, LogicalBackupOptions, ScheduledBackupOptions, VolumeSnapshotBackupOptions,
} from './backup-options';
import { BackupStorageAttributes, BackupStorageProps } from './backup-storage';
import { RetentionOptions } from './retention';
import { AzureBackendOptions, GcsBackendOptions, S3BackendOptions, VolumeBackendOptions } from './storage-backend';
import { Json } from '../engines/facts';
import { jobPod } from '../platform/values';
import { ArchiverDriver } from '../resources/archiver-parts';
import { BackupDeletionPolicy } from '../resources/types/refs';
import { RetryConfig } from '../resources/types/schedule';
import { VolumeSource } from '../resources/types/volumes';
import { backupHooks, RESOURCE, runtimeSettings, usagePolicy, volumeSource } from '../resources/values';
import { Fields, instance, list, map, struct } from '../values/compound';
import { data } from '../values/data';
import { isDnsLabel, isDnsSubdomain } from '../values/kebab';
import { optional, Required, text, wrongType } from '../values/kind';
import { LABEL_FORM, namespacedRef, namespaceName, secretRef, subdomain, SUBDOMAIN_FORM } from '../values/names';
import { absolutePath, anyText, choice, count, endpoint, flag, pathInVolume, relativePath, words } from '../values/texts';
import { cron, duration, goDuration, logRetention, retentionPeriod } from '../values/times';

/** A name in which `{database}` and `{namespace}` are filled in later. */
const template = (what: string, isName: (text: string) => boolean, form: string): Required => text({
  code: 'name-invalid',
  what,
  allowed: `${form}; {database} and {namespace} stand for the names`,
  problem: v => !isName(v.replace(/\{(database|namespace)\}/g, 'x')),
});
const objectName = (what: string): Required => template(what, isDnsSubdomain, SUBDOMAIN_FORM);

/** Something that has the name and namespace of a BackupStorage: the construct, or one that was imported. */
export const backupStorage: Required = {
  optional: false,
  irreplaceable: true,
  read: (value, reading) => {
    if (typeof value?.name === 'string' && typeof value.namespace === 'string') return value;
    wrongType(value, reading, { what: 'a BackupStorage', allowed: 'a BackupStorage, or BackupStorage.fromName(…)', standIn: undefined });
    return undefined;
  },
};

const deletionPolicy = optional(choice('a deletion policy of KubeStash', BackupDeletionPolicy));
const retention = optional(instance('Retention', 'Retention.keepLast(…), Retention.keepFor(…), Retention.of(…)'));
const snapshotClass = optional(subdomain('the name of a VolumeSnapshotClass'));

const COMMON: Fields<BackupOptions> = {
  storage: backupStorage,
  encryptionSecret: optional(namespacedRef('a Secret')),
  retention,
  params: optional(map(words('the name of a parameter'), anyText)),
  pod: jobPod,
  timeout: optional(duration),
  retry: optional(struct<RetryConfig>({ maxRetry: optional(count('a number of tries', 0)), delay: optional(goDuration) })),
  sessionHistoryLimit: optional(count('a number of BackupSessions')),
  deletionPolicy,
  paused: optional(flag),
};

const SCHEDULED: Fields<ScheduledBackupOptions> = {
  ...COMMON,
  schedule: cron,
  name: optional(template('the name of a session', isDnsLabel, LABEL_FORM)),
  repository: optional(objectName('the name of a Repository')),
  directory: optional(relativePath),
  configuration: optional(objectName('the name of a BackupConfiguration')),
  hooks: optional(backupHooks),
  verifier: optional(namespacedRef('a BackupVerifier')),
  spec: optional(data),
};

export const scheduledBackup = struct<ScheduledBackupOptions>(SCHEDULED);

export const logicalBackup = struct<LogicalBackupOptions>({ ...SCHEDULED, withManifest: optional(flag) });

export const volumeSnapshotBackup = struct<VolumeSnapshotBackupOptions>({ ...SCHEDULED, volumeSnapshotClassName: snapshotClass });

export const continuousBackup = struct<ContinuousBackupOptions>({
  ...COMMON,
  fullBackup: cron,
  manifestBackup: optional(cron),
  driver: optional(choice('a driver of full backups', ArchiverDriver)),
  volumeSnapshotClassName: snapshotClass,
  logRetention: optional(logRetention),
  logRetentionSchedule: optional(cron),
  name: optional(objectName('the name of an archiver')),
  spec: optional(data),
});

/** Several ways at once. */
export const backups = list(instance('Backup', 'Backup.logical(…), Backup.continuous(…) and the like'), 1);

const kept = optional(count('a number of Snapshots', 1, 100_000));

export const retentionOptions = struct<RetentionOptions>({
  last: kept,
  hourly: kept,
  daily: kept,
  weekly: kept,
  monthly: kept,
  yearly: kept,
  maxAge: optional(retentionPeriod),
  failed: kept,
  name: optional(objectName('the name of a RetentionPolicy')),
});

export const retentionPolicyRef = namespacedRef('a RetentionPolicy');

/** A BackupStorage that this code does not declare. */
export const importedStorage = struct<BackupStorageAttributes & { readonly name: string }>({ name: subdomain('the name of a BackupStorage'), namespace: namespaceName });

export const backupStorageProps = struct<BackupStorageProps>({
  ...RESOURCE,
  backend: instance('StorageBackend', 'StorageBackend.s3(…) and the like'),
  usagePolicy,
  deletionPolicy,
  default: optional(flag),
  runtimeSettings: optional(runtimeSettings),
});

/** What is wrong with a bucket, whose name may have slashes around it. No provider takes an IP address. */
const bucketProblem = (isWrong: (name: string) => boolean) => (value: string): boolean => {
  const name = value.replace(/^\/+|\/+$/g, '');
  return isWrong(name) || isIP(name) !== 0;
};
const bucket = text({
  code: 'name-invalid',
  what: 'the name of a bucket',
  allowed: '3 to 222 letters, digits, "-", "_" and single "."; no IP address',
  problem: bucketProblem(name => !/^[A-Za-z0-9][-A-Za-z0-9._]{1,220}[A-Za-z0-9]$/.test(name) || name.includes('..')),
});
const gcsBucket = text({
  code: 'name-invalid',
  what: 'the name of a bucket of Google Cloud Storage',
  allowed: '3 to 63 lower-case letters, digits, "-" and "_", several such parts with "." between them up to 222; no IP address',
  problem: bucketProblem(name =>
    name.length < 3 || name.length > 222 || name.split('.').some(part => !/^[a-z0-9]([-a-z0-9_]{0,61}[a-z0-9])?$/.test(part))),
});
const maxConnections = optional(count('a number of connections', 1, 100_000));

export const s3Backend = struct<S3BackendOptions>({
  bucket,
  endpoint: optional(endpoint),
  region: optional(text({ code: 'name-invalid', what: 'the name of a region', allowed: 'letters, digits and "-"', problem: v => !/^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(v) })),
  prefix: optional(relativePath),
  secret: optional(secretRef),
  insecureTls: optional(flag),
  maxConnections,
});

export const gcsBackend = struct<GcsBackendOptions>({
  bucket: gcsBucket, prefix: optional(relativePath), secret: optional(secretRef), maxConnections,
});

export const azureBackend = struct<AzureBackendOptions>({
  storageAccount: text({ code: 'name-invalid', what: 'the name of a storage account', allowed: 'up to 24 lower-case letters and digits', problem: v => !/^[a-z0-9]{1,24}$/.test(v) }),
  container: text({ code: 'name-invalid', what: 'the name of a container of Azure', allowed: 'up to 63 of a-z, 0-9 and "-"', problem: v => !/^(\$root|[a-z0-9](?!.*--)[-a-z0-9]{0,61}[a-z0-9]|[a-z0-9])$/.test(v) }),
  prefix: optional(relativePath),
  secret: optional(secretRef),
  maxConnections,
});

/** A volume, and where it is mounted. */
export const volumeBackend = struct<VolumeBackendOptions & { readonly source: VolumeSource }>({
  source: volumeSource, mountPath: optional(absolutePath), subPath: optional(pathInVolume), maxConnections,
});

/** A provider that has no typed properties. */
export const customBackend = struct<{ readonly provider: string; readonly storage: Json }>({ provider: words('the name of a provider'), storage: data });
