import { RunIntent } from './intent';
import { KIND, ResourceType } from './kinds';
import { LABEL, SERVICE_NOTE, SUSPENDED, safetyNameOf } from './names';
import { DatabaseRecord, dueArchiving, JobMark, readRecord } from './record';
import { RequestView, requestView } from './requests';
import { Labels } from './routes';
import { isName, plain } from './text';

/** Objects that somebody wants to know about. */
export interface Interest {
  readonly key: string;
  readonly type: ResourceType;
  readonly namespace: string;
  readonly name?: string;
  readonly labels?: string;
  /** Read once instead of watched. */
  readonly once?: boolean;
}

/** The objects of an interest; undefined while they are not known yet. */
export type Read = (key: string) => readonly any[] | undefined;

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

/**
 * What is known of the cluster at a moment. Undefined: not known yet; null: it does not exist.
 */
export interface World {
  readonly record: DatabaseRecord | null | undefined;
  readonly job: JobMark | null | undefined;
  readonly target: DatabaseView | null | undefined;
  /** Sizes of the volumes of the previous incarnation, as the storage has them. */
  readonly volumes: readonly string[] | undefined;
  readonly sessions: readonly SessionView[] | undefined;
  readonly binding: boolean | undefined;
  readonly safety: BackupView | null | undefined;
  readonly requests: readonly RequestView[] | undefined;
  /** How far logs have been archived: RFC 3339, `-` where none have. */
  readonly logs: string | undefined;
  /** The full backup that follows a restore in place. */
  readonly archive: BackupView | null | undefined;
  readonly snapshots: readonly SnapshotView[] | undefined;
  /** Restores that Jobs of this database are about, the newest first. */
  readonly declared: readonly { readonly restore: string; readonly job: string; readonly created: string }[] | undefined;
  service(name: string): ServiceView | null | undefined;
  /** Addresses behind a Service. */
  endpoints(service: string): readonly string[] | undefined;
  /** Whether a backup is paused. */
  paused(type: ResourceType, name: string): boolean | null | undefined;
  /** Phase of a BackupStorage, and the Repositories that it has synced, as `namespace/name`. */
  storage(namespace: string, name: string): { readonly phase: string; readonly synced: readonly string[] } | null | undefined;
}

/** Keys of interests. */
export const INTEREST = {
  record: 'record',
  job: 'job',
  target: 'target',
  volumes: 'volumes',
  sessions: 'sessions',
  slices: 'slices',
  binding: 'binding',
  safety: 'safety',
  requests: 'requests',
  logs: 'logs',
  archive: 'archive',
  snapshots: 'snapshots',
  declared: 'declared',
  service: (name: string) => `service ${name}`,
  backup: (type: ResourceType, name: string) => `${type.plural} ${name}`,
  storage: (namespace: string, name: string) => `storage ${namespace}/${name}`,
};

/** Objects are replaced and never changed, so each is read once. */
const views = new WeakMap<object, unknown>();

function seen<T>(object: any, view: (object: any) => T): T {
  if (!views.has(object)) views.set(object, view(object));
  return views.get(object) as T;
}

/** The world as objects tell it. Each part is read when it is asked for. */
export function worldOf(read: Read): World {
  const one = <T>(key: string, view: (object: any) => T): T | null | undefined => {
    const objects = read(key);
    return objects === undefined ? undefined : objects.length === 0 ? null : seen(objects[0], view);
  };
  return {
    get record() { return one(INTEREST.record, readRecord); },
    get job() { return one(INTEREST.job, ({ metadata }) => ({ uid: metadata.uid, created: metadata.creationTimestamp })); },
    get target() { return one(INTEREST.target, databaseView); },
    get volumes() {
      return read(INTEREST.volumes)?.map(({ spec, status }) => plain(status?.capacity?.storage ?? spec?.resources?.requests?.storage));
    },
    get sessions() { return read(INTEREST.sessions)?.map(s => seen(s, sessionView)); },
    get binding() { return read(INTEREST.binding) && read(INTEREST.binding)!.length > 0; },
    get safety() { return one(INTEREST.safety, backupView); },
    get requests() { return read(INTEREST.requests)?.map(r => seen(r, requestView)); },
    get logs() { return read(INTEREST.logs) && (read(INTEREST.logs)!.flatMap(endsOfLogs).sort().pop() ?? '-'); },
    get archive() { return one(INTEREST.archive, backupView); },
    get snapshots() { return read(INTEREST.snapshots)?.map(snapshotView); },
    get declared() {
      return read(INTEREST.declared)?.map(({ metadata }) => ({
        restore: plain(metadata.labels?.[LABEL.restore]), job: metadata.name, created: metadata.creationTimestamp,
      })).filter(j => j.restore !== '').sort((a, b) => (a.created < b.created ? 1 : -1));
    },
    service: name => one(INTEREST.service(name), serviceView),
    endpoints: service => read(INTEREST.slices)?.filter(s => s.metadata.labels?.['kubernetes.io/service-name'] === service)
      .flatMap(s => (s.endpoints ?? []).flatMap((e: any) => e.addresses ?? [])),
    paused: (type, name) => one(INTEREST.backup(type, name), ({ spec }) => spec?.paused === true || spec?.pause === true),
    storage: (namespace, name) => one(INTEREST.storage(namespace, name), storageView),
  };
}

/** What a run needs to know, as far as it has come. */
export function interestsOf(intent: RunIntent, job: string, world: World): Interest[] {
  const { namespace, target, session, guard, request } = intent;
  const at = (key: string, type: ResourceType, name?: string): Interest => ({ key, type, namespace, name });
  const { record } = world;
  const isBack = record?.next === target.name || intent.process === 'open';
  const storages = guard?.storages ?? [];
  const services = [...intent.services, ...(session === undefined ? [] : [target.maintenance])];
  return [
    at(INTEREST.record, KIND.lease, intent.record),
    { ...at(INTEREST.job, KIND.job, job), once: true },
    at(INTEREST.target, target.type, target.name),
    at(INTEREST.sessions, KIND.restoreSession),
    ...intent.services.map(s => at(INTEREST.service(s), KIND.service, s)),
    { key: INTEREST.slices, type: KIND.slice, namespace, labels: `kubernetes.io/service-name in (${services.join(',')})` },
    ...intent.backups.map(b => at(INTEREST.backup(b.type, b.name), b.type, b.name)),
    ...(intent.volumes === undefined ? [] : [{
      key: INTEREST.volumes, type: KIND.claim, namespace, labels: Object.entries(intent.volumes.labels).map(([k, v]) => `${k}=${v}`).join(','), once: true,
    }]),
    ...(session?.waitFor === 'reachable' || intent.process === 'overwrite' ? [at(INTEREST.binding, KIND.binding, target.name)] : []),
    ...(intent.safety === undefined ? [] : [at(INTEREST.safety, KIND.backupSession, safetyNameOf(intent.safety.configuration, intent.restore.id))]),
    ...(request === undefined ? [] : [at(INTEREST.requests, request.type)]),
    ...(request?.archiving === undefined ? [] : archiveInterests(namespace, record)),
    ...(isBack ? storages.map(s => ({ ...s, key: INTEREST.storage(s.namespace, s.name), type: KIND.backupStorage })) : []),
    ...(isBack && guard !== undefined && storages.every(s => world.storage(s.namespace, s.name)?.phase === 'Ready') ? [{
      key: INTEREST.snapshots,
      type: KIND.snapshot,
      namespace,
      labels: `kubestash.com/app-ref-name=${target.name},kubestash.com/app-ref-kind=${target.kind}`,
    }] : []),
  ];
}

/** What archiving is taken up again by; nothing before the database serves. */
export function archiveInterests(namespace: string, record: DatabaseRecord | null | undefined): Interest[] {
  const due = record?.state === 'serving' ? dueArchiving(record) : undefined;
  return due === undefined ? [] : [
    { key: INTEREST.logs, type: KIND.snapshot, namespace, labels: `kubestash.com/repo-name=${due.repository}` },
    { key: INTEREST.archive, type: KIND.backupSession, namespace, name: due.backup },
  ];
}

function serviceView({ metadata, spec }: any): ServiceView {
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
  return {
    name: isName(metadata.name) ? metadata.name : '',
    created: metadata.creationTimestamp,
    target: elsewhere ? '' : plain(spec.target?.name ?? manifest?.dbName ?? manifest?.SentinelName),
    phase: plain(status.phase) || 'Pending',
    isGoing: metadata.deletionTimestamp !== undefined,
    hasRun: components.length > 0 || conditions.some(c => c.type === 'RestoreExecutorEnsured' && c.status === 'True'),
    progress: components.map(([name, c]) => plain([name, c.phase, c.progress?.percentDone].filter(Boolean).join(' '), 100)).join(', '),
    fault: plain(faults.join('; '), 600),
  };
}

/** Whether a RestoreSession may still write. An Invalid one counts: nobody promises that it will never be looked at again. */
export function isUnfinished({ phase }: SessionView): boolean {
  return !ENDED.includes(phase);
}

function backupView({ metadata, status = {} }: any): BackupView {
  const faults = (status.conditions ?? []).filter((c: any) => c.status === 'False' && c.message).map((c: any) => c.message);
  return { phase: plain(status.phase) || 'Pending', fault: plain(faults.join('; '), 600), isGoing: metadata.deletionTimestamp !== undefined };
}

function snapshotView({ metadata, spec = {}, status = {} }: any): SnapshotView {
  return {
    name: plain(metadata.name),
    database: { kind: spec.appRef?.kind, namespace: spec.appRef?.namespace ?? metadata.namespace, name: spec.appRef?.name },
    phase: plain(status.phase),
    time: status.snapshotTime ?? metadata.creationTimestamp,
  };
}

/** Ends of the logs in a Snapshot (upstream: `status.components.<name>.logStats.end`). */
function endsOfLogs({ status = {} }: any): string[] {
  return Object.values<any>(status.components ?? {}).map(c => String(c.logStats?.end)).filter(end => !Number.isNaN(Date.parse(end)));
}

function storageView({ status = {} }: any): NonNullable<ReturnType<World['storage']>> {
  return { phase: plain(status.phase), synced: (status.repositories ?? []).filter((r: any) => r.synced).map((r: any) => `${r.namespace}/${r.name}`) };
}
