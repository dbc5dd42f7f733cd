import { Cron, Duration } from 'cdk8s';
import { IBackupStorage } from './backup-storage';
import { Retention } from './retention';
import { NamespacedRef } from '../engines/refs';
import { PodOptions } from '../platform/pod-options';
import { ArchiverDriver } from '../resources/archiver-parts';
import { BackupHooks } from '../resources/types/hooks';
import { BackupDeletionPolicy } from '../resources/types/refs';
import { RetryConfig } from '../resources/types/schedule';

/** What all backups have in common. */
export interface BackupOptions {
  /** Where it goes. */
  readonly storage: IBackupStorage;

  /**
   * Secret with the key `RESTIC_PASSWORD`, by default in the namespace of the database. Without the password nobody can
   * restore; keep it outside of the cluster too.
   *
   * @default - none, which is an error where restic writes the backup
   */
  readonly encryptionSecret?: NamespacedRef;

  /**
   * How long it stays.
   *
   * @default Retention.keepLast(7)
   */
  readonly retention?: Retention;

  /**
   * Parameters of the task, those which the Addon declares.
   *
   * @default - the Addon's defaults
   */
  readonly params?: { readonly [name: string]: string };

  /**
   * What the pods of its Jobs need. A restore of what they wrote needs the same.
   *
   * @default - what `pods` of the database and the Platform say
   */
  readonly pod?: PodOptions;

  /**
   * How long one run may take.
   *
   * @default - no limit
   */
  readonly timeout?: Duration;

  /**
   * What happens after a failure.
   *
   * @default - nothing
   */
  readonly retry?: RetryConfig;

  /**
   * How many BackupSessions are kept to be looked at.
   *
   * @default - upstream's own, which is 1
   */
  readonly sessionHistoryLimit?: number;

  /**
   * What becomes of Repositories and backups when the backup is taken out of the code.
   *
   * @default - left to KubeStash
   */
  readonly deletionPolicy?: BackupDeletionPolicy;

  /**
   * Whether it rests.
   *
   * @default false
   */
  readonly paused?: boolean;
}

/** A backup that is taken on a schedule. */
export interface ScheduledBackupOptions extends BackupOptions {
  /** When it is taken. */
  readonly schedule: Cron;

  /**
   * Name of the session, in names of Repository and directory. Needed where a database has two backups of one method.
   *
   * @default - `logical`, `physical`, `volume-snapshot`, `manifests` or `dashboard`
   */
  readonly name?: string;

  /**
   * Name of the Repository. In this and the next two texts `{database}` stands for the name of the database, which differs
   * for each incarnation, and `{namespace}` for its namespace.
   *
   * @default - the name of the database and that of the session
   */
  readonly repository?: string;

  /**
   * Directory in the storage. No other Repository may use it.
   *
   * @default - namespace, name of the database and that of the session
   */
  readonly directory?: string;

  /**
   * Name of the BackupConfiguration; backups that name the same one share it.
   *
   * @default - the name of the database
   */
  readonly configuration?: string;

  /**
   * Hooks around each run.
   *
   * @default - none
   */
  readonly hooks?: BackupHooks;

  /**
   * BackupVerifier that proves its Snapshots.
   *
   * @default - none
   */
  readonly verifier?: NamespacedRef;

  /**
   * Anything else of the session (an entry of `spec.sessions`), in the words of the CRD.
   *
   * @default - the typed properties say it all
   */
  readonly spec?: any;
}

/** A dump by the engine's own tools. */
export interface LogicalBackupOptions extends ScheduledBackupOptions {
  /**
   * Whether the manifests of the database are backed up with it, so that a Snapshot brings back the database with its data
   * even where nobody knows what it looked like.
   *
   * @default false
   */
  readonly withManifest?: boolean;
}

/** CSI snapshots of the volumes. */
export interface VolumeSnapshotBackupOptions extends ScheduledBackupOptions {
  /**
   * VolumeSnapshotClass of the snapshots.
   *
   * @default - the cluster's default
   */
  readonly volumeSnapshotClassName?: string;
}

/** Full backups and, without pause, the logs since: any moment can be restored. */
export interface ContinuousBackupOptions extends BackupOptions {
  /** When full backups are taken. */
  readonly fullBackup: Cron;

  /**
   * When the manifests of the database are backed up.
   *
   * @default - never
   */
  readonly manifestBackup?: Cron;

  /**
   * What takes the full backups.
   *
   * @default - VolumeSnapshots if `volumeSnapshotClassName` is given, else the engine's first choice
   */
  readonly driver?: ArchiverDriver;

  /**
   * VolumeSnapshotClass of the full backups.
   *
   * @default - the cluster's default
   */
  readonly volumeSnapshotClassName?: string;

  /**
   * How long logs stay: a number and one of `d`, `w`, `m` (months), `y`.
   *
   * @default - upstream's own, which is `1y`
   */
  readonly logRetention?: string;

  /**
   * When old logs are removed.
   *
   * @default - upstream's own, which is monthly
   */
  readonly logRetentionSchedule?: Cron;

  /**
   * Name of the archiver; `{database}` stands for the name of the database.
   *
   * @default - the name of the database and `archiver`
   */
  readonly name?: string;

  /**
   * Anything else of the archiver's `spec`, in the words of the CRD.
   *
   * @default - the typed properties say it all
   */
  readonly spec?: any;
}
