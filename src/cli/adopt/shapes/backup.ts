import { ADDON_OPTIONS } from './addon';
import { RETRY_CONFIG, RUNTIME_SETTINGS, SCHEDULE_OPTIONS } from './pod';
import { BACKUP_BACKEND, BATCH_SESSION, BATCH_TARGET, CONFIGURATION_SESSION, TARGET_REF } from './sessions';
import { USAGE_POLICY } from './usage-policy';
import { JOB_VOLUME, JOB_VOLUME_MOUNT } from './volumes';
import { BackupBatchProps } from '../../../resources/backup-batch';
import { BackupBlueprintProps, BlueprintSubject, BlueprintTemplate } from '../../../resources/backup-blueprint';
import { BackupConfigurationProps } from '../../../resources/backup-configuration';
import { BackupInvoker, BackupSessionProps } from '../../../resources/backup-session';
import { BackupVerifierProps, VerificationRestore, VerificationScript } from '../../../resources/backup-verifier';
import { BackupVerificationType } from '../../../resources/types/verification';
import { COUNT, FLAG, list, must, oneOf, struct, TEXT, Typed, ANYTHING } from '../shape';

export const BACKUP_CONFIGURATION_PROPS = struct<Typed<BackupConfigurationProps>>({
  target: TARGET_REF, backends: list(BACKUP_BACKEND), sessions: must(list(CONFIGURATION_SESSION)), paused: FLAG,
});

export const BLUEPRINT_TEMPLATE = struct<BlueprintTemplate>({
  namespace: TEXT, backends: must(list(BACKUP_BACKEND)), sessions: must(list(CONFIGURATION_SESSION)), deletionPolicy: TEXT,
});

export const BLUEPRINT_SUBJECT = struct<BlueprintSubject>({ apiVersion: TEXT, kind: TEXT });

export const BACKUP_BLUEPRINT_PROPS = struct<Typed<BackupBlueprintProps>>({
  backupConfigurationTemplate: must(BLUEPRINT_TEMPLATE), subjects: list(BLUEPRINT_SUBJECT), usagePolicy: USAGE_POLICY,
});

export const BACKUP_BATCH_PROPS = struct<Typed<BackupBatchProps>>({
  targets: must(list(BATCH_TARGET)), backends: list(BACKUP_BACKEND), sessions: must(list(BATCH_SESSION)), paused: FLAG,
});

export const BACKUP_INVOKER = struct<BackupInvoker>({ apiGroup: TEXT, kind: TEXT, name: must(TEXT) });

export const BACKUP_SESSION_PROPS = struct<Typed<BackupSessionProps>>({
  invoker: must(BACKUP_INVOKER), session: must(TEXT), backupTimeout: TEXT, retryLeft: COUNT,
});

export const VERIFICATION_RESTORE = struct<VerificationRestore>({ target: TARGET_REF, addonInfo: must(ADDON_OPTIONS) });

export const VERIFICATION_SCRIPT = struct<VerificationScript>({ location: TEXT, args: list(TEXT) });

export const BACKUP_VERIFIER_PROPS = struct<Typed<BackupVerifierProps>>({
  type: must(oneOf(BackupVerificationType, 'BackupVerificationType')),
  restoreOption: must(VERIFICATION_RESTORE),
  scheduler: SCHEDULE_OPTIONS,
  function: TEXT,
  query: ANYTHING,
  script: VERIFICATION_SCRIPT,
  volumes: list(JOB_VOLUME),
  volumeMounts: list(JOB_VOLUME_MOUNT),
  retryConfig: RETRY_CONFIG,
  sessionHistoryLimit: COUNT,
  runtimeSettings: RUNTIME_SETTINGS,
});
