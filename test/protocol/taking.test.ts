import { NAMESPACE, POSTGRES, REQUESTS, routesTo } from './model/settings';
import { databaseOf, intentsOf, memoryOf, NOW, recordOf as record, sessionOf, worldOf } from './moments';
import { Decision, Exit, Memory } from '../../src/protocol/decision';
import { GATE } from '../../src/protocol/gates';
import { KIND } from '../../src/protocol/kinds';
import { LABEL } from '../../src/protocol/names';
import { DatabaseRecord, RecordChange } from '../../src/protocol/record';
import { requestView } from '../../src/protocol/requests';
import { judgeRun } from '../../src/protocol/run';
import { hasLeftovers, isTidy } from '../../src/protocol/tidying';
import { SessionView } from '../../src/protocol/views';
import { World } from '../../src/protocol/world';

// How the run of restore `b` comes to the record, and how it loses it.

const intent = intentsOf({ isolates: true });
const JOB = { uid: 'j2', created: '2026-11-24T07:59:00Z' };
const fresh = databaseOf({ initialised: false, phase: 'Provisioning' });
const open = (incarnation: string, epoch = '3') => () => ({ version: '1', selector: routesTo(incarnation)[0].labels, epoch });
const session = (more: Partial<SessionView> = {}): SessionView => sessionOf({ phase: 'Running', ...more });
const judge = (r: DatabaseRecord | null, m: Partial<Memory> = {}, w: Partial<World> = {}, i = intent()): Decision =>
  judgeRun({ intent: i, memory: memoryOf(m), world: worldOf({ target: fresh, ...w, record: r }), now: NOW });
const take = (r: DatabaseRecord | null, w: Partial<World> = {}, i = intent(), m: Partial<Memory> = {}) => judge(r, { epoch: undefined, ...m }, w, i);
const changed = (r: DatabaseRecord, w: Partial<World> = {}, i = intent()) => (take(r, w, i) as any).change;

describe('nothing is taken before all is read', () => {
  const two = { ...intent(), services: ['orders-client', 'orders-read-only'] };
  test.each<[Partial<World>]>([[{ job: undefined }], [{ sessions: undefined }], [{ service: name => (name === 'orders-client' ? null : undefined) }]])('%j', w => {
    expect(take(record(), w, two)).toEqual({ kind: 'wait', what: 'the cluster to be read' });
  });
  test('the target, at last', () => {
    expect(take(record(), { target: undefined })).toEqual({ kind: 'wait', what: 'postgreses.v1.kubedb.com orders-b to be read' });
    expect(take(null, { target: undefined })).toMatchObject({ kind: 'wait' });
    expect(take(record({ restore: 'c', job: { uid: 'j1', created: '2026-11-24T07:00:00Z' }, done: { b: 'u1' } }), { target: undefined })).toEqual({ kind: 'wait', what: 'orders-b to be read' });
  });
});

describe('what a run writes that takes the record', () => {
  const whole = {
    holder: 'orders-b/p1',
    // The record before this one was lost: the client Service was changed under its third epoch.
    epoch: 4,
    database: 'orders',
    state: 'halting',
    reason: 'Being halted for restore b.',
    by: 'orders-b',
    restore: 'b',
    restoreName: 'orders-b',
    job: JOB,
    superseded: [],
    resource: POSTGRES,
    target: 'orders-b',
    incarnation: 'orders-a',
    next: '',
    nextUid: '',
    passed: '',
    routes: [...routesTo('orders-b'), ...routesTo('orders-a')],
    isolation: [{ policy: 'orders-b-isolation', incarnation: 'orders-a', stays: true }],
    haltedAt: { job: 'j2', at: NOW },
  };

  test('a new one', () => {
    expect(take(record())).toEqual({
      kind: 'act',
      acts: [],
      change: whole,
      remember: { epoch: 4, stateSince: NOW },
      say: 'took the record for restore b; it was new',
      notice: { reason: 'Halted', type: 'Normal', about: 'orders-a', message: expect.stringContaining('restore b') },
    });
  });
  test('under an epoch that no change was made under, whatever else a Service says', () => {
    const epochs = ['', '7', 'x', '1e400', '2147483647', '-5'].map(epoch => changed(record({ epoch: 2 }), { service: () => ({ version: '1', selector: {}, epoch }) }).epoch);
    expect(epochs).toEqual([3, 8, 3, 3, 3, 3]);
  });
  test('one of a predecessor, from whoever has it', () => {
    const taken = take(record({ restore: 'a', state: 'serving', incarnation: 'orders-x', holder: 'orders-a/p1', epoch: 6, job: { uid: 'j1', created: '2026-11-24T07:00:00Z' }, nextUid: 'u0', superseded: ['j0'] }));
    expect(taken).toMatchObject({ change: { epoch: 7, incarnation: 'orders-x', nextUid: '', superseded: ['j0', 'j1'] }, say: expect.stringContaining('it was serving, restore a, held by orders-a/p1'), notice: { about: 'orders-x' } });
  });
  test('without a Job, the process itself has halted', () => {
    expect(changed(record(), { job: null })).toEqual({ ...whole, job: undefined, haltedAt: { job: 'orders-b/p1', at: NOW } });
    expect(changed(record(), { job: null })).not.toHaveProperty('job');
  });
  test('what served is what the record says, else the previous incarnation; nothing before the first opening', () => {
    const without = intent({ previous: undefined });
    expect(changed(record(), {}, without)).toMatchObject({ incarnation: '', routes: routesTo('orders-b'), isolation: [{ incarnation: 'orders-b', stays: false }] });
    expect((take(record(), {}, without) as any).notice.about).toBe('orders-b');
    expect(changed(record(), {}, intent({ process: 'open' })).incarnation).toBe('');
    expect(changed(record({ incarnation: 'orders-x' }), {}, intent({ process: 'open' })).incarnation).toBe('orders-x');
  });
  test('another attempt of the same restore keeps its database, and its halt if it is of the same Job', () => {
    const before = { restore: 'b', state: 'failed' as const, by: 'orders-b', nextUid: 'u1', job: JOB, superseded: ['j0'] };
    expect(changed(record({ ...before, haltedAt: { job: 'j2', at: NOW - 5000 } }))).toMatchObject({ nextUid: 'u1', superseded: ['j0'] });
    expect(changed(record({ ...before, haltedAt: { job: 'j2', at: NOW - 5000 } }))).not.toHaveProperty('haltedAt');
    expect(changed(record({ ...before, haltedAt: { job: 'j1', at: NOW - 5000 } }))).toMatchObject({ haltedAt: { job: 'j2', at: NOW } });
    expect(changed(record({ ...before, haltedAt: { job: 'j1', at: NOW - 5000 } }), { job: null })).toMatchObject({ haltedAt: { job: 'orders-b/p1', at: NOW } });
  });
  test('the twenty last Jobs that lost it are remembered', () => {
    const lost = Array.from({ length: 20 }, (_, i) => `x${i}`);
    const job = { uid: 'j1', created: '2026-11-24T07:00:00Z' };
    expect(changed(record({ restore: 'a', job, superseded: lost })).superseded).toEqual([...lost.slice(1), 'j1']);
    expect(changed(record({ restore: 'a', superseded: lost })).superseded).toEqual(lost);
    expect(changed(record({ job })).superseded).toEqual([]);
  });
});

describe('whose record it is', () => {
  const theirs = { restore: 'b', state: 'restoring' as const, by: 'orders-c', holder: 'orders-c/p1', epoch: 4 };
  const sign = `orders-c/p1 4 ${record(theirs).renewed}`;

  test('an earlier pod of the same Job is not waited for', () => {
    expect(take(record({ ...theirs, holder: 'orders-b/p0' }))).toMatchObject({ change: { holder: 'orders-b/p1', epoch: 5 } });
  });
  test('anybody else is, until he has been silent for as long as he said', () => {
    expect(take(record(theirs))).toEqual({ kind: 'wait', what: expect.stringContaining('orders-c/p1 to let go'), until: NOW + 60_000, remember: { heard: { sign, at: NOW } } });
    const heard = (at: number, of = sign) => take(record(theirs), {}, intent(), { heard: { sign: of, at } });
    expect(heard(NOW - 59_999)).toMatchObject({ kind: 'wait', until: NOW + 1, remember: { heard: { sign, at: NOW - 59_999 } } });
    expect(heard(NOW - 60_000)).toMatchObject({ change: { holder: 'orders-b/p1' } });
    expect(heard(NOW - 60_000, 'orders-c/p1 3 x')).toMatchObject({ kind: 'wait', until: NOW + 60_000, remember: { heard: { sign, at: NOW } } });
  });
});

describe('a restore that is done', () => {
  const done = { restore: 'b', state: 'serving' as const, incarnation: 'orders-b', done: { b: 'u1' }, routes: routesTo('orders-b'), epoch: 3 };

  test('is done', () => {
    expect(take(record(done), { service: open('orders-b') })).toEqual({ kind: 'end', exit: Exit.DONE, say: expect.stringContaining('serving, orders-b') });
  });
  test('what an interrupted end has left is put right, and nothing else is changed', () => {
    expect(take(record(done), { service: open('orders-a') })).toEqual({ kind: 'act', acts: [], change: { holder: 'orders-b/p1', epoch: 4 }, remember: { epoch: 4 }, say: expect.stringContaining('restore b is done (serving)') });
    expect(take(record({ ...done, holder: 'orders-c/p1' }), { service: open('orders-b') })).toMatchObject({ kind: 'wait', until: NOW + 60_000 });
  });

  const tidy = (change: RecordChange, service: World['service'] = open('orders-b'), i = intent()) =>
    isTidy({ intent: i, memory: memoryOf(), world: worldOf({ service }), now: NOW }, record({ ...done, ...change }));
  const halted = () => ({ version: '1', selector: { ...routesTo('orders-b')[0].labels, [LABEL.halted]: 'true' }, epoch: '3' });
  test('what tidy means', () => {
    expect([tidy({}), tidy({ holder: 'x' }), tidy({ state: 'resuming' }, halted), tidy({}, open('orders-a')), tidy({}, () => null)]).toEqual([true, false, false, false, false]);
    expect([tidy({ state: 'halted' }, halted), tidy({ state: 'halted' }, open('orders-b')), tidy({ state: 'halted' }, () => null)]).toEqual([true, false, true]);
    const one = { ...intent(), services: ['orders-client', 'other'] };
    expect(tidy({ state: 'halted' }, name => (name === 'other' ? null : { version: '1', selector: {}, epoch: '3' }), one)).toBe(false);
  });
  test('what is left over beside a database that serves', () => {
    const left = (change: RecordChange, i = intent()) =>
      hasLeftovers({ intent: i, memory: memoryOf(), world: worldOf({}), now: NOW }, record({ ...done, ...change }));
    const policy = { policy: 'p', incarnation: 'orders-b', stays: true };
    const paused = { type: KIND.backupConfiguration, name: 'x', incarnation: 'orders-b' };
    expect([left({}), left({ isolation: [policy] }), left({ isolation: [{ ...policy, incarnation: 'orders-a' }] }), left({ isolation: [{ policy: 'q', incarnation: 'orders-a', stays: false }] })]).toEqual([false, true, false, true]);
    expect([left({ paused: [paused] }), left({ paused: [{ ...paused, incarnation: 'orders-a' }] })]).toEqual([true, false]);
    expect(left({ isolation: [{ ...policy, incarnation: 'orders-a' }, policy], paused: [{ ...paused, incarnation: 'orders-a' }, paused] })).toBe(true);
    const archiving = { stage: 'resumed', incarnation: 'orders-b', repository: 'full', configuration: 'c', session: 's', backup: 'x', until: '-' } as const;
    const inPlace = intent({ process: 'in-place' });
    expect([left({ archiving }), left({ archiving }, inPlace), left({}, inPlace), left({ archiving: { ...archiving, incarnation: 'orders-a' } }, inPlace)]).toEqual([false, true, false, false]);
    expect(tidy({ paused: [paused] })).toBe(false);
    expect(tidy({ state: 'halted', paused: [paused] }, halted)).toBe(true);
  });
});

describe('before anything is halted', () => {
  const sized = { ...intent(), volumes: { paths: [['storage']], labels: {} } };
  const small = { ...fresh, spec: { storage: { resources: { requests: { storage: '1Gi' } } } } };

  test('volumes are compared, as long as the target has no data', () => {
    expect(take(record(), { target: small, volumes: undefined }, sized)).toEqual({ kind: 'wait', what: 'the volumes of orders-a to be read' });
    expect(take(record(), { target: small, volumes: ['2Gi'] }, sized)).toMatchObject({ change: { reason: expect.stringContaining('have grown to 2Gi') }, ends: { exit: Exit.FAILED } });
    expect(take(record(), { target: small, volumes: ['1Gi'] }, sized)).toMatchObject({ change: { state: 'halting' } });
    for (const w of [{ target: null }, { target: { ...small, phase: 'Ready' } }]) expect(take(record(), { volumes: undefined, ...w }, sized)).toMatchObject({ change: { state: 'halting' } });
    const early = { ...intent({ waitFor: 'ready' }), volumes: sized.volumes };
    expect(take(record(), { target: { ...small, phase: 'Ready' }, volumes: ['2Gi'] }, early)).toMatchObject({ ends: { exit: Exit.FAILED } });
    expect(take(record({ next: 'orders-b' }), { target: { ...small, phase: 'Ready' }, volumes: ['2Gi'] }, early)).toMatchObject({ change: { state: 'halting' } });
    expect(take(record({ next: 'orders-b' }), { target: small, volumes: undefined }, sized)).toMatchObject({ change: { state: 'halting' } });
    expect(take(record(), { target: small, volumes: undefined })).toMatchObject({ change: { state: 'halting' } });
    expect(take(record(), { target: small, volumes: undefined }, { ...sized, previous: undefined })).toMatchObject({ kind: 'wait' });
  });
  test('a database of somebody else is left alone', () => {
    expect(take(record(), { target: databaseOf() })).toMatchObject({ change: { reason: expect.stringContaining('was in use before') }, ends: { exit: Exit.FAILED } });
  });
});

describe('a run that is refused', () => {
  const settled = { ...intent({ process: 'open' }), settled: true };
  const reason = expect.stringContaining('was never done');
  const refused = (change: RecordChange, m: Partial<Memory> = {}) => take(record({ restore: 'a', ...change }), { service: open('orders-a') }, settled, m);

  test.each(['serving', 'halted', 'failed'] as const)('says so in a record that is %s, and changes no more', state => {
    expect(refused({ state })).toEqual({ kind: 'act', acts: [], change: { reason }, ends: { exit: Exit.FAILED, say: reason } });
    const held = { state, holder: 'person/kim', epoch: 4 };
    const waits: any = refused(held);
    expect(waits).toMatchObject({ kind: 'wait', what: expect.stringMatching(/^person\/kim to let go of the record/), until: NOW + 60_000 });
    expect(refused(held, { heard: { ...waits.remember.heard, at: NOW - 60_000 } })).toMatchObject({ change: { reason, holder: '', epoch: 5 }, ends: { exit: Exit.FAILED } });
  });
  test('ends what an older run has begun', () => {
    expect(refused({ state: 'restoring', epoch: 4 })).toEqual({ kind: 'act', acts: [], change: { state: 'failed', reason, by: 'orders-b', holder: '', epoch: 5 }, ends: { exit: Exit.FAILED, say: reason } });
    expect(refused({ state: 'restoring', holder: 'orders-a/p1' })).toMatchObject({ kind: 'wait', until: NOW + 60_000 });
  });
  test('says it once', () => {
    const { reason: said } = (refused({ state: 'halted' }) as any).change;
    expect(refused({ state: 'halted', reason: said })).toEqual({ kind: 'end', exit: Exit.FAILED, say: said });
  });
  test('and is no news where something newer stands', () => {
    const newer = record({ restore: 'c', state: 'restoring', job: { uid: 'j3', created: '2026-11-24T07:59:30Z' } });
    expect(take(newer)).toEqual({ kind: 'end', exit: Exit.FAILED, say: expect.stringContaining('which is newer') });
    expect(take(record({ restore: 'b', state: 'halted', by: 'person/kim' }))).toEqual({ kind: 'end', exit: Exit.DONE, say: expect.stringContaining('person/kim decided') });
  });
  test('what is left over is its business only where the database serves and its Services are right', () => {
    const paused = [{ type: KIND.backupConfiguration, name: 'x', incarnation: 'orders-a' }];
    const left = { state: 'serving' as const, incarnation: 'orders-a', routes: routesTo('orders-a'), paused, epoch: 2 };
    expect(refused(left)).toEqual({ kind: 'act', acts: [], change: { holder: 'orders-b/p1', epoch: 3 }, remember: { epoch: 3, refusal: reason }, say: expect.stringContaining('was never done') });
    expect(refused({ ...left, paused: [] })).toMatchObject({ change: { reason }, ends: { exit: Exit.FAILED } });
    expect(refused({ ...left, state: 'halted' })).toMatchObject({ change: { reason }, ends: { exit: Exit.FAILED } });
    const kept = () => ({ version: '1', selector: { ...routesTo('orders-a')[0].labels, [LABEL.halted]: 'true' }, epoch: '3' });
    expect(take(record({ restore: 'a', ...left, state: 'halted' }), { service: kept }, settled)).toMatchObject({ change: { reason }, ends: { exit: Exit.FAILED } });
    expect(refused({ ...left, incarnation: 'orders-x', routes: [...routesTo('orders-a'), ...routesTo('orders-x')] })).toMatchObject({ change: { reason }, ends: { exit: Exit.FAILED } });
  });
});

describe('a run that has lost the record', () => {
  const lost = (change: RecordChange, m: Partial<Memory> = {}, w: Partial<World> = {}, i = intent()) =>
    judge(record({ restore: 'c', state: 'restoring', by: 'orders-c', holder: 'orders-c/p1', epoch: 4, ...change }), m, w, i);
  const removed = { key: 'remove session orders-b', optional: true, verb: 'remove' };

  test('to a later pod of its Job', () => {
    expect(lost({ holder: 'orders-b/p2', restore: 'b' })).toEqual({ kind: 'end', exit: Exit.REPLACED, say: expect.stringContaining('a later pod') });
    expect(lost({ holder: '', by: 'orders-b', restore: 'b' })).toMatchObject({ kind: 'end', exit: Exit.REPLACED });
    expect(lost({ holder: 'orders-b/p1', restore: 'b' })).toMatchObject({ kind: 'end', exit: Exit.REPLACED });
    expect(lost({ holder: '', restore: 'b' })).toMatchObject({ kind: 'end', exit: Exit.DONE });
    expect(lost({ by: 'orders-b', restore: 'b' })).toMatchObject({ kind: 'end', exit: Exit.DONE });
  });
  test('says to whom', () => {
    expect(lost({})).toEqual({ kind: 'end', exit: Exit.FAILED, say: 'superseded: orders-c/p1 took the record for restore c: this one is out of date' });
    expect(lost({ holder: '' })).toMatchObject({ say: expect.stringContaining('superseded: orders-c took') });
    expect(lost({ holder: '', by: '' })).toMatchObject({ say: expect.stringContaining('superseded: somebody took') });
    expect(lost({ restore: 'b', state: 'halted', reason: 'Halted by hand.' })).toEqual({ kind: 'end', exit: Exit.DONE, say: 'superseded: orders-c/p1 took the record. State: halted. Halted by hand.' });
  });
  test('leaves no session behind where something else is restored or opened', () => {
    const sessions = [session()];
    for (const change of [{}, { restore: 'b', state: 'serving' as const }, { restore: 'b', state: 'resuming' as const }]) expect(lost(change, {}, { sessions })).toMatchObject({ kind: 'act', unfenced: true, acts: [removed] });
    expect(lost({ restore: 'b', state: 'halted' }, {}, { sessions })).toMatchObject({ kind: 'end', exit: Exit.DONE });
    expect(lost({}, { made: [removed.key] }, { sessions })).toMatchObject({ kind: 'end', exit: Exit.FAILED });
    expect(lost({}, {}, { sessions: [session({ phase: 'Succeeded' })] })).toMatchObject({ kind: 'end', exit: Exit.FAILED });
    expect(lost({}, { made: [removed.key] }, { sessions: [session(), session({ name: 'orders-b-2' })] })).toMatchObject({ acts: [{ name: 'orders-b-2' }] });
    expect(lost({}, {}, { sessions: undefined })).toMatchObject({ kind: 'end', exit: Exit.FAILED });
  });
  test('nor an OpsRequest that has not begun', () => {
    const inPlace = intent({ process: 'in-place', target: 'orders', previous: 'orders' });
    const requests = [requestView({ kind: 'PostgresOpsRequest', metadata: { name: 'orders-b', namespace: NAMESPACE, creationTimestamp: '2026-11-24T07:59:30Z', labels: { [LABEL.restore]: 'b' } }, spec: { type: 'ArchiverRestore', databaseRef: { name: 'orders' } } })];
    const removal = { key: 'remove request orders-b 2026-11-24T07:59:30Z', verb: 'remove', type: REQUESTS, name: 'orders-b', optional: true, fine: ['absent', 'unknown-kind'], said: expect.any(String) };
    expect(lost({}, {}, { requests }, inPlace)).toEqual({ kind: 'act', unfenced: true, acts: [removal] });
    expect(lost({ restore: 'b', state: 'halted' }, {}, { requests }, inPlace)).toMatchObject({ kind: 'end' });
    expect(lost({}, { made: [removal.key] }, { requests }, inPlace)).toMatchObject({ kind: 'end' });
    for (const more of [{ restore: 'x' }, { isGoing: true }, { hasBegun: true }, { phase: 'Successful' }]) expect(lost({}, {}, { requests: [{ ...requests[0], ...more }] }, inPlace)).toMatchObject({ kind: 'end' });
    expect(lost({}, {}, { requests: undefined }, inPlace)).toMatchObject({ kind: 'end' });
  });
  test('nor a container', () => {
    const atWork = { opened: [GATE.restore], asked: [GATE.restore] };
    expect(lost({}, atWork)).toMatchObject({ unfenced: true, acts: [{ key: 'end orders-b' }] });
    expect(lost({}, atWork, { job: null })).toMatchObject({ kind: 'end' });
    expect(lost({}, { ...atWork, refused: { 'end orders-b': 'no' } })).toMatchObject({ kind: 'end' });
  });
  test('unless it had let go itself', () => {
    const parting = { exit: Exit.FAILED, say: 'because' };
    const left = { restore: 'b', state: 'failed' as const, by: 'orders-b', holder: '', epoch: 3 };
    expect(lost(left, { parting })).toEqual({ kind: 'end', ...parting });
    expect(lost({ ...left, epoch: 4 }, { parting })).toMatchObject({ kind: 'end', exit: Exit.REPLACED });
    expect(lost({ ...left, holder: 'orders-c/p1' }, { parting })).toMatchObject({ kind: 'end', exit: Exit.DONE });
    expect(lost(left)).toMatchObject({ kind: 'end', exit: Exit.REPLACED });
  });
  test('to nobody, as it was deleted', () => expect(judge(null)).toEqual({ kind: 'end', exit: Exit.REPLACED, say: expect.stringContaining('was deleted') }));
});
