import { Fields, instance, list, map, struct } from '../../values/compound';
import { anyData, data } from '../../values/data';
import { optional } from '../../values/kind';
import { annotations, envName, labels, namespacedRef, namespaceName, secretName, subdomain } from '../../values/names';
import { anyText, choice, flag, relativePath, wholeNumber, words } from '../../values/texts';
import { ArchiverDatabases, ArchiverProps, ArchiverStorage } from '../archiver';
import {
  ArchiverDriver, ArchiverFullBackup, ArchiverKind, ArchiverLogBackup, ArchiverLogConfig, ArchiverManifestBackup, ArchiverSchedule, ArchiverTask,
} from '../archiver-parts';
import { BackupBatchProps } from '../backup-batch';
import { BackupBlueprintProps, BlueprintSubject, BlueprintTemplate } from '../backup-blueprint';
import { BackupConfigurationProps } from '../backup-configuration';
import { BackupInvoker, BackupSessionProps } from '../backup-session';
import { BackupVerifierProps, VerificationRestore, VerificationScript } from '../backup-verifier';
import { ResourceProps } from '../resource-props';
import { RestoreDataSource, RestorePitr, RestoreSessionProps } from '../restore-session';
import { FailedSnapshots, RetentionPolicyProps, SuccessfulSnapshots } from '../retention-policy';
import { manifestOptions } from './manifest-options';
import { containerSettings, jobTemplate, runtimeSettings } from './pods';
import { addon, backends, batchSessions, batchTargets, configurationSessions, restoreHooks, retryConfig, schedule, targetRef } from './sessions';
import { jobVolumes, labelSelector, volumeMounts } from './volumes';
import { BackupDeletionPolicy } from '../types/refs';
import { BackupVerificationType } from '../types/verification';

const whole = (what: string) => optional(wholeNumber(what));
const yes = optional(flag);
const durationText = optional(anyText);
const deletionPolicy = optional(choice('a deletion policy of KubeStash', BackupDeletionPolicy));
const finalizers = optional(list(words('a finalizer')));

export const usagePolicy = optional(instance('UsagePolicy', 'UsagePolicy.same(), UsagePolicy.namespaces(…) and the like'));

/** Metadata of an object: what is typed, and whatever else the API server knows. */
const metadata = {
  ...data,
  read: (value: any, reading: any) => struct<any>({
    ...Object.fromEntries(Object.keys(value ?? {}).map(key => [key, optional(anyData)])),
    labels: optional(labels),
    annotations: optional(annotations),
    name: optional(subdomain('the name of an object')),
    namespace: optional(namespaceName),
    finalizers,
  } as any).read(value, reading),
};

/** What all plain resources take. */
export const RESOURCE: Fields<ResourceProps> = {
  metadata: optional(metadata),
  name: optional(subdomain('the name of an object')),
  namespace: optional(namespaceName),
  spec: optional(data),
};

export const restoreSessionProps = struct<RestoreSessionProps>({
  ...RESOURCE,
  target: optional(targetRef),
  dataSource: struct<RestoreDataSource>({
    namespace: optional(namespaceName),
    repository: optional(subdomain('the name of a Repository')),
    snapshot: optional(anyText),
    encryptionSecret: optional(namespacedRef('a Secret')),
    components: optional(list(words('the name of a component'))),
    pitr: optional(struct<RestorePitr>({ targetTime: anyText, exclusive: yes })),
  }),
  addon,
  hooks: optional(restoreHooks),
  manifestOptions: optional(manifestOptions),
  restoreTimeout: durationText,
});

export const backupConfigurationProps = struct<BackupConfigurationProps>({
  ...RESOURCE, target: optional(targetRef), backends: optional(backends), sessions: configurationSessions, paused: yes,
});

export const backupBatchProps = struct<BackupBatchProps>({
  ...RESOURCE, targets: batchTargets, backends: optional(backends), sessions: batchSessions, paused: yes,
});

export const backupBlueprintProps = struct<BackupBlueprintProps>({
  ...RESOURCE,
  backupConfigurationTemplate: struct<BlueprintTemplate>({
    namespace: optional(anyText), backends, sessions: configurationSessions, deletionPolicy: optional(anyText),
  }),
  subjects: optional(list(struct<BlueprintSubject>({ apiVersion: optional(anyText), kind: optional(anyText) }))),
  usagePolicy,
});

export const backupSessionProps = struct<BackupSessionProps>({
  ...RESOURCE,
  invoker: struct<BackupInvoker>({ apiGroup: optional(anyText), kind: optional(words('a kind')), name: subdomain('the name of a BackupConfiguration') }),
  session: words('the name of a session'),
  backupTimeout: durationText,
  retryLeft: whole('a number of tries'),
});

export const backupVerifierProps = struct<BackupVerifierProps>({
  ...RESOURCE,
  type: choice('a type of verification', BackupVerificationType),
  restoreOption: struct<VerificationRestore>({ target: optional(targetRef), addonInfo: addon }),
  scheduler: optional(schedule),
  function: optional(subdomain('the name of a Function')),
  query: optional(anyData),
  script: optional(struct<VerificationScript>({ location: optional(words('the place of a script')), args: optional(list(anyText)) })),
  volumes: jobVolumes,
  volumeMounts,
  retryConfig: optional(retryConfig),
  sessionHistoryLimit: whole('a number of sessions'),
  runtimeSettings: optional(runtimeSettings),
});

const kept = whole('a number of Snapshots');

export const retentionPolicyProps = struct<RetentionPolicyProps>({
  ...RESOURCE,
  successfulSnapshots: optional(struct<SuccessfulSnapshots>({ last: kept, hourly: kept, daily: kept, weekly: kept, monthly: kept, yearly: kept })),
  maxRetentionPeriod: durationText,
  failedSnapshots: optional(struct<FailedSnapshots>({ last: kept })),
  default: yes,
  usagePolicy,
});

const BACKUP: Fields<ArchiverManifestBackup> = {
  scheduler: optional(struct<ArchiverSchedule>({
    schedule: anyText,
    jobTemplate: optional(data),
    concurrencyPolicy: optional(choice('a policy for runs at once', ['Allow', 'Forbid', 'Replace'])),
    successfulJobsHistoryLimit: whole('a number of Jobs'),
    failedJobsHistoryLimit: whole('a number of Jobs'),
  })),
  jobTemplate: optional(jobTemplate),
  containerRuntimeSettings: optional(containerSettings),
  retryConfig: optional(retryConfig),
  timeout: durationText,
  sessionHistoryLimit: whole('a number of BackupSessions'),
};

export const archiverProps = struct<ArchiverProps>({
  ...RESOURCE,
  kind: choice('a kind of archiver', ArchiverKind),
  databases: optional(struct<ArchiverDatabases>({ namespaces: usagePolicy, selector: optional(labelSelector) })),
  backupStorage: optional(struct<ArchiverStorage>({ ref: namespacedRef('a BackupStorage'), subDir: optional(relativePath) })),
  retentionPolicy: optional(namespacedRef('a RetentionPolicy')),
  encryptionSecret: optional(namespacedRef('a Secret')),
  fullBackup: optional(struct<ArchiverFullBackup>({
    ...BACKUP,
    driver: choice('a driver of full backups', ArchiverDriver),
    task: optional(struct<ArchiverTask>({ params: map(words('the name of a parameter'), anyData) })),
  })),
  manifestBackup: optional(struct<ArchiverManifestBackup>(BACKUP)),
  logBackup: optional(struct<ArchiverLogBackup>({
    backupInterval: durationText,
    retentionPeriod: durationText,
    retentionSchedule: optional(anyText),
    configSecret: optional(struct<ArchiverLogConfig>({ name: secretName, envToSecretKey: map(envName, anyText) })),
    runtimeSettings: optional(runtimeSettings),
    successfulLogHistoryLimit: whole('a number of shipments'),
    failedLogHistoryLimit: whole('a number of shipments'),
    logRetentionHistoryLimit: whole('a number of removals'),
  })),
  deletionPolicy,
  pause: yes,
});
