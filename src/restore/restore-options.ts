import { Database } from './database';
import { RestoreProcess } from './restore-process';
import { SafetyBackup } from './safety-backup';
import { SnapshotRestoreOptions } from './session-options';
import { DatabaseOverrides } from './shape';
import { Backup } from '../backup/backup';
import { PlatformOptions } from '../platform/platform';
import { Resume } from '../run/resume';
import { SnapshotCatalog } from '../snapshots/catalog';
import { Isolation } from '../traffic/isolation';

/** What every restore of an existing database takes. */
export interface RestoreOptions extends PlatformOptions, SnapshotRestoreOptions {
  /** Database that is restored: as declared, or what an earlier restore left behind (`undo.restored`). */
  readonly database: Database;

  /**
   * Who makes it available again.
   *
   * @default Resume.manual()
   */
  readonly resume?: Resume;

  /**
   * What is different from now on: size, version, topology, labels, …
   *
   * @default - nothing: the new incarnation has the shape of the database
   */
  readonly overrides?: DatabaseOverrides;

  /**
   * How incarnations are backed up from now on.
   *
   * @default - as before
   */
  readonly backup?: Backup;

  /**
   * Stops rendering the incarnations before this one. They stay in the cluster until `cdk8s-kubestash retire` deletes them.
   * A restore that writes over the database makes none, so the database stays.
   *
   * @default false
   */
  readonly retirePrevious?: boolean;

  /**
   * Whether it is done. What is settled keeps its id, its names and `spec.init` byte for byte, but is no longer judged (against
   * Snapshots, windows, versions, catalogs) and never run again. The database can go on: another version, other backups.
   * A run that only opens what stands there stays in the code, for a cluster that is made anew. Say it once the
   * restore has been resumed, never before: nothing would be halted or checked.
   *
   * @default false
   */
  readonly settled?: boolean;

  /**
   * Tells this restore from an equal one: the same data once more into the same database.
   *
   * @default - none
   */
  readonly restoreId?: string;

  /**
   * Name of the restore: of the new incarnation, of the RestoreSession and of the run (its Role and RoleBinding;
   * ServiceAccount, Job and ConfigMaps begin with it). Not that of another restore of the database.
   *
   * @default - `<database>-<restore id>`
   */
  readonly restoreName?: string;

  /**
   * Name of the maintenance Service of the new incarnation.
   *
   * @default - `<incarnation>-maintenance`
   */
  readonly maintenanceServiceName?: string;

  /**
   * Whether other pods are kept out by a NetworkPolicy while the database is halted.
   *
   * @default - as the database has it
   */
  readonly isolation?: Isolation;

  /**
   * What can be restored: checks the restore against what there is.
   *
   * @default - not checked against a catalog
   */
  readonly catalog?: SnapshotCatalog;

  /**
   * How the replicas get their data in a recovery by the KubeDB operator (upstream: `init.archiver.replicationStrategy`).
   *
   * @default - what KubeDB does for the engine
   */
  readonly replicationStrategy?: string;
}

/** What a restore that may change the data of the running database itself takes besides. */
export interface ProcessOptions {
  /**
   * Process to insist on.
   *
   * @default - a new incarnation wherever that is possible
   */
  readonly process?: RestoreProcess;

  /**
   * Whether a database that is in use, but was never opened by a run, may be written over. Leave it off once the restore is done.
   *
   * @default false
   */
  readonly acceptUnrecordedTarget?: boolean;
}

/** What a restore that may write over a running database takes besides. */
export interface OverwriteOptions extends ProcessOptions {
  /**
   * Backup taken before the running database is written over.
   *
   * @default SafetyBackup.automatic()
   */
  readonly safetyBackup?: SafetyBackup;
}
