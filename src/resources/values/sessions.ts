import { durationText, whole } from './objects';
import { containerSettings, jobTemplate, runtimeSettings } from './pods';
import { addonVolumes, claimTemplate, jobVolumes, volumeMounts } from './volumes';
import { Fields, list, map, struct } from '../../values/compound';
import { anyData, data } from '../../values/data';
import { optional } from '../../values/kind';
import { dnsLabel, envName, namespacedRef, namespaceName, subdomain } from '../../values/names';
import { anyText, choice, count, flag, relativePath, words } from '../../values/texts';
import { AddonOptions, AddonTask, TargetVolumes, TaskVariable } from '../types/addon';
import { BackupHooks, Hook, HookExecutionPolicy, RestoreHooks } from '../types/hooks';
import { BackupDeletionPolicy, TargetRef } from '../types/refs';
import { RetryConfig, ScheduledJob, ScheduleOptions } from '../types/schedule';
import {
  BackupBackend, BackupRepository, BatchSession, BatchSessionTarget, BatchTarget, ConfigurationSession, SessionOptions,
} from '../types/sessions';

const parameters = optional(map(words('the name of a parameter'), anyData));
const name = words('a name');

const variables = optional(list(struct<TaskVariable>({ name: envName, value: optional(anyText), valueFrom: optional(data) })));

export const targetRef = struct<TargetRef>({
  apiGroup: optional(anyText), kind: optional(words('a kind')), name: subdomain('the name of a target'), namespace: optional(namespaceName),
});

const addonTask = struct<AddonTask>({
  name,
  params: parameters,
  variables,
  addonVolumes,
  targetVolumes: optional(struct<TargetVolumes>({ volumes: jobVolumes, volumeMounts, volumeClaimTemplates: optional(list(claimTemplate)) })),
});

export const addon = struct<AddonOptions>({
  name: subdomain('the name of an Addon'), tasks: list(addonTask), jobTemplate: optional(jobTemplate), containerRuntimeSettings: optional(containerSettings),
});

const hooks = optional(list(struct<Hook>({
  name,
  hookTemplate: namespacedRef('a HookTemplate'),
  params: parameters,
  maxRetry: whole('a number of tries'),
  timeout: durationText,
  executionPolicy: optional(choice('a policy for running hooks', HookExecutionPolicy)),
  variables,
  volumes: jobVolumes,
  volumeMounts,
  runtimeSettings: optional(runtimeSettings),
})));

export const backupHooks = struct<BackupHooks>({ preBackup: hooks, postBackup: hooks });

export const restoreHooks = struct<RestoreHooks>({ preRestore: hooks, postRestore: hooks });

const scheduledJob = struct<ScheduledJob>({
  backoffLimit: whole('a number of tries'),
  activeDeadlineSeconds: whole('a number of seconds'),
  ttlSecondsAfterFinished: whole('a number of seconds'),
  completions: whole('a number of completions'),
  parallelism: whole('a number of pods'),
  completionMode: optional(choice('a mode of completion', ['NonIndexed', 'Indexed'])),
  suspend: optional(flag),
  template: optional(jobTemplate),
});

export const schedule = struct<ScheduleOptions>({
  schedule: anyText,
  jobTemplate: optional(scheduledJob),
  concurrencyPolicy: optional(choice('a policy for runs at once', ['Allow', 'Forbid', 'Replace'])),
  suspend: optional(flag),
  startingDeadlineSeconds: whole('a number of seconds'),
  successfulJobsHistoryLimit: whole('a number of Jobs'),
  failedJobsHistoryLimit: whole('a number of Jobs'),
});

export const retryConfig = struct<RetryConfig>({ maxRetry: whole('a number of tries'), delay: durationText });

export const backends = list(struct<BackupBackend>({
  name, storageRef: optional(namespacedRef('a BackupStorage')), retentionPolicy: optional(namespacedRef('a RetentionPolicy')),
}));

const repositories = list(struct<BackupRepository>({
  name: subdomain('the name of a Repository'),
  backend: optional(name),
  directory: relativePath,
  encryptionSecret: optional(namespacedRef('a Secret')),
  deletionPolicy: optional(choice('a deletion policy of KubeStash', BackupDeletionPolicy)),
  backupVerifier: optional(namespacedRef('a BackupVerifier')),
}));

const SESSION: Fields<SessionOptions> = {
  name: dnsLabel('the name of a session'),
  scheduler: schedule,
  hooks: optional(backupHooks),
  backupTimeout: durationText,
  retryConfig: optional(retryConfig),
  sessionHistoryLimit: optional(count('a number of BackupSessions')),
};

export const configurationSessions = list(struct<ConfigurationSession>({ ...SESSION, addon, repositories }));

export const batchTargets = list(struct<BatchTarget>({ name, appRef: targetRef }));

export const batchSessions = list(struct<BatchSession>({
  ...SESSION, targets: list(struct<BatchSessionTarget>({ name, addon, repositories })),
}));
