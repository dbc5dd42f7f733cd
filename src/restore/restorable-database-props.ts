import { Database } from './database';
import { DeletionPolicy } from './deletion-policy';
import { RestorePoint } from './restore-point';
import { SnapshotRestoreOptions } from './session-options';
import { DatabaseShape } from './shape';
import { TrafficOptions } from './traffic-options';
import * as kinds from './values';
import { Backup } from '../backup/backup';
import { Engine } from '../engines/engine';
import { PlatformOptions } from '../platform/platform';
import { Resume } from '../run/resume';
import { SnapshotCatalog } from '../snapshots/catalog';
import { instance, struct } from '../values/compound';
import { optional } from '../values/kind';

/** Properties of a `RestorableDatabase`. */
export interface RestorableDatabaseProps extends DatabaseShape, TrafficOptions, PlatformOptions, SnapshotRestoreOptions {
  /**
   * Engine that runs it.
   *
   * @default - the engine of `init` or `like`; an error if there is neither
   */
  readonly engine?: Engine;

  /**
   * Name: a DNS label.
   *
   * @default - the construct's id in kebab-case
   */
  readonly name?: string;

  /**
   * Namespace.
   *
   * @default - the namespace of the chart; an error if it has none
   */
  readonly namespace?: string;

  /**
   * How it is backed up; each incarnation anew.
   *
   * @default - not at all
   */
  readonly backup?: Backup;

  /**
   * Data it starts with.
   *
   * @default - none, an empty database
   */
  readonly init?: RestorePoint;

  /**
   * Whether what `init` asks for is done. It keeps its id, its names and `spec.init` byte for byte, but is no longer judged and
   * never run again.
   *
   * @default false
   */
  readonly settled?: boolean;

  /**
   * Database whose shape is the default for this one's, and what was said of its pods.
   *
   * @default - the source of `init`, where that is a database of this code
   */
  readonly like?: Database;

  /**
   * Name of the restore that `init` asks for, or of the first opening: of its RestoreSession and run (Role and RoleBinding;
   * ServiceAccount, Job and ConfigMaps begin with it).
   *
   * @default - `<name>-<restore id>`, `<name>-first` without `init`
   */
  readonly restoreName?: string;

  /**
   * Who makes it available after `init`.
   *
   * @default Resume.automatic()
   */
  readonly resume?: Resume;

  /**
   * What happens when the database CR is deleted.
   *
   * @default DeletionPolicy.DO_NOT_TERMINATE
   */
  readonly deletionPolicy?: DeletionPolicy;

  /**
   * How the replicas get their data in a recovery to a point in time (upstream: `init.archiver.replicationStrategy`):
   * `sync`, `fscopy`, `clone` or `none`.
   *
   * @default - what KubeDB does for the engine
   */
  readonly replicationStrategy?: string;

  /**
   * What can be restored: checks `init` against what there is.
   *
   * @default - not checked against a catalog
   */
  readonly catalog?: SnapshotCatalog;
}

/** What each of them is. */
export const PROPS = struct<RestorableDatabaseProps>({
  ...kinds.NEW,
  engine: optional(kinds.engine),
  init: optional(instance('RestorePoint', 'RestorePoint.at(…), RestorePoint.snapshot(…) and the like')),
  like: optional(kinds.database),
  replicationStrategy: kinds.replicationStrategy,
});
