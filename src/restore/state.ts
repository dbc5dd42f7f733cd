import { DeletionPolicy } from './deletion-policy';
import { DatabaseShape } from './shape';
import { Backup } from '../backup/backup';
import { BackupPlan } from '../backup/part';
import { Engine } from '../engines/engine';
import { Incarnation, LogSource } from '../plan/request';
import { PlatformOptions } from '../platform/platform';
import { PodLayers } from '../platform/pod-needs';
import { RunOptions } from '../platform/run-options';
import { Snapshot } from '../snapshots/snapshot';
import { baseOf } from '../snapshots/store';
import { ClientService, TrafficNames } from '../traffic/endpoints';
import { Isolation } from '../traffic/isolation';
import { Traffic } from '../traffic/traffic';
import { Json } from '../values/json';

/** What is backed up of an incarnation, and where to. */
export interface BoundBackup {
  /** BackupConfigurations, the operator's own included: paused around an overwrite. */
  readonly configurations: readonly string[];
  /** Repositories in the namespace of the database. */
  readonly repositories: readonly string[];
  /** `namespace/name` of the BackupStorages. */
  readonly storages: readonly string[];
  /** Where its logs are, if they are kept. */
  readonly logs?: LogSource;
  /** What is rendered of it; undefined where other code makes the backup. */
  readonly plan?: BackupPlan;
}

/** A database at one point of the code: what stands behind its client Service there. Immutable. */
export interface DatabaseState {
  /** Name that applications and people know. */
  readonly name: string;
  readonly namespace: string;
  readonly engine: Engine;
  readonly version?: string;
  /** Undefined where only the name is known. */
  readonly shape?: DatabaseShape;
  /** What an imported database has, in the words of the CRD: the shape goes over it. */
  readonly base?: Json;
  /** Finished spec of the incarnation, without `init`; undefined where only the name is known. */
  readonly spec?: Json;
  readonly incarnation: Incarnation;
  readonly maintenance: string;
  readonly names: TrafficNames;
  /** First part of the names of the ConfigMaps with the scripts of its runs. */
  readonly scripts: string;
  /** Client Services, fixed when the database is first declared. */
  readonly services: readonly ClientService[];
  readonly authSecret: string;
  readonly traffic: Traffic;
  readonly isolation: Isolation;
  readonly run: RunOptions;
  readonly pods: PodLayers;
  /** What is said of runs and pods around the constructs that made it what it is: all of it counts in `run` and `pods`. */
  readonly platform: readonly PlatformOptions[];
  /** What becomes of an incarnation that is deleted. */
  readonly deletionPolicy: DeletionPolicy;
  /** How every incarnation is backed up. */
  readonly backup?: Backup;
  readonly bound: BoundBackup;
  /** Time of the data that it was restored to; its own logs hold nothing earlier. */
  readonly livesSince?: string;
}

/** A database in the middle of its life, as its record in the cluster tells it. */
export interface PresentDatabase {
  readonly incarnation: Incarnation;
  readonly logs?: LogSource;
  /** Whether a run has opened it: its Services are there, perhaps not quite as they would be made here, and are left alone. */
  readonly opened: boolean;
}

/** A database without any backup of ours. */
export const UNBOUND: BoundBackup = { configurations: [], repositories: [], storages: [] };

/** Names that a database has had so far: the one that people know, and those of its incarnations and restores. */
export function namesOf({ name, incarnation }: Pick<DatabaseState, 'name' | 'incarnation'>): string[] {
  return [...new Set([name, incarnation.name, incarnation.restore.name, ...incarnation.predecessors.map(p => p.name)])];
}

/** Whether a Snapshot is one of this database: of any incarnation, earlier or later than this point of the code. */
export function isSnapshotOf(state: Pick<DatabaseState, 'name' | 'incarnation'>, snapshot: Snapshot): boolean {
  const { name } = state;
  const { database, incarnationOf } = snapshot;
  return incarnationOf === name || baseOf(database) === name || namesOf(state).includes(database);
}
