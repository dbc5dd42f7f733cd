import { Resume } from './resume';
import { RunOptions } from './run-options';
import { EngineFacts, Json } from '../engines/facts';
import { Process, Restored } from '../plan/request';

/** One incarnation as the run needs to know it. */
export interface RunIncarnation {
  /** Name of the database CR. */
  readonly name: string;
  /** Name of its maintenance Service. */
  readonly maintenance: string;
  /** Its routes, in the form of the record; empty where its shape is unknown. */
  readonly routes: string;
}

/** Everything that a run is made of. Pure facts; the run's manifests follow from nothing else. */
export interface RunRequest {
  readonly database: string;
  readonly namespace: string;
  readonly facts: EngineFacts;
  readonly version?: string;
  /** Finished spec of the target. */
  readonly spec: Json;
  readonly restoreId: string;
  /** Name of the restore. */
  readonly name: string;
  readonly predecessors: readonly Restored[];
  /** ConfigMaps with the scripts, in the namespace of the database. */
  readonly scripts: readonly string[];
  readonly process: Process;
  readonly target: RunIncarnation;
  /** The incarnation that serves until now; equal to the target for an overwrite; absent for a new database. */
  readonly previous?: RunIncarnation;
  readonly record: string;
  readonly services: readonly string[];
  /** Secret with the credentials, shared by all incarnations. */
  readonly authSecret: string;
  /** RestoreSession to create: its name and its spec. */
  readonly session?: { readonly name: string; readonly spec: Json; readonly labels: Record<string, string> };
  readonly resume: Resume;
  readonly isolation?: { readonly name: string; readonly spec: Json; readonly stays: boolean };
  /** `namespace/name` of BackupStorages. */
  readonly guardStorages: readonly string[];
  readonly guardRepositories: readonly string[];
  /** BackupConfigurations paused around an overwrite. */
  readonly pause: readonly string[];
  readonly safety?: { readonly configuration: string; readonly session: string };
  readonly acceptUnrecorded: boolean;
  readonly options: RunOptions;
}
