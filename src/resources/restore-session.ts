import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { resource, ResourceKind } from './resource';
import { ResourceProps } from './resource-props';
import { AddonOptions } from './types/addon';
import { RestoreHooks } from './types/hooks';
import { ManifestOptions } from './types/manifest-options';
import { ObjectReference, TargetRef } from './types/refs';
import { manifestOptions } from './values/manifest-options';
import { durationText, RESOURCE, yes } from './values/objects';
import { addon, restoreHooks, targetRef } from './values/sessions';
import { addonWords, manifestOptionsWords, plain, refOf, restoreHooksWords, targetWords } from './words';
import { ObjectRole } from '../gitops/role';
import { list, struct } from '../values/compound';
import { Json } from '../values/json';
import { optional } from '../values/kind';
import { namespacedRef, namespaceName, subdomain } from '../values/names';
import { anyText, words } from '../values/texts';

/** Properties of `RestoreSession`. */
export interface RestoreSessionProps extends ResourceProps {
  /**
   * What is restored into. Its namespace is always written out.
   *
   * @default - a restore of manifests, which makes its target
   */
  readonly target?: TargetRef;

  /** What is restored. */
  readonly dataSource: RestoreDataSource;

  /** What restores it. */
  readonly addon: AddonOptions;

  /**
   * Hooks around the restore.
   *
   * @default - none
   */
  readonly hooks?: RestoreHooks;

  /**
   * What a restore of manifests does.
   *
   * @default - everything, as it was backed up
   */
  readonly manifestOptions?: ManifestOptions;

  /**
   * How long it may take, as a Go duration: `2h`.
   *
   * @default - no limit
   */
  readonly restoreTimeout?: string;
}

/** A point in time to which the nearest earlier Snapshot is restored; no logs are replayed. */
export interface RestorePitr {
  /** The time, in RFC 3339. */
  readonly targetTime: string;

  /**
   * Whether a Snapshot of exactly that time is passed over.
   *
   * @default false
   */
  readonly exclusive?: boolean;
}

/** What a RestoreSession restores. */
export interface RestoreDataSource {
  /**
   * Namespace of Repository and Snapshot.
   *
   * @default - the namespace of the RestoreSession
   */
  readonly namespace?: string;

  /**
   * Name of the Repository.
   *
   * @default - the one of the Snapshot
   */
  readonly repository?: string;

  /**
   * Name of the Snapshot, or `latest`.
   *
   * @default - the one that `pitr` finds
   */
  readonly snapshot?: string;

  /**
   * Secret with the key `RESTIC_PASSWORD`.
   *
   * @default - not encrypted by restic
   */
  readonly encryptionSecret?: ObjectReference;

  /**
   * Names of the components that are restored.
   *
   * @default - all
   */
  readonly components?: string[];

  /**
   * The nearest Snapshot before a time.
   *
   * @default - `snapshot` says which
   */
  readonly pitr?: RestorePitr;
}

const KIND: ResourceKind = { apiVersion: 'core.kubestash.com/v1alpha1', kind: 'RestoreSession', role: ObjectRole.SESSION };

/**
 * What is accepted of each property.
 *
 * @internal
 */
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

/**
 * What a RestoreSession's `spec` says.
 *
 * @internal
 */
export function restoreSessionSpec(props: RestoreSessionProps, namespace?: string): Json {
  const source = props.dataSource;
  return plain({
    target: targetWords(props.target, namespace),
    dataSource: source && {
      ...source,
      encryptionSecret: source.encryptionSecret && refOf(source.encryptionSecret, source.namespace ?? namespace),
    },
    addon: addonWords(props.addon),
    hooks: restoreHooksWords(props.hooks, namespace),
    manifestOptions: manifestOptionsWords(props.manifestOptions, namespace),
    restoreTimeout: props.restoreTimeout,
  });
}

/**
 * A RestoreSession as a plain resource. It restores as soon as KubeStash sees it, and only once: another restore needs another
 * name. `PointInTimeRestore` and `SnapshotRestore` make theirs when the database is halted.
 *
 * @example
 *
 * import { App, Chart } from 'cdk8s';
 * import { resources } from 'cdk8s-kubestash';
 *
 * const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
 * new resources.RestoreSession(chart, 'RestoreOrders', {
 *   target: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'orders' },
 *   dataSource: { repository: 'orders-logical', snapshot: 'latest', encryptionSecret: { name: 'restic' } },
 *   addon: { name: 'postgres-addon', tasks: [{ name: 'logical-backup-restore' }] },
 * });
 */
export class RestoreSession extends ApiObject {
  /**
   * @param scope where it belongs in the tree
   * @param id its construct id
   * @param props what it says
   */
  constructor(scope: Construct, id: string, props: RestoreSessionProps) {
    const made = resource(scope, id, KIND, restoreSessionProps, props, restoreSessionSpec);
    super(scope, id, made.props);
    made.watch(this);
  }
}
