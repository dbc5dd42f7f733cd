import { NAMESPACE, RECORD, routesTo } from './model/settings';
import { Memory } from '../../src/protocol/decision';
import { emptyRecord, readRecord, RecordChange, recordPatch } from '../../src/protocol/record';
import { DatabaseView } from '../../src/protocol/views';
import { World } from '../../src/protocol/world';

/** Moments of the run of restore `b`, some minutes after its database was made. What a rule is about is said over it. */
export const NOW = Date.UTC(2026, 10, 24, 8);

/** The record, as the API server has it. */
export function leaseOf(change: RecordChange): any {
  const empty = { ...emptyRecord(RECORD, NAMESPACE), metadata: { name: RECORD, namespace: NAMESPACE, resourceVersion: '7' } };
  const { metadata, spec } = recordPatch(readRecord(empty), change, NOW);
  return { ...empty, metadata: { ...empty.metadata, annotations: metadata.annotations ?? {} }, spec };
}

export const databaseOf = (more: Partial<DatabaseView> = {}): DatabaseView =>
  ({ uid: 'u1', created: '2026-11-24T07:00:00Z', phase: 'Ready', initialised: true, conditions: {}, messages: {}, isSuspended: false, spec: {}, ...more });

export const memoryOf = (more: Partial<Memory> = {}): Memory => ({ me: 'orders-b/p1', by: 'orders-b', epoch: 3, asked: [], opened: [], made: [], refused: {}, tried: [], ...more });

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
