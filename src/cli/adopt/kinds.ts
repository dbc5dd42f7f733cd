import { Shape } from './shape';
import { archiverShape } from './shapes/archiver';
import {
  BACKUP_BATCH_PROPS, BACKUP_BLUEPRINT_PROPS, BACKUP_CONFIGURATION_PROPS, BACKUP_SESSION_PROPS, BACKUP_VERIFIER_PROPS,
} from './shapes/backup';
import { HOOK_TEMPLATE_PROPS } from './shapes/hook-template';
import { RESTORE_SESSION_PROPS } from './shapes/restore-session';
import { BACKUP_STORAGE_PROPS, RETENTION_POLICY_PROPS } from './shapes/storage';
import { backupStorageProps, backupStorageSpec } from '../../backup/backup-storage';
import { archiverProps, archiverSpec } from '../../resources/archiver';
import { ArchiverKind } from '../../resources/archiver-parts';
import { backupBatchProps, backupBatchSpec } from '../../resources/backup-batch';
import { backupBlueprintProps, backupBlueprintSpec } from '../../resources/backup-blueprint';
import { backupConfigurationProps, backupConfigurationSpec } from '../../resources/backup-configuration';
import { backupSessionProps, backupSessionSpec } from '../../resources/backup-session';
import { backupVerifierProps, backupVerifierSpec } from '../../resources/backup-verifier';
import { hookTemplateProps, hookTemplateSpec } from '../../resources/hook-template';
import { restoreSessionProps, restoreSessionSpec } from '../../resources/restore-session';
import { retentionPolicyProps, retentionPolicySpec } from '../../resources/retention-policy';
import { Json } from '../../values/json';
import { Kind } from '../../values/kind';

/** A kind that the library has a class for. */
export interface TypedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly className: string;
  /** The member of `ArchiverKind`, for the class that is for several kinds. */
  readonly archiver?: string;
  readonly shape: Shape<any>;
  /** What the class makes of its properties. */
  readonly spec: (props: any, namespace?: string) => Json;
  /** Kinds of its properties' values. */
  readonly props: Kind;
  /** Whether references without namespace must stay so. */
  readonly openReferences?: boolean;
}

const STORAGE = 'storage.kubestash.com/v1alpha1';
const CORE = 'core.kubestash.com/v1alpha1';

/** The kinds with a class, in the order in which they are written down: what others refer to comes first. */
export const TYPED_KINDS: readonly TypedKind[] = [
  typed(STORAGE, 'BackupStorage', BACKUP_STORAGE_PROPS, backupStorageSpec, backupStorageProps),
  typed(STORAGE, 'RetentionPolicy', RETENTION_POLICY_PROPS, retentionPolicySpec, retentionPolicyProps),
  typed(CORE, 'HookTemplate', HOOK_TEMPLATE_PROPS, hookTemplateSpec, hookTemplateProps),
  typed(CORE, 'BackupVerifier', BACKUP_VERIFIER_PROPS, backupVerifierSpec, backupVerifierProps),
  ...Object.entries(ArchiverKind).map(([member, kind]): TypedKind => ({
    apiVersion: 'archiver.kubedb.com/v1alpha1',
    kind,
    className: 'Archiver',
    archiver: member,
    shape: archiverShape(kind),
    spec: (props, namespace) => archiverSpec({ ...props, kind }, namespace),
    props: archiverProps,
  })),
  typed(CORE, 'BackupConfiguration', BACKUP_CONFIGURATION_PROPS, backupConfigurationSpec, backupConfigurationProps),
  typed(CORE, 'BackupBatch', BACKUP_BATCH_PROPS, backupBatchSpec, backupBatchProps),
  { ...typed(CORE, 'BackupBlueprint', BACKUP_BLUEPRINT_PROPS, backupBlueprintSpec, backupBlueprintProps), openReferences: true },
  typed(CORE, 'BackupSession', BACKUP_SESSION_PROPS, backupSessionSpec, backupSessionProps),
  typed(CORE, 'RestoreSession', RESTORE_SESSION_PROPS, restoreSessionSpec, restoreSessionProps),
];

function typed(apiVersion: string, kind: string, shape: Shape<any>, spec: TypedKind['spec'], props: Kind): TypedKind {
  return { apiVersion, kind, className: kind, shape, spec, props };
}

/** The class for an object, if there is one. */
export function typedKindOf(apiVersion: string, kind: string): TypedKind | undefined {
  return TYPED_KINDS.find(k => k.apiVersion === apiVersion && k.kind === kind);
}

/** Where an object is written down: what is referred to, then everything else, then what refers to it. */
export function rankOf(apiVersion: string, kind: string): number {
  const at = TYPED_KINDS.findIndex(k => k.apiVersion === apiVersion && k.kind === kind);
  if (kind === 'Namespace') return -1;
  return at < 0 ? FIRST_USER - 0.5 : at;
}

const FIRST_USER = TYPED_KINDS.findIndex(k => k.className === 'Archiver');
