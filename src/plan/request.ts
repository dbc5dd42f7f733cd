import { SessionWishes } from './session';
import { EngineFacts } from '../engines/facts';
import { Snapshot } from '../snapshots/snapshot';
import { Json } from '../values/json';

/** `name` in `namespace`. */
export interface Ref {
  readonly name: string;
  readonly namespace: string;
}

/** Where the logs and full backups of a database lie. */
export interface LogSource {
  /** The database CR (incarnation) whose life was logged. */
  readonly database: string;
  readonly namespace: string;
  readonly facts: EngineFacts;
  readonly version?: string;
  readonly fullRepository: Ref;
  readonly manifestRepository?: Ref;
  readonly encryptionSecret?: Ref;
  /** What takes the full backups, where it is known. */
  readonly driver?: string;
  /** Time after which this database began to live, where it is itself restored: its logs hold nothing earlier. */
  readonly livesSince?: string;
}

/** Where the data is to come from. */
export type Point =
  | { readonly kind: 'time'; readonly time: string; readonly source: LogSource }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot };

/** A restore that a database has seen, as the record and the names of what it left behind know it. */
export interface Restored {
  /** Restore id; `first` for the database as first deployed. */
  readonly id: string;
  /** Name of the restore: what its RestoreSession is called. */
  readonly name: string;
}

/** One incarnation in the life of a database: every database CR made to stand behind its client Service. */
export interface Incarnation {
  /** Name of the database CR. */
  readonly name: string;
  /** Restore that made it or last wrote over it. */
  readonly restore: Restored;
  /** Restores before it, oldest first. */
  readonly predecessors: readonly Restored[];
}

/** Processes that bring data back. */
export type Process =
  /** Nothing to restore: a database is opened for the first time. */
  | 'open'
  /** A RestoreSession into a database that waits for it. */
  | 'session'
  /** The KubeDB operator restores by `spec.init.archiver`. */
  | 'archiver'
  /** A RestoreSession onto the running database. */
  | 'overwrite'
  /** An OpsRequest: KubeDB puts the running database back itself. */
  | 'in-place'
  /** One RestoreSession that restores manifest and data of a database whose shape we do not know. */
  | 'manifest';

/** What is asked of the plan. */
export interface RestoreRequest {
  /** Database as its users know it. */
  readonly database: string;
  readonly namespace: string;
  readonly facts: EngineFacts;
  /** Version of the target; undefined where nobody knows it. */
  readonly version?: string;
  /** Finished spec of the target without `init`; undefined where its shape is unknown (imported by name, or to come from a manifest). */
  readonly spec?: Json;
  /** What stands behind the client Service now; undefined for a new database. */
  readonly current?: Incarnation;
  /** Absent for a plain first deployment. */
  readonly point?: Point;
  /** Process that the user insists on. */
  readonly process?: 'incarnation' | 'overwrite' | 'in-place';
  /** Tells this restore from an equal one. */
  readonly id?: string;
  /** Name of the restore, where the user chose one. */
  readonly restoreName?: string;
  /** Whether it is done: history, of which only the identity and what stands there count. */
  readonly settled?: boolean;
  /** Whether a person resumes. */
  readonly manual: boolean;
  /** Whether a new incarnation is backed up; undefined where that is nobody's business. */
  readonly backedUp?: boolean;
  /** Whether Git holds the selectors and the session. */
  readonly declared: boolean;
  /** Whether a safety backup is taken before an overwrite. */
  readonly safetyBackup: boolean;
  /** Whether other Pods are kept out by a NetworkPolicy; undefined leaves it to the plan. */
  readonly isolation?: boolean;
  /** Bytes of the volume with the data, where they are known; only the words of the plan ask for them. */
  readonly storageBytes?: () => number | undefined;
  /** What a RestoreSession says besides, and what its Job needs. */
  readonly session?: SessionWishes;
  /** `init.archiver.replicationStrategy`, where the user chose one. */
  readonly replicationStrategy?: string;
}
