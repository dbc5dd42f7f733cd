import { Resume } from './resume';
import { EngineFacts } from '../engines/facts';
import { Process, Restored } from '../plan/request';
import { ContainerOptions, PodOptions } from '../platform/pod-options';
import { RunOptions } from '../platform/run-options';
import { RunIntent } from '../protocol/intent';
import { Route } from '../protocol/routes';
import { Json } from '../values/json';

/** One incarnation as the run needs to know it. */
export interface RunIncarnation {
  /** Name of the database CR. */
  readonly name: string;
  /** Name of its maintenance Service. */
  readonly maintenance: string;
  /** What each client Service selects for it. */
  readonly routes: readonly Route[];
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
  /** Whether the code says that the restore was done long ago; the process is then `open`. */
  readonly settled?: boolean;
  readonly target: RunIncarnation;
  /** The incarnation that serves until now; equal to the target where that is written over; absent for a new database. */
  readonly previous?: RunIncarnation;
  readonly record: string;
  readonly services: readonly string[];
  /** Secret with the credentials, shared by all incarnations. */
  readonly authSecret: string;
  /** RestoreSession to create; it is named after the restore. */
  readonly session?: { readonly spec: Json; readonly labels: Record<string, string> };
  /** OpsRequest to create; it is named after the restore. */
  readonly request?: RunIntent['request'];
  /** What `spec.init.archiver` of the target says. */
  readonly archiver?: RunIntent['archiver'];
  /** Volumes that are compared with those of the previous incarnation. */
  readonly volumes?: RunIntent['volumes'];
  readonly resume: Resume;
  readonly isolation?: { readonly name: string; readonly spec: Json; readonly stays: boolean };
  readonly guardStorages: readonly { readonly name: string; readonly namespace: string }[];
  readonly guardRepositories: readonly string[];
  /** What backs the target up: paused until it is opened. */
  readonly backups: RunIntent['backups'];
  readonly safety?: { readonly configuration: string; readonly session: string };
  readonly acceptUnrecorded: boolean;
  readonly options: RunOptions;
  /** What its pod needs, and what its containers that talk to the database need. */
  readonly pods: { readonly run: PodOptions; readonly checks: ContainerOptions };
}
