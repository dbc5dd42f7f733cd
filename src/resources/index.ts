export * from './archiver-parts';
export { Archiver, ArchiverDatabases, ArchiverKind, ArchiverProps, ArchiverStorage } from './archiver';
export { BackupBatch, BackupBatchProps } from './backup-batch';
export { BackupBlueprint, BackupBlueprintProps, BlueprintSubject, BlueprintTemplate } from './backup-blueprint';
export { BackupConfiguration, BackupConfigurationProps } from './backup-configuration';
export { BackupInvoker, BackupSession, BackupSessionProps } from './backup-session';
export {
  BackupVerificationType, BackupVerifier, BackupVerifierProps, VerificationRestore, VerificationScript,
} from './backup-verifier';
export * from './hook-action';
export {
  HookExecutor, HookExecutorType, HookFunctionExecutor, HookParameter, HookPodExecutor, HookPodOwner, HookPodStrategy, HookTemplate,
  HookTemplateProps,
} from './hook-template';
export { ResourceProps } from './resource';
export { RestoreDataSource, RestorePitr, RestoreSession, RestoreSessionProps } from './restore-session';
export { FailedSnapshots, RetentionPolicy, RetentionPolicyProps, SuccessfulSnapshots } from './retention-policy';
export * from './types';
