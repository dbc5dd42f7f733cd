import { Construct, IConstruct } from 'constructs';
import { Database } from './database';
import { DeletionPolicy } from './deletion-policy';
import { RestorableDatabase } from './restorable-database';
import { RestorePoint } from './restore-point';
import { cloneOfItself } from './rules/clone-of-itself';
import { SnapshotRestoreOptions } from './session-options';
import { DatabaseShape } from './shape';
import { DatabaseState } from './state';
import { TrafficOptions } from './traffic-options';
import * as kinds from './values';
import { Backup } from '../backup/backup';
import { Engine } from '../engines/engine';
import { report } from '../findings/report';
import { rootOf } from '../findings/root';
import { PlatformOptions } from '../platform/platform';
import { Resume } from '../run/resume';
import { SnapshotCatalog } from '../snapshots/catalog';
import { Snapshot } from '../snapshots/snapshot';
import { carry } from '../values/carried';
import { struct } from '../values/compound';
import { readOrThrow } from '../values/given';
import { optional } from '../values/kind';

/** Properties of a `SnapshotClone`. */
export interface SnapshotCloneProps extends DatabaseShape, TrafficOptions, PlatformOptions, SnapshotRestoreOptions {
  /** Snapshot whose data it starts with, also of another namespace or cluster. */
  readonly snapshot: Snapshot;

  /**
   * Whether the restore is done. It keeps its id, its names and `spec.init` byte for byte, but is no longer judged and
   * never run again.
   *
   * @default false
   */
  readonly settled?: boolean;

  /**
   * Engine of the clone, for those that demand references (SQL Server, SingleStore, Druid).
   *
   * @default - the engine of `like`, else that of the Snapshot
   */
  readonly engine?: Engine;

  /**
   * Database whose shape is the default, and what was said of its pods.
   *
   * @default - none; a Snapshot that holds the manifest can do without
   */
  readonly like?: Database;

  /**
   * Name of the clone.
   *
   * @default - the name of the database that was backed up
   */
  readonly name?: string;

  /**
   * Namespace of the clone.
   *
   * @default - the namespace of the chart
   */
  readonly namespace?: string;

  /**
   * How the clone is backed up.
   *
   * @default - not at all
   */
  readonly backup?: Backup;

  /**
   * Name of the restore: of its RestoreSession and run (Role and RoleBinding; ServiceAccount, Job and ConfigMaps begin with it).
   *
   * @default - `<name>-<restore id>`
   */
  readonly restoreName?: string;

  /**
   * Who makes it available.
   *
   * @default Resume.automatic()
   */
  readonly resume?: Resume;

  /**
   * What can be restored: checks the Snapshot against what there is.
   *
   * @default - not checked against a catalog
   */
  readonly catalog?: SnapshotCatalog;

  /**
   * What happens when the clone is deleted.
   *
   * @default DeletionPolicy.DELETE
   */
  readonly deletionPolicy?: DeletionPolicy;
}

const PROPS = struct<SnapshotCloneProps>({ ...kinds.NEW, snapshot: kinds.snapshot, engine: optional(kinds.engine), like: optional(kinds.database) });

/**
 * A database made from one Snapshot, under any name, in any namespace, with any storage that is large enough. May go
 * together with its code.
 *
 * @example
 *
 * declare const orders: RestorableDatabase;
 * declare const chart: Chart;
 * // ---
 * import { Chart, Size } from 'cdk8s';
 * import { BackupMethod, RestorableDatabase, SnapshotCatalog, SnapshotClone } from 'cdk8s-kubestash';
 *
 * new SnapshotClone(chart, 'Staging', {
 *   snapshot: SnapshotCatalog.fromFile('snapshots.json').database('orders', 'shop').latest(BackupMethod.LOGICAL),
 *   like: orders,
 *   namespace: 'staging',
 *   storage: { size: Size.gibibytes(60), storageClassName: 'standard' },
 * });
 */
export class SnapshotClone extends RestorableDatabase {
  constructor(scope: Construct, id: string, props: SnapshotCloneProps) {
    const { value, refusals } = readOrThrow(id, PROPS, props);
    const { snapshot, ...rest } = value;
    super(scope, id, carry({
      ...rest,
      name: value.name ?? snapshot.incarnationOf ?? snapshot.database,
      init: RestorePoint.snapshot(snapshot),
      deletionPolicy: value.deletionPolicy ?? DeletionPolicy.DELETE,
    }, refusals));
    if (!value.settled) {
      report(this, inquiry => (
        inquiry.isRefused(['name', 'namespace', 'snapshot']) ? [] : cloneOfItself(snapshot, value.name, this.namespace, () => databasesBeside(this, value.like))
      ));
    }
  }
}

/** The databases of the code that a copy could be taken for. */
function databasesBeside(scope: IConstruct, like: Database | undefined): DatabaseState[] {
  const others = rootOf(scope).node.findAll().filter((c): c is Database => c instanceof Database && c !== scope);
  return [...like === undefined ? [] : [like], ...others].map(database => database._state);
}
