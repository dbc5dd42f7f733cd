export * from './archiver-parts';
export { Archiver, type ArchiverDatabases, type ArchiverProps, type ArchiverStorage } from './archiver';
export { BackupBatch, type BackupBatchProps } from './backup-batch';
export { BackupBlueprint, type BackupBlueprintProps, type BlueprintSubject, type BlueprintTemplate } from './backup-blueprint';
export { BackupConfiguration, type BackupConfigurationProps } from './backup-configuration';
export { type BackupInvoker, BackupSession, type BackupSessionProps } from './backup-session';
export {
  BackupVerifier, type BackupVerifierProps, type VerificationRestore, type VerificationScript,
} from './backup-verifier';
export * from './hook-action';
export {
  type HookExecutor, type HookFunctionExecutor, type HookParameter, type HookPodExecutor, type HookPodOwner,
  HookTemplate, type HookTemplateProps,
} from './hook-template';
export type { ResourceProps } from './resource';
export { type RestoreDataSource, type RestorePitr, RestoreSession, type RestoreSessionProps } from './restore-session';
export { type FailedSnapshots, RetentionPolicy, type RetentionPolicyProps, type SuccessfulSnapshots } from './retention-policy';
export * from './types';
