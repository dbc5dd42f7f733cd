import { CONTAINER_RUNTIME_SETTINGS, JOB_POD_TEMPLATE, RUNTIME_SETTINGS } from './pod';
import { ADDON_VOLUME, CLAIM_TEMPLATE, JOB_VOLUME, JOB_VOLUME_MOUNT } from './volumes';
import { AddonOptions, AddonTask, TargetVolumes, TaskVariable } from '../../../resources/types/addon';
import { BackupHooks, Hook, HookExecutionPolicy, RestoreHooks } from '../../../resources/types/hooks';
import { COUNT, list, map, must, oneOf, reference, struct, TEXT, ANYTHING } from '../shape';

export const TASK_VARIABLE = struct<TaskVariable>({ name: must(TEXT), value: TEXT, valueFrom: ANYTHING });

export const TARGET_VOLUMES = struct<TargetVolumes>({
  volumes: list(JOB_VOLUME), volumeMounts: list(JOB_VOLUME_MOUNT), volumeClaimTemplates: list(CLAIM_TEMPLATE),
});

export const ADDON_TASK = struct<AddonTask>({
  name: must(TEXT),
  params: map(ANYTHING),
  variables: list(TASK_VARIABLE),
  addonVolumes: list(ADDON_VOLUME),
  targetVolumes: TARGET_VOLUMES,
});

export const ADDON_OPTIONS = struct<AddonOptions>({
  name: must(TEXT),
  tasks: must(list(ADDON_TASK)),
  jobTemplate: JOB_POD_TEMPLATE,
  containerRuntimeSettings: CONTAINER_RUNTIME_SETTINGS,
});

export const HOOK = struct<Hook>({
  name: must(TEXT),
  hookTemplate: must(reference('HookTemplate')),
  params: map(ANYTHING),
  maxRetry: COUNT,
  timeout: TEXT,
  executionPolicy: oneOf(HookExecutionPolicy, 'HookExecutionPolicy'),
  variables: list(TASK_VARIABLE),
  volumes: list(JOB_VOLUME),
  volumeMounts: list(JOB_VOLUME_MOUNT),
  runtimeSettings: RUNTIME_SETTINGS,
});

export const BACKUP_HOOKS = struct<BackupHooks>({ preBackup: list(HOOK), postBackup: list(HOOK) });

export const RESTORE_HOOKS = struct<RestoreHooks>({ preRestore: list(HOOK), postRestore: list(HOOK) });
