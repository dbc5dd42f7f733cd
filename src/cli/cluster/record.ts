import { Kubectl, Resource } from '../kubectl';

const PREFIX = 'cdk8s-kubestash/';
const DONE = 'done.';

/** What a client Service selects for one incarnation. */
export interface Route {
  readonly service: string;
  readonly incarnation: string;
  readonly selector: Readonly<Record<string, string>>;
}

/** The record of a database (docs/protocol.md), as it was read. */
export interface DatabaseRecord {
  /** Name of the Lease. */
  readonly name: string;
  readonly namespace: string;
  /** Name of the database. */
  readonly database: string;
  readonly state: string;
  readonly reason: string;
  readonly by: string;
  readonly since?: string;
  /** Newest restore that took it. */
  readonly restore: string;
  /** Restore whose checks have passed. */
  readonly passed: string;
  readonly resource: string;
  readonly target: string;
  readonly incarnation: string;
  readonly next: string;
  readonly previous: string;
  readonly routes: readonly Route[];
  readonly session: string;
  /** UID of the database that each finished restore was finished for. */
  readonly done: Readonly<Record<string, string>>;
  readonly holder: string;
  readonly renewed?: string;
  readonly duration: number;
  readonly epoch: number;
}

/** Name of the record of a database. */
export function recordName(database: string, given?: string): string {
  return given ?? `${database}-traffic`;
}

/** Whether a Lease is a record. */
export function isRecord(lease: Resource): boolean {
  return Object.keys(lease.metadata.annotations ?? {}).some(k => k.startsWith(PREFIX));
}

/** Reads a record. */
export function readRecord({ metadata, spec = {} }: Resource, database?: string): DatabaseRecord {
  const note = (key: string): string => metadata.annotations?.[PREFIX + key] ?? '';
  const done = Object.entries<string>(metadata.annotations ?? {})
    .filter(([key]) => key.startsWith(PREFIX + DONE))
    .map(([key, uid]) => [key.slice(PREFIX.length + DONE.length), uid]);
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    database: database ?? metadata.name.replace(/-traffic$/, ''),
    state: note('state'),
    reason: note('reason'),
    by: note('by'),
    since: note('since') || undefined,
    restore: note('restore'),
    passed: note('passed'),
    resource: note('resource'),
    target: note('target'),
    incarnation: note('incarnation'),
    next: note('next'),
    previous: note('previous'),
    routes: readRoutes(note('routes')),
    session: note('session'),
    done: Object.fromEntries(done),
    holder: spec.holderIdentity ?? '',
    renewed: spec.renewTime,
    duration: spec.leaseDurationSeconds ?? 0,
    epoch: spec.leaseTransitions ?? 0,
  };
}

/** The record of a database; undefined where no run has made one yet. */
export async function recordOf(kubectl: Kubectl, database: string, namespace: string, given?: string): Promise<DatabaseRecord | undefined> {
  const lease = await kubectl.get('leases.coordination.k8s.io', recordName(database, given), namespace);
  return lease === undefined ? undefined : readRecord(lease, database);
}

/** Names of the client Services of a record. */
export function servicesOf({ routes }: DatabaseRecord): string[] {
  return [...new Set(routes.map(r => r.service))];
}

/** Names of all incarnations that a record knows. */
export function incarnationsOf({ routes, incarnation, next, previous, target }: DatabaseRecord): string[] {
  return [...new Set([incarnation, next, previous, target, ...routes.map(r => r.incarnation)].filter(name => name !== ''))];
}

function readRoutes(text: string): Route[] {
  return text.split(';').map(route => route.trim().split(' ')).filter(words => words.length === 3).map(([service, incarnation, labels]) => ({
    service,
    incarnation,
    selector: Object.fromEntries(labels.split(',').map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])),
  }));
}
