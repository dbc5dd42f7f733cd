import { SERVICE_NOTE, SUSPENDED } from './names';
import { Labels } from './routes';
import { isName, plain } from './text';

/** A Service as it is. */
export interface ServiceView {
  readonly version: string;
  readonly selector: Labels;
  /** Epoch under which a holder of the record last changed it. */
  readonly epoch: string;
}

/** A database CR as it is. */
export interface DatabaseView {
  readonly uid: string;
  readonly created: string;
  readonly phase: string;
  /** Whether it has ever been ready for use: it may hold data. */
  readonly initialised: boolean;
  /** Status of its conditions by type. */
  readonly conditions: Readonly<Record<string, string>>;
  /** Message of the conditions by type. */
  readonly messages: Readonly<Record<string, string>>;
  /** Whether KubeDB has suspended its archiving. */
  readonly isSuspended: boolean;
  readonly spec: any;
}

/** A RestoreSession as it is. */
export interface SessionView {
  readonly name: string;
  readonly created: string;
  /** Name of the database that it writes to. */
  readonly target: string;
  readonly phase: string;
  readonly isGoing: boolean;
  /** Whether its executor has begun: the data may be half there. */
  readonly hasRun: boolean;
  /** When its executor began, where that is known. */
  readonly began?: string;
  readonly progress: string;
  readonly fault: string;
}

/** A BackupSession as it is. */
export interface BackupView {
  readonly phase: string;
  readonly fault: string;
  readonly isGoing: boolean;
}

/** A Snapshot as the rebuild guard sees it. */
export interface SnapshotView {
  readonly name: string;
  readonly database: { readonly kind: string; readonly namespace: string; readonly name: string };
  readonly phase: string;
  /** Time of its data. */
  readonly time: string;
}

/** A BackupStorage: its phase, and the Repositories that it has synced, as `namespace/name`. */
export interface StorageView {
  readonly phase: string;
  readonly synced: readonly string[];
}

export function serviceView({ metadata, spec }: any): ServiceView {
  return { version: metadata.resourceVersion, selector: spec?.selector ?? {}, epoch: metadata.annotations?.[SERVICE_NOTE.epoch] ?? '' };
}

/** A database CR. */
export function databaseView({ metadata, spec = {}, status = {} }: any): DatabaseView {
  const conditions: any[] = status.conditions ?? [];
  const statuses = Object.fromEntries(conditions.map(c => [plain(c.type), plain(c.status)]));
  return {
    uid: metadata.uid,
    created: metadata.creationTimestamp,
    phase: plain(status.phase),
    initialised: spec.init?.initialized === true || statuses.Provisioned === 'True',
    conditions: statuses,
    messages: Object.fromEntries(conditions.map(c => [plain(c.type), plain(c.message, 300)])),
    isSuspended: metadata.annotations?.[SUSPENDED] === 'true',
    spec,
  };
}

const FAULTS: Readonly<Record<string, string>> = {
  RestoreExecutorEnsured: 'False',
  ValidationPassed: 'False',
  PreRestoreHooksExecutionSucceeded: 'False',
  PostRestoreHooksExecutionSucceeded: 'False',
  RestoreIncomplete: 'True',
  MetricsPushed: 'False',
};
const ENDED = ['Succeeded', 'Failed', 'Unknown'];

/** A RestoreSession (upstream: `status.phase`, `status.components`, `status.conditions`). */
export function sessionView({ metadata, spec = {}, status = {} }: any): SessionView {
  const components = Object.entries<any>(status.components ?? {});
  const conditions: any[] = status.conditions ?? [];
  const manifest = Object.values<any>(spec.manifestOptions ?? {})[0];
  const elsewhere = spec.target?.namespace !== undefined && spec.target.namespace !== metadata.namespace;
  const faults = [
    ...components.map(([, c]) => c.error).filter(Boolean),
    ...conditions.filter(c => FAULTS[c.type] === c.status).map(c => [c.type, c.message].filter(Boolean).join(': ')),
  ];
  const ensured = conditions.find(c => c.type === 'RestoreExecutorEnsured' && c.status === 'True');
  return {
    name: isName(metadata.name) ? metadata.name : '',
    created: metadata.creationTimestamp,
    target: elsewhere ? '' : plain(spec.target?.name ?? manifest?.dbName ?? manifest?.SentinelName),
    phase: plain(status.phase) || 'Pending',
    isGoing: metadata.deletionTimestamp !== undefined,
    hasRun: components.length > 0 || ensured !== undefined,
    ...(ensured?.lastTransitionTime === undefined ? {} : { began: plain(ensured.lastTransitionTime) }),
    progress: components.map(([name, c]) => plain([name, c.phase, c.progress?.percentDone].filter(Boolean).join(' '), 100)).join(', '),
    fault: plain(faults.join('; '), 600),
  };
}

/** Whether a RestoreSession may still write. An Invalid one counts: nobody promises that it will never be looked at again. */
export function isUnfinished({ phase }: SessionView): boolean {
  return !ENDED.includes(phase);
}

export function backupView({ metadata, status = {} }: any): BackupView {
  const faults = (status.conditions ?? []).filter((c: any) => c.status === 'False' && c.message).map((c: any) => c.message);
  return { phase: plain(status.phase) || 'Pending', fault: plain(faults.join('; '), 600), isGoing: metadata.deletionTimestamp !== undefined };
}

export function snapshotView({ metadata, spec = {}, status = {} }: any): SnapshotView {
  return {
    name: plain(metadata.name),
    database: { kind: spec.appRef?.kind, namespace: spec.appRef?.namespace ?? metadata.namespace, name: spec.appRef?.name },
    phase: plain(status.phase),
    time: status.snapshotTime ?? metadata.creationTimestamp,
  };
}

/** Ends of the logs in a Snapshot (upstream: `status.components.<name>.logStats.end`). */
export function endsOfLogs({ status = {} }: any): string[] {
  return Object.values<any>(status.components ?? {}).map(c => String(c.logStats?.end)).filter(end => !Number.isNaN(Date.parse(end)));
}

export function storageView({ status = {} }: any): StorageView {
  return { phase: plain(status.phase), synced: (status.repositories ?? []).filter((r: any) => r.synced).map((r: any) => `${r.namespace}/${r.name}`) };
}
