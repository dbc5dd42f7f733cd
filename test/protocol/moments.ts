import { intentOf, NAMESPACE, RECORD, RestoreOrder, routesTo } from './model/settings';
import { Memory } from '../../src/protocol/decision';
import { RunIntent } from '../../src/protocol/intent';
import { DatabaseRecord, emptyRecord, readRecord, RecordChange, recordPatch } from '../../src/protocol/record';
import { RequestView } from '../../src/protocol/requests';
import { DatabaseView, SessionView } from '../../src/protocol/views';
import { World } from '../../src/protocol/world';

/** Moments of the run of restore `b`, some minutes after its database was made. What a rule is about is said over it. */
export const NOW = Date.UTC(2026, 10, 24, 8);

/** Restore `b`: by a RestoreSession into `orders-b`, beside `orders-a`, which serves. */
const ORDER: RestoreOrder = {
  id: 'b',
  predecessors: ['first', 'a'],
  process: 'session',
  waitFor: 'reachable',
  target: 'orders-b',
  previous: 'orders-a',
  checks: 1,
  disconnect: false,
  resume: 'automatic',
  isolates: false,
  takesSafety: false,
  isGuarded: false,
};

/** What the run of restore `b` is told, where a file of tests wants other things of all its restores: `intentsOf({ isolates: true })`. */
export const intentsOf = (all: Partial<RestoreOrder> = {}) => (more: Partial<RestoreOrder> = {}): RunIntent =>
  intentOf({ ...ORDER, ...all, ...more });

/** The record, as the API server has it. */
export function leaseOf(change: RecordChange): any {
  const empty = { ...emptyRecord(RECORD, NAMESPACE), metadata: { name: RECORD, namespace: NAMESPACE, resourceVersion: '7' } };
  const { metadata, spec } = recordPatch(readRecord(empty), change, NOW);
  return { ...empty, metadata: { ...empty.metadata, annotations: metadata.annotations ?? {} }, spec };
}

export const recordOf = (change: RecordChange = {}): DatabaseRecord => readRecord(leaseOf(change));

/** The record as the run of restore `b` holds it, between the two incarnations. */
export const heldOf = (change: RecordChange = {}): DatabaseRecord =>
  recordOf({ restore: 'b', holder: 'orders-b/p1', epoch: 3, routes: [...routesTo('orders-a'), ...routesTo('orders-b')], by: 'orders-b', ...change });

/** The RestoreSession of restore `b`, which is done. */
export const sessionOf = (more: Partial<SessionView> = {}): SessionView =>
  ({ name: 'orders-b', created: '2026-11-24T07:30:00Z', target: 'orders-b', phase: 'Succeeded', isGoing: false, hasRun: true, progress: '', fault: '', ...more });

/** The OpsRequest of restore `b` in place, which has not begun. */
export const requestOf = (more: Partial<RequestView> = {}): RequestView => ({
  name: 'orders-b', kind: 'PostgresOpsRequest', created: '2026-11-24T07:59:30Z', restore: 'b', database: 'orders', restores: true, phase: 'Progressing', isGoing: false, hasBegun: false, progress: '', fault: '', kept: '', ...more,
});

export const databaseOf = (more: Partial<DatabaseView> = {}): DatabaseView =>
  ({ uid: 'u1', created: '2026-11-24T07:00:00Z', phase: 'Ready', initialised: true, conditions: {}, messages: {}, isSuspended: false, spec: {}, ...more });

export const memoryOf = (more: Partial<Memory> = {}): Memory => ({ me: 'orders-b/p1', by: 'orders-b', epoch: 3, asked: [], opened: [], made: [], refused: {}, tried: [], checked: ['orders-b'], ...more });

/** A world in which everything is read, and nothing is at work. */
export const worldOf = (more: Partial<World>): World => ({
  record: readRecord(leaseOf({})),
  job: { uid: 'j2', created: '2026-11-24T07:59:00Z' },
  target: databaseOf(),
  volumes: [],
  sessions: [],
  binding: true,
  safety: null,
  requests: [],
  logs: '-',
  archive: null,
  snapshots: [],
  declared: [],
  service: () => ({ version: '1', selector: routesTo('orders')[0].labels, epoch: '3' }),
  endpoints: () => [],
  paused: () => true,
  storage: () => ({ phase: 'Ready', synced: [] }),
  ...more,
});
