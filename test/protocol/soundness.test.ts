import * as fc from 'fast-check';
import { emptyRecord, readRecord, RecordChange, recordPatch } from '../../src/protocol/record';
import { unsoundNotes } from '../../src/protocol/soundness';

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/);
const word = fc.stringMatching(/^[\w./-]{1,30}$/);
const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map(words => words.join(' '));
const type = name.map(n => ({ group: 'kubedb.com', version: 'v1', plural: n.replace(/[^a-z]/g, 'x') }));
const labels = fc.dictionary(fc.constantFrom('app.kubernetes.io/instance', 'kubedb.com/role', 'app'), name, { minKeys: 1 });

const changes: fc.Arbitrary<RecordChange> = fc.record({
  database: name,
  state: fc.constantFrom('halting', 'restoring', 'checking:1', 'serving', 'halted', 'failed'),
  reason: sentence,
  by: word,
  restore: name,
  restoreName: name,
  job: fc.record({ uid: word, created: fc.constant('2026-11-22T12:00:00Z') }),
  superseded: fc.array(word, { maxLength: 3 }),
  target: name,
  resource: type,
  incarnation: name,
  next: name,
  nextUid: word,
  passed: name,
  previous: name,
  routes: fc.array(fc.record({ service: name, incarnation: name, labels }), { maxLength: 3 }),
  session: name,
  paused: fc.array(fc.record({ type: fc.constant({ group: 'core.kubestash.com', version: 'v1alpha1', plural: 'backupconfigurations' }), name, incarnation: name }), { maxLength: 2 }),
  isolation: fc.array(fc.record({ policy: name, incarnation: name, stays: fc.boolean() }), { maxLength: 2 }),
  haltedAt: fc.record({ job: word, at: fc.integer({ min: 0, max: 4e9 }).map(s => s * 1000) }),
  contents: fc.dictionary(name, name, { maxKeys: 3 }),
  done: fc.dictionary(name, word, { maxKeys: 3 }),
  objection: fc.record({ uid: word, restore: name, why: sentence }),
}, { requiredKeys: [] }) as any;

/** A Lease after a change. */
function written(change: RecordChange): any {
  const lease = { ...emptyRecord('orders-traffic', 'shop') };
  const { annotations = {} } = recordPatch(readRecord(lease), change, 1.8e12).metadata;
  return { ...lease, metadata: { ...lease.metadata, annotations: Object.fromEntries(Object.entries(annotations).filter(([, v]) => v !== null)) } };
}

test('what the protocol writes is sound', () => {
  fc.assert(fc.property(changes, change => expect(unsoundNotes(written(change))).toEqual([])));
});

test.each([
  ['routes', '--server=https://evil x a=b'], ['resource', 'secrets'], ['target', '--all'], ['isolation', '--all orders'], ['reason', 'one\ntwo'], ['by', 'person/\u001b[31m'],
  ['done.x', ' '], ['contents', 'a b c'], ['job', 'uid'], ['incarnation', 'Orders'],
])('%s: %j is not', (key, value) => {
  const lease = written({ state: 'serving' });
  lease.metadata.annotations[`cdk8s-kubestash/${key}`] = value;
  expect(unsoundNotes(lease)).toEqual([key]);
});

test('annotations of others, and of later versions, are their business', () => {
  const lease = written({});
  Object.assign(lease.metadata.annotations, { 'example.com/note': '--all', 'cdk8s-kubestash/of-the-future': '--all' });
  expect(unsoundNotes(lease)).toEqual([]);
});
