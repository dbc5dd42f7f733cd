import { ResourceType } from './kinds';
import { DatabaseRecord } from './record';
import { Route } from './routes';

/** What a run is told to do: the settings that stand in Git, as JSON. */
export interface RunIntent {
  readonly database: string;
  readonly namespace: string;
  /** Name of the record. */
  readonly record: string;
  readonly restore: { readonly id: string; readonly name: string };
  /** Ids of the restores before it in the code, oldest first, that of the first deployment included. */
  readonly predecessors: readonly string[];
  /**
   * `open`: nothing to restore. `session`: a RestoreSession into a new database. `archiver`: the operator restores by `spec.init.archiver`.
   * `overwrite`: a RestoreSession onto the running database. `in-place`: an OpsRequest, by which the operator puts the running database back.
   */
  readonly process: 'open' | 'session' | 'archiver' | 'overwrite' | 'in-place';
  /** Whether the code says that the restore was done long ago. What the record does not know to be done is then no reason to open anything. */
  readonly settled?: boolean;
  readonly target: {
    readonly name: string;
    readonly kind: string;
    readonly type: ResourceType;
    readonly maintenance: string;
    readonly routes: readonly Route[];
  };
  /** The incarnation before the target; the target itself where that is written over; absent for a new database. */
  readonly previous?: { readonly name: string; readonly routes: readonly Route[] };
  /** Client Services. */
  readonly services: readonly string[];
  readonly session?: SessionIntent;
  readonly request?: RequestIntent;
  /** Type of the OpsRequests that may write over the target too, where this restore makes none. */
  readonly opsRequests?: ResourceType;
  /** What `spec.init.archiver` of the target says, so that it can be told from another one. */
  readonly archiver?: { readonly time?: string; readonly repository: string; readonly namespace: string };
  /** Whose sizes are compared before anything is halted: the claims in the spec of the target, by path, and those of the previous incarnation, by label. */
  readonly volumes?: { readonly paths: readonly (readonly string[])[]; readonly labels: Readonly<Record<string, string>> };
  /** Seconds that ending the sessions of clients may take; absent where nobody's sessions are ended. */
  readonly disconnect?: number;
  /** Checks in their order, and the seconds that each may take. */
  readonly checks: readonly { readonly name: string; readonly seconds: number }[];
  /**
   * Seconds that a container may take to begin, its image being pulled included.
   * @default 300
   */
  readonly startSeconds?: number;
  readonly resume: 'automatic' | 'manual';
  /** Seconds after the halt. */
  readonly deadline?: number;
  /** What must be known before the first opening, and the seconds that this is waited for. */
  readonly guard?: {
    readonly storages: readonly { readonly name: string; readonly namespace: string }[];
    readonly repositories: readonly string[];
    readonly seconds: number;
  };
  /** What backs the target up, and is paused until it is opened. */
  readonly backups: readonly BackupIntent[];
  /** The backup that is taken before data is written over. */
  readonly safety?: { readonly configuration: string; readonly session: string };
  readonly isolation?: { readonly name: string; readonly stays: boolean; readonly spec: any };
  /** Labels of everything that the run makes: the record, RestoreSessions, backups, OpsRequests, the NetworkPolicy. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether a database that is in use but has no record may be restored over. */
  readonly acceptUnrecorded?: boolean;
}

/** Whether the data of the running database is replaced. */
export function writesOver({ process }: { readonly process: string }): boolean {
  return process === 'overwrite' || process === 'in-place';
}

/**
 * Type of the OpsRequests that may replace the data of the target, beside RestoreSessions: of one that is written over, and of any where an
 * earlier restore has put something back in place.
 */
export function rivalsOf({ process, request, opsRequests }: RunIntent, record: DatabaseRecord | null | undefined): ResourceType | undefined {
  return request?.type ?? (writesOver({ process }) || record?.request !== undefined ? opsRequests : undefined);
}

/** A BackupConfiguration or an archiver of the target. */
export interface BackupIntent {
  readonly type: ResourceType;
  readonly name: string;
  /** Whether only a webhook attaches it (`spec.archiver.ref`), when the database is written: one that comes later archives nothing. */
  readonly attachedByWebhook?: boolean;
}

/** A RestoreSession to create. */
export interface SessionIntent {
  /** What it waits for: a database that can be reached (`reachable`) or is Ready, or `nothing`, as it makes the database itself. */
  readonly waitFor: 'reachable' | 'ready' | 'nothing';
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: any;
}

/** An OpsRequest to create. It is called like the restore. */
export interface RequestIntent {
  readonly kind: string;
  readonly type: ResourceType;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: any;
  /** The archiving that KubeDB suspends for it; absent where it suspends none. */
  readonly archiving?: ArchivingIntent;
}

/** What takes up archiving again after a restore in place. */
export interface ArchivingIntent {
  /** Repository whose Snapshots say how far logs have been archived. */
  readonly repository: string;
  /** BackupConfiguration of the full backups, and its session. */
  readonly configuration: string;
  readonly session: string;
  /** BackupSession of the full backup. */
  readonly backup: string;
}

/** What a person asks for. */
export interface PersonIntent {
  readonly namespace: string;
  readonly record: string;
  readonly command: 'halt' | 'resume' | 'rollback';
  /** Who, for the record. */
  readonly person: string;
  readonly reason: string;
  /** Whether a resume goes on without passed checks. */
  readonly skipsChecks: boolean;
}
