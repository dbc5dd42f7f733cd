import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { resource, ResourceKind } from './resource';
import { ResourceProps } from './resource-props';
import { durationText, RESOURCE, whole } from './values/objects';
import { plain } from './words';
import { ObjectRole } from '../gitops/role';
import { struct } from '../values/compound';
import { Json } from '../values/json';
import { optional } from '../values/kind';
import { subdomain } from '../values/names';
import { anyText, words } from '../values/texts';

/** Properties of `BackupSession`. */
export interface BackupSessionProps extends ResourceProps {
  /** What is run. */
  readonly invoker: BackupInvoker;

  /** Name of the session in it. */
  readonly session: string;

  /**
   * How long it may take, as a Go duration: `2h`.
   *
   * @default - no limit
   */
  readonly backupTimeout?: string;

  /**
   * How often it is tried again.
   *
   * @default 0
   */
  readonly retryLeft?: number;
}

/** A BackupConfiguration or BackupBatch in the namespace of the BackupSession. */
export interface BackupInvoker {
  /**
   * API group.
   *
   * @default 'core.kubestash.com'
   */
  readonly apiGroup?: string;

  /**
   * `BackupConfiguration` or `BackupBatch`.
   *
   * @default 'BackupConfiguration'
   */
  readonly kind?: string;

  /** Name of the object. */
  readonly name: string;
}

const KIND: ResourceKind = { apiVersion: 'core.kubestash.com/v1alpha1', kind: 'BackupSession', role: ObjectRole.SESSION };

/**
 * What is accepted of each property.
 *
 * @internal
 */
export const backupSessionProps = struct<BackupSessionProps>({
  ...RESOURCE,
  invoker: struct<BackupInvoker>({ apiGroup: optional(anyText), kind: optional(words('a kind')), name: subdomain('the name of a BackupConfiguration') }),
  session: words('the name of a session'),
  backupTimeout: durationText,
  retryLeft: whole('a number of tries'),
});

/**
 * What a BackupSession's `spec` says.
 *
 * @internal
 */
export function backupSessionSpec(props: BackupSessionProps, _namespace?: string): Json {
  return plain({
    invoker: props.invoker && {
      apiGroup: props.invoker.apiGroup ?? 'core.kubestash.com',
      kind: props.invoker.kind ?? 'BackupConfiguration',
      name: props.invoker.name,
    },
    session: props.session,
    backupTimeout: props.backupTimeout,
    retryLeft: props.retryLeft,
  });
}

/**
 * A BackupSession as a plain resource: one run of a session, now. Its spec cannot be changed afterwards.
 */
export class BackupSession extends ApiObject {
  /**
   * @param scope where it belongs in the tree
   * @param id its construct id
   * @param props what it says
   */
  constructor(scope: Construct, id: string, props: BackupSessionProps) {
    const made = resource(scope, id, KIND, backupSessionProps, props, backupSessionSpec);
    super(scope, id, made.props);
    made.watch(this);
  }
}
