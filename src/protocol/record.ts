import { Archiving, archivingText, readArchiving } from './archiving';
import { backupType, requestType, ResourceType, databaseType, typeText } from './kinds';
import { NOTE, OWNER } from './names';
import { readRoutes, Route, routesText } from './routes';
import { isName, microTime, plain, utc } from './text';

/** Where a database is in a restore. `checking:<name>` names the check. Empty: no run has taken the record yet. */
export type State = '' | 'halting' | 'disconnecting' | 'restoring' | `checking:${string}` | 'resuming' | 'serving' | 'halted' | 'failed';

/** The Job of a restore: the newer one of two says what Git asks for. */
export interface JobMark {
  readonly uid: string;
  /** RFC 3339, by the clock of the API server. */
  readonly created: string;
}

/** A backup that was paused by a run. */
export interface PausedBackup {
  readonly type: ResourceType;
  readonly name: string;
  /** Incarnation whose backup it is: it goes on when that one is opened. */
  readonly incarnation: string;
}

/** A NetworkPolicy that a run made. */
export interface IsolatedIncarnation {
  readonly policy: string;
  readonly incarnation: string;
  /** Whether it stays when another incarnation is opened. */
  readonly stays: boolean;
}

/** Why a database is not opened by itself: the rebuild guard, or others that have written to it. */
export interface Objection {
  /** UID of the database. */
  readonly uid: string;
  /** Restore whose run has asked. */
  readonly restore: string;
  readonly why: string;
}

/** The truth about a database's traffic, as its Lease tells it. docs/protocol.md describes each field. */
export interface DatabaseRecord {
  readonly name: string;
  readonly namespace: string;
  /** `metadata.resourceVersion`. */
  readonly version: string;
  readonly database: string;
  readonly state: State;
  readonly reason: string;
  readonly by: string;
  readonly since: string;
  readonly restore: string;
  readonly restoreName: string;
  readonly job?: JobMark;
  /** UIDs of Jobs that had the record and lost it to another restore. */
  readonly superseded: readonly string[];
  readonly target: string;
  readonly resource?: ResourceType;
  readonly incarnation: string;
  readonly next: string;
  readonly nextUid: string;
  readonly passed: string;
  readonly previous: string;
  readonly routes: readonly Route[];
  readonly session: string;
  /** OpsRequest by which a restore puts a database back in place. */
  readonly request?: { readonly type: ResourceType; readonly name: string };
  /** What is left to be done about the archiving that it suspends. */
  readonly archiving?: Archiving;
  /** What KubeDB says about the volumes that each restore in place has left behind. */
  readonly kept: Readonly<Record<string, string>>;
  readonly paused: readonly PausedBackup[];
  readonly isolation: readonly IsolatedIncarnation[];
  /** What speaks against an opening, and no person has decided about. */
  readonly objection?: Objection;
  /** When this attempt halted: UID of its Job, and milliseconds since 1970. */
  readonly haltedAt?: { readonly job: string; readonly at: number };
  /** Which restore's data an incarnation holds. */
  readonly contents: Readonly<Record<string, string>>;
  /** UID of the database CR that each finished restore was finished for. */
  readonly done: Readonly<Record<string, string>>;
  readonly holder: string;
  readonly renewed: string;
  /** Seconds. */
  readonly duration: number;
  readonly epoch: number;
}

/** What may change about a record. What is left out stays as it is. */
export type RecordChange = Partial<Pick<DatabaseRecord,
'database' | 'state' | 'reason' | 'by' | 'restore' | 'restoreName' | 'job' | 'superseded' | 'target' | 'resource' | 'incarnation' | 'next' | 'nextUid'
| 'passed' | 'previous' | 'routes' | 'session' | 'request' | 'kept' | 'paused' | 'isolation' | 'haltedAt' | 'contents' | 'done' | 'holder' | 'epoch'>> & {
  /** Null: a person has decided. */
  readonly objection?: Objection | null;
  /** Null: nothing is left to be done. */
  readonly archiving?: Archiving | null;
};

/** Seconds without a word after which a record may be taken from a run. */
export const LEASE_SECONDS = 60;

/** Whether a Lease is a record. */
export function isRecord(lease: any): boolean {
  return Object.keys(lease?.metadata?.annotations ?? {}).some(key => key.startsWith(`${OWNER}/`));
}

/** Reads a Lease. Nothing in it is trusted: what is not of its kind counts as absent. */
export function readRecord(lease: any): DatabaseRecord {
  const { metadata, spec = {} } = lease;
  const annotations: Record<string, string> = metadata.annotations ?? {};
  const note = (key: string): string => plain(annotations[key]);
  const name = (key: string): string => (isName(note(key)) ? note(key) : '');
  const byRestore = (prefix: string) => Object.fromEntries(Object.keys(annotations).filter(key => key.startsWith(prefix))
    .map(key => [key.slice(prefix.length), note(key)]));
  const [requested, request] = note(NOTE.request).split(' ');
  const requestKind = requestType(requested);
  const [jobUid, created] = note(NOTE.job).split(' ');
  const [objected, objecting, ...why] = note(NOTE.objection).split(' ');
  const [haltedJob, haltedAt] = note(NOTE.haltedAt).split(' ');
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    version: metadata.resourceVersion,
    database: name(NOTE.database) || metadata.name.replace(/-traffic$/, ''),
    state: note(NOTE.state) as State,
    reason: note(NOTE.reason),
    by: note(NOTE.by),
    since: note(NOTE.since),
    restore: name(NOTE.restore),
    restoreName: name(NOTE.restoreName),
    job: created === undefined ? undefined : { uid: jobUid, created },
    superseded: words(note(NOTE.superseded)),
    target: name(NOTE.target),
    resource: databaseType(note(NOTE.resource)),
    incarnation: name(NOTE.incarnation),
    next: name(NOTE.next),
    nextUid: note(NOTE.nextUid),
    passed: name(NOTE.passed),
    previous: name(NOTE.previous),
    routes: readRoutes(plain(annotations[NOTE.routes], 65536)),
    session: name(NOTE.session),
    request: requestKind !== undefined && isName(request ?? '') ? { type: requestKind, name: request } : undefined,
    archiving: readArchiving(note(NOTE.archiving)),
    kept: byRestore(NOTE.kept),
    paused: entries(note(NOTE.paused)).flatMap(([type, backup, incarnation]) => {
      const known = backupType(type);
      return known !== undefined && isName(backup ?? '') && isName(incarnation ?? '') ? [{ type: known, name: backup, incarnation }] : [];
    }),
    isolation: entries(note(NOTE.isolation)).flatMap(([policy, incarnation, stays]) =>
      (isName(policy) && isName(incarnation ?? '') ? [{ policy, incarnation, stays: stays === 'stays' }] : [])),
    objection: objecting === undefined ? undefined : { uid: objected, restore: objecting, why: why.join(' ') },
    haltedAt: haltedAt === undefined ? undefined : { job: haltedJob, at: Date.parse(haltedAt) },
    contents: Object.fromEntries(entries(note(NOTE.contents)).filter(([incarnation, restore]) => isName(incarnation) && isName(restore ?? ''))),
    done: byRestore(NOTE.done),
    holder: plain(spec.holderIdentity),
    renewed: plain(spec.renewTime),
    duration: Number(spec.leaseDurationSeconds ?? LEASE_SECONDS),
    epoch: Number(spec.leaseTransitions ?? 0),
  };
}

/** A record that says nothing yet. */
export function emptyRecord(name: string, namespace: string): any {
  return { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace }, spec: { holderIdentity: '', leaseTransitions: 0 } };
}

/** The merge patch of a change. It renews the record, and is refused where the record has changed since it was read. */
export function recordPatch(record: DatabaseRecord, change: RecordChange, now: number): any {
  const annotations: Record<string, string | null> = {};
  const note = (key: string, value: string | undefined): void => {
    if (value !== undefined) annotations[key] = value === '' ? null : plain(value, 65536);
  };
  note(NOTE.database, change.database);
  note(NOTE.state, change.state);
  note(NOTE.since, change.state === undefined ? undefined : utc(now));
  note(NOTE.reason, change.reason);
  note(NOTE.by, change.by);
  note(NOTE.restore, change.restore);
  note(NOTE.restoreName, change.restoreName);
  note(NOTE.job, change.job && `${change.job.uid} ${change.job.created}`);
  note(NOTE.superseded, change.superseded?.join(' '));
  note(NOTE.target, change.target);
  note(NOTE.resource, change.resource && typeText(change.resource));
  note(NOTE.incarnation, change.incarnation);
  note(NOTE.next, change.next);
  note(NOTE.nextUid, change.nextUid);
  note(NOTE.passed, change.passed);
  note(NOTE.previous, change.previous);
  note(NOTE.routes, change.routes && routesText(change.routes));
  note(NOTE.session, change.session);
  note(NOTE.request, change.request && `${typeText(change.request.type)} ${change.request.name}`);
  note(NOTE.archiving, change.archiving === null ? '' : change.archiving && archivingText(change.archiving));
  for (const [restore, text] of Object.entries(change.kept ?? {})) note(NOTE.kept + restore, text);
  note(NOTE.paused, change.paused?.map(p => `${typeText(p.type)} ${p.name} ${p.incarnation}`).join(';'));
  note(NOTE.isolation, change.isolation?.map(i => `${i.policy} ${i.incarnation}${i.stays ? ' stays' : ''}`).join(';'));
  note(NOTE.objection, change.objection === null ? '' : change.objection && `${change.objection.uid} ${change.objection.restore} ${change.objection.why}`);
  note(NOTE.haltedAt, change.haltedAt && `${change.haltedAt.job} ${utc(change.haltedAt.at)}`);
  note(NOTE.contents, change.contents && Object.entries(change.contents).map(([incarnation, restore]) => `${incarnation} ${restore}`).join(';'));
  for (const [restore, uid] of Object.entries(change.done ?? {})) note(NOTE.done + restore, uid);
  const taken = change.epoch !== undefined;
  return {
    metadata: { resourceVersion: record.version, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
    spec: {
      renewTime: microTime(now),
      leaseDurationSeconds: LEASE_SECONDS,
      ...(change.holder === undefined ? {} : { holderIdentity: change.holder }),
      ...(taken ? { leaseTransitions: change.epoch, acquireTime: microTime(now) } : {}),
    },
  };
}

/** The incarnations that a record knows, the one that serves first. */
export function incarnationsOf({ routes, incarnation, next, previous, target }: DatabaseRecord): string[] {
  return [...new Set([incarnation, next, previous, target, ...routes.map(r => r.incarnation)].filter(name => name !== ''))];
}

/** Whether a restore was finished for this database, and not for one of the same name that is gone. */
export function isDone(record: DatabaseRecord, restore: string, uid: string | undefined): boolean {
  return uid !== undefined && record.done[restore] === uid;
}

/** Whether a database was opened before, by whatever restore. */
export function wasOpened(record: DatabaseRecord, uid: string): boolean {
  return Object.values(record.done).includes(uid);
}

/** What is left to be done about the archiving of the incarnation that serves, or served before the halt. */
export function dueArchiving({ archiving, incarnation }: DatabaseRecord): Archiving | undefined {
  return archiving?.incarnation === incarnation ? archiving : undefined;
}

function words(text: string): string[] {
  return text.split(' ').filter(word => word !== '');
}

function entries(text: string): string[][] {
  return text.split(';').map(entry => words(entry)).filter(entry => entry.length > 0);
}
