import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { resource, ResourceKind } from './resource';
import { ResourceProps } from './resource-props';
import { BackupBackend, BatchSession, BatchTarget } from './types/sessions';
import { RESOURCE, yes } from './values/objects';
import { backends, batchSessions, batchTargets } from './values/sessions';
import { backendWords, batchSessionWords, plain, targetWords } from './words';
import { ObjectRole } from '../gitops/role';
import { struct } from '../values/compound';
import { Json } from '../values/json';
import { optional } from '../values/kind';

/** Properties of `BackupBatch`. */
export interface BackupBatchProps extends ResourceProps {
  /** What is backed up. */
  readonly targets: BatchTarget[];

  /**
   * Places for backups.
   *
   * @default - the namespace's default BackupStorage and RetentionPolicy
   */
  readonly backends?: BackupBackend[];

  /** What runs when. */
  readonly sessions: BatchSession[];

  /**
   * Whether all sessions rest.
   *
   * @default false
   */
  readonly paused?: boolean;
}

const KIND: ResourceKind = { apiVersion: 'core.kubestash.com/v1alpha1', kind: 'BackupBatch', role: ObjectRole.BACKUP };

/**
 * What is accepted of each property.
 *
 * @internal
 */
export const backupBatchProps = struct<BackupBatchProps>({
  ...RESOURCE, targets: batchTargets, backends: optional(backends), sessions: batchSessions, paused: yes,
});

/**
 * What a BackupBatch's `spec` says.
 *
 * @internal
 */
export function backupBatchSpec(props: BackupBatchProps, namespace?: string): Json {
  return plain({
    targets: props.targets?.map(t => ({ name: t.name, appRef: targetWords(t.appRef, namespace) })),
    backends: props.backends?.map(b => backendWords(b, namespace)),
    sessions: props.sessions?.map(s => batchSessionWords(s, namespace)),
    paused: props.paused,
  });
}

/**
 * A BackupBatch as a plain resource: several targets that are backed up together.
 */
export class BackupBatch extends ApiObject {
  /**
   * @param scope where it belongs in the tree
   * @param id its construct id
   * @param props what it says
   */
  constructor(scope: Construct, id: string, props: BackupBatchProps) {
    const made = resource(scope, id, KIND, backupBatchProps, props, backupBatchSpec);
    super(scope, id, made.props);
    made.watch(this);
  }
}
