import { RunIntent } from '../../../src/protocol/intent';
import { KIND, ResourceType } from '../../../src/protocol/kinds';
import { backupSessionNameOf, clientServiceNameOf, LABEL, maintenanceServiceNameOf, recordNameOf, sessionNamesOf } from '../../../src/protocol/names';

export const NAMESPACE = 'shop';
export const DATABASE = 'orders';
export const RECORD = recordNameOf(DATABASE);
export const SERVICES = [clientServiceNameOf(DATABASE)];
export const POSTGRES: ResourceType = { group: 'kubedb.com', version: 'v1', plural: 'postgreses' };
export const REQUESTS: ResourceType = { group: 'ops.kubedb.com', version: 'v1alpha1', plural: 'postgresopsrequests' };
export const STORAGE = { name: 'bucket', namespace: 'backup' };

/** A restore as Git asks for it. */
export interface RestoreOrder {
  readonly id: string;
  readonly predecessors: readonly string[];
  readonly process: RunIntent['process'];
  readonly waitFor: 'reachable' | 'ready' | 'nothing';
  readonly target: string;
  readonly previous?: string;
  readonly checks: number;
  readonly disconnect: boolean;
  readonly resume: 'automatic' | 'manual';
  readonly deadline?: number;
  readonly isolates: boolean;
  readonly takesSafety: boolean;
  readonly isGuarded: boolean;
}

export function routesTo(incarnation: string): RunIntent['target']['routes'] {
  return SERVICES.map(service => ({ service, incarnation, labels: { [LABEL.incarnation]: incarnation } }));
}

/** The BackupConfiguration of an incarnation. */
export function backupOf(incarnation: string): string {
  return `${incarnation}-backup`;
}

/** The database CR that a restore is to leave behind. */
export function databaseOf({ target, process, waitFor }: Pick<RestoreOrder, 'target' | 'process' | 'waitFor'>): any {
  const archiver = process === 'archiver' ? { archiver: { fullDBRepository: { name: 'full', namespace: NAMESPACE } } } : {};
  const waits = process === 'archiver' || (process === 'session' && waitFor === 'reachable');
  return { metadata: { name: target, namespace: NAMESPACE }, spec: waits ? { init: { waitForInitialRestore: true, ...archiver } } : {} };
}

/** The OpsRequest of a restore in place. */
function requestOf({ id, target }: RestoreOrder): RunIntent['request'] {
  const configuration = backupOf(target);
  return {
    kind: 'PostgresOpsRequest',
    type: REQUESTS,
    labels: { [LABEL.restore]: id },
    spec: { type: 'ArchiverRestore', databaseRef: { name: target } },
    archiving: { repository: 'full', configuration, session: 'full-backup', backup: backupSessionNameOf(configuration, id) },
  };
}

export function intentOf(order: RestoreOrder): RunIntent {
  const { id, process, target, previous } = order;
  const bySession = process === 'session' || process === 'overwrite';
  return {
    database: DATABASE,
    namespace: NAMESPACE,
    record: RECORD,
    restore: { id, name: `orders-${id}` },
    predecessors: order.predecessors,
    process,
    target: { name: target, kind: 'Postgres', type: POSTGRES, maintenance: maintenanceServiceNameOf(target), routes: routesTo(target) },
    ...(previous === undefined ? {} : { previous: { name: previous, routes: routesTo(previous) } }),
    services: SERVICES,
    ...(bySession ? { session: { waitFor: process === 'overwrite' ? 'ready' : order.waitFor, labels: { [LABEL.restore]: id }, spec: { target: { name: target }, ...(order.waitFor === 'nothing' && process === 'session' ? { makes: databaseOf(order) } : {}) } } } : {}),
    ...(process === 'archiver' ? { archiver: { repository: 'full', namespace: NAMESPACE } } : {}),
    ...(process === 'in-place' ? { request: requestOf(order) } : {}),
    ...(process === 'in-place' ? {} : { opsRequests: REQUESTS }),
    ...(order.disconnect ? { disconnect: 60 } : {}),
    checks: Array.from({ length: process === 'open' ? 0 : order.checks }, (_, i) => ({ name: `c${i}`, seconds: 60 })),
    resume: order.resume,
    ...(order.deadline === undefined ? {} : { deadline: order.deadline }),
    ...(order.isGuarded ? { guard: { storages: [STORAGE], repositories: [], seconds: 120 } } : {}),
    backups: [{ type: KIND.backupConfiguration, name: backupOf(target) }],
    ...(order.takesSafety && (process === 'overwrite' || process === 'in-place') ? { safety: { configuration: `${target}-safety`, session: 'full' } } : {}),
    ...(order.isolates ? { isolation: { name: `orders-${id}-isolation`, stays: true, spec: {} } } : {}),
  };
}

/** Whose RestoreSession this is: the restore of ours that may call one so. */
export function isSessionOf(session: string, { restore }: Pick<RunIntent, 'restore'>): boolean {
  return sessionNamesOf(restore.name).includes(session);
}
