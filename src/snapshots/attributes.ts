import { Size } from 'cdk8s';
import { BackupMethod } from './method';
import { Engine } from '../engines/engine';
import { NamespacedRef } from '../engines/refs';

/** The facts of a Snapshot that decide how it is restored. `kubectl get snapshots.storage.kubestash.com NAME -o yaml` shows them all. */
export interface SnapshotAttributes {
  /** How the backup was taken (upstream: the keys of `status.components` tell). */
  readonly method: BackupMethod;

  /** Engine of the database that was backed up (upstream: `spec.appRef.kind`). */
  readonly engine: Engine;

  /**
   * Version of the database that was backed up (upstream: the annotation `kubedb.com/db-version`).
   *
   * @default - not known, so it is not compared with the version of the target
   */
  readonly version?: string;

  /** Namespace of the Snapshot object and its Repository. */
  readonly namespace: string;

  /** Name of the Repository that holds it (upstream: `spec.repository`). */
  readonly repository: string;

  /** Name of the database that was backed up (upstream: `spec.appRef.name`). */
  readonly database: string;

  /**
   * Namespace of the database that was backed up (upstream: `spec.appRef.namespace`).
   *
   * @default - the namespace of the Snapshot
   */
  readonly databaseNamespace?: string;

  /** When it was taken, in RFC 3339 with a zone (upstream: `status.snapshotTime`). */
  readonly time: string;

  /**
   * Bytes it takes in the backend, after compression and deduplication (upstream: `status.size`).
   *
   * @default - not known
   */
  readonly size?: number;

  /**
   * Size of the volume that was backed up. A database restored from a copy of files needs at least that much.
   *
   * @default - not known, so it is not compared with the storage of the target
   */
  readonly volumeSize?: Size;

  /**
   * Names of its components (upstream: the keys of `status.components`).
   *
   * @default - what a Snapshot of this method usually has: `dump`, `physical`, `volumesnapshot`, `manifest` or `dashboard`
   */
  readonly components?: string[];

  /**
   * Whether the Kubernetes objects of the database were backed up along with its data.
   *
   * @default - true if `components` names a manifest beside the data
   */
  readonly withManifest?: boolean;

  /**
   * Secret with the password of the Repository (upstream: `Repository.spec.encryptionSecret`).
   * Without a namespace it is in the namespace of the Snapshot.
   *
   * @default - none
   */
  readonly encryptionSecret?: NamespacedRef;

  /**
   * Backup session that took it (upstream: `spec.session`).
   *
   * @default - not known
   */
  readonly session?: string;

  /**
   * How it ended (upstream: `status.phase`).
   *
   * @default 'Succeeded'
   */
  readonly phase?: string;
}
