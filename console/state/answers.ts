import type { RestorePlan } from '../../src/plan/restore-plan';

// The JSON of the command line (docs/cli.md), and of the console's own few questions (docs/console.md).

export interface Snapshot {
  readonly name: string;
  readonly namespace: string;
  readonly method: Method;
  readonly time: string;
  readonly size: number | null;
  readonly health: string;
  readonly engine: string;
  readonly version: string | null;
  readonly repository: string;
  readonly database: string;
  readonly databaseNamespace: string;
  readonly incarnationOf: string | null;
  readonly components: readonly string[];
  readonly withManifest: boolean;
  readonly reason?: string;
}

export type Method = 'logical' | 'physical' | 'volume-snapshot' | 'dashboard' | 'manifest';

export interface Window {
  readonly start: string;
  readonly end: string;
  readonly database: string;
  readonly repository: string;
  readonly namespace: string;
  readonly fullSnapshot: string;
  readonly endsInGap: boolean;
}

export interface LeftOut {
  readonly name: string;
  readonly namespace: string;
  readonly time?: string;
  readonly reason: string;
  readonly explanation: string;
}

export interface ListedDatabase {
  readonly name: string;
  readonly namespace: string;
  readonly engine: string;
  readonly incarnations: readonly string[];
  readonly repositories: readonly string[];
  readonly windows: readonly Window[];
  readonly snapshots: readonly Snapshot[];
  readonly leftOut: readonly LeftOut[];
}

export interface SnapshotsAnswer {
  readonly exportedAt: string | null;
  readonly databases: readonly ListedDatabase[];
}

export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly value: string | null;
  readonly allowed: string | null;
  readonly remedy: string | null;
}

export interface PlanAnswer {
  readonly ok: boolean;
  readonly plan: RestorePlan;
  readonly shapeFrom: string | null;
  readonly duration: { readonly seconds: number | null; readonly basis: string };
  readonly point: { readonly kind: 'time'; readonly time: string; readonly window: Window | null } | { readonly kind: 'snapshot'; readonly snapshot: Snapshot };
  readonly findings: readonly Finding[];
}

export type Word = 'serving' | 'restoring' | 'halted' | 'waiting' | 'failed' | 'new' | 'odd';

export interface DatabaseStatus {
  readonly name: string;
  readonly namespace: string;
  readonly state: Word;
  readonly step: string;
  readonly reason: string;
  readonly by: string;
  readonly since: string | null;
  readonly restore: string;
  readonly passed: string;
  readonly incarnation: string;
  readonly next: string;
  readonly previous: string;
  readonly holder: string;
  readonly isVoid: boolean;
  readonly services: readonly { readonly name: string; readonly selects: string; readonly incarnation?: string; readonly endpoints: number }[];
  readonly incarnations: readonly Incarnation[];
  readonly runs: readonly Run[];
  readonly sessions: readonly Session[];
  readonly backups: readonly { readonly name: string; readonly target: string; readonly paused: boolean; readonly phase?: string }[];
  readonly nextStep: string | null;
}

export interface Incarnation {
  readonly name: string;
  readonly role: 'current' | 'next' | 'previous' | 'earlier';
  readonly exists: boolean;
  readonly phase?: string;
  readonly created?: string;
  readonly version?: string;
  /** The moment that its data is of, where it was made of logs. */
  readonly asOf?: string;
}

export interface Run {
  readonly name: string;
  readonly restore: string;
  readonly status: 'active' | 'complete' | 'failed' | 'waiting';
  readonly created: string;
  readonly message?: string;
  /** Names of its checks, in their order. */
  readonly checks: readonly string[];
}

export interface Session {
  readonly name: string;
  readonly target?: string;
  readonly phase: string;
  readonly created: string;
  readonly progress: readonly string[];
  readonly error?: string;
}

export interface StatusAnswer {
  readonly databases: readonly DatabaseStatus[];
}

export interface Said<T = unknown> {
  readonly exitCode: number;
  readonly answer?: T;
  readonly text?: string;
  readonly asks?: string;
  readonly error?: { readonly message: string; readonly next?: string };
  readonly commandLine?: string;
  readonly revision?: string;
  readonly work?: number;
}

export interface Work {
  readonly id: number;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[]>>;
  readonly startedAt: string;
  readonly lines: readonly string[];
  readonly said: Said | null;
}

export interface Export {
  readonly id: number;
  readonly name: string;
  readonly exportedAt: string | null;
  readonly databases: number;
}

export interface Surroundings {
  readonly version: string;
  readonly readOnly: boolean;
  readonly cluster: boolean;
  readonly context: string | null;
  readonly namespace: string | null;
  readonly contexts: readonly { readonly name: string; readonly namespace: string | null; readonly current: boolean }[];
  readonly exports: readonly Export[];
  readonly manifests: readonly { readonly name: string; readonly namespace: string }[];
}

export interface Choices {
  readonly namespaces: readonly string[] | null;
  readonly storageClasses: readonly { readonly name: string; readonly isDefault: boolean }[] | null;
  readonly person: string | null;
  readonly gitOps: string | null;
}
