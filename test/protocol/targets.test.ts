import { REQUESTS } from './model/settings';
import { databaseOf, heldOf, intentsOf, memoryOf, NOW, recordOf as record, requestOf as request, sessionOf as session, worldOf } from './moments';
import { safetyBackup } from '../../src/protocol/by-session';
import { Decision, Exit, Memory } from '../../src/protocol/decision';
import { RunIntent } from '../../src/protocol/intent';
import { interestsOf } from '../../src/protocol/interests';
import { plannedIsolation } from '../../src/protocol/isolation';
import { KIND } from '../../src/protocol/kinds';
import { holdsData, isWrittenOver, previousAfter, standing } from '../../src/protocol/lineage';
import { meddling } from '../../src/protocol/meddling';
import { DatabaseRecord, RecordChange } from '../../src/protocol/record';
import { RequestView } from '../../src/protocol/requests';
import { judgeRun } from '../../src/protocol/run';
import { fateOf, namesOf, ownSessions, troubleOf, writingTo } from '../../src/protocol/sessions';
import { foreignness, outgrown, outgrownVolume, readiness } from '../../src/protocol/target';
import { SessionView, sessionView } from '../../src/protocol/views';
import { World } from '../../src/protocol/world';
import { writersOf } from '../../src/protocol/writers';

// What a restore may write to, what writes to it, and when its data is there.

const intent = intentsOf();
const held = (change: RecordChange = {}): DatabaseRecord => heldOf({ state: 'restoring', incarnation: 'orders-a', target: 'orders-b', ...change });
const judge = (r: DatabaseRecord, m: Partial<Memory> = {}, w: Partial<World> = {}, i = intent()): Decision =>
  judgeRun({ intent: i, memory: memoryOf(m), world: worldOf({ endpoints: () => ['10.0.0.1'], ...w, record: r }), now: NOW });
const JOB = { uid: 'j2', created: '2026-11-24T07:59:00Z' };
const unused = databaseOf({ initialised: false });

describe('whose a target is', () => {
  const is = (i: RunIntent, target = databaseOf(), sessions: SessionView[] = [], r: DatabaseRecord | null = null, job: typeof JOB | null = JOB) =>
    foreignness(i, target, sessions, r, job) === undefined;

  test('the record knows it', () => {
    expect([is(intent(), databaseOf(), [], record({ nextUid: 'u1' })), is(intent(), databaseOf(), [], record({ done: { b: 'u1' } })), is(intent(), databaseOf(), [], record({ nextUid: 'u0', done: { a: 'u1', b: 'u0' } }))]).toEqual([true, true, false]);
    expect(is(intent({ process: 'open' }))).toBe(true);
  });
  test('a session of this restore has written to it', () => {
    const reachable = (more: Partial<SessionView>) => is(intent(), databaseOf(), [session(more)]);
    expect([reachable({}), reachable({ created: databaseOf().created }), reachable({ created: '2026-11-24T06:59:59Z' }), reachable({ phase: 'Invalid' }), reachable({ name: 'other' }), reachable({ name: 'orders-b-3' })]).toEqual([true, true, false, false, false, true]);
    const makes = intent({ waitFor: 'nothing' });
    expect([is(makes, unused), is(makes, databaseOf(), [session({ created: '2026-11-24T06:00:00Z' })]), is(makes, databaseOf(), [session({ phase: 'Invalid' })])]).toEqual([false, true, false]);
  });
  test('it is as young as the run where nothing else can be known', () => {
    const ready = intent({ waitFor: 'ready' });
    const before = (created: string) => is(ready, databaseOf({ created }));
    expect([before('2026-11-23T07:59:00Z'), before('2026-11-23T07:59:01Z'), before('2026-11-24T08:30:00Z'), is(ready, databaseOf({ created: '2020-01-01T00:00:00Z' }), [], null, null)]).toEqual([false, true, true, true]);
    expect([is(intent(), unused), is(ready, databaseOf({ created: '2020-01-01T00:00:00Z', initialised: false }))]).toEqual([true, false]);
  });
  test('what is written over has no data, or was restored or opened by a run', () => {
    for (const process of ['overwrite', 'in-place'] as const) {
      const over = intent({ process, target: 'orders' });
      expect([is(over), is(over, unused), is(over, databaseOf(), [], record({ contents: { orders: 'a' } })), is(over, databaseOf(), [], record({ contents: { other: 'a' } })), is(over, databaseOf(), [session({ target: 'orders' })])]).toEqual([false, true, true, false, false]);
      // What the guard did not open is restored over, as it advises.
      const objection = { restore: 'first', why: 'backups of an earlier one' };
      expect(['u1', 'u0'].map(uid => is(over, databaseOf(), [], record({ objection: { ...objection, uid } })))).toEqual([true, false]);
      expect(foreignness(over, databaseOf(), [], null, JOB)).toContain('would overwrite postgreses.v1.kubedb.com orders, which has data');
    }
  });
  test('it is made from the archive that was asked for', () => {
    const time = '2026-11-20T00:00:00Z';
    const asked = (more: object, found?: any, order: any = intent({ process: 'archiver' })) => is({ ...order, archiver: { ...order.archiver, ...more } }, databaseOf({ initialised: false, spec: { init: found && { archiver: found } } }));
    const ours = { fullDBRepository: { name: 'full', namespace: 'shop' } };
    expect([asked({}, ours), asked({}), asked({}, {}), asked({}, { fullDBRepository: { name: 'x', namespace: 'shop' } }), asked({}, { fullDBRepository: { name: 'full', namespace: 'x' } })]).toEqual([true, false, false, false, false]);
    expect([asked({ time }, ours), asked({ time }, { ...ours, recoveryTimestamp: '2026-11-20T01:00:00+01:00' }), asked({ time }, { ...ours, recoveryTimestamp: '2026-11-20T00:00:01Z' })]).toEqual([false, true, false]);
    expect(is({ ...intent({ process: 'archiver' }), archiver: undefined }, databaseOf({ spec: { init: { archiver: ours } } }))).toBe(false);
    expect(is(intent({ process: 'archiver' }), databaseOf({ spec: {} }))).toBe(false);
  });
});

describe('what is said of a target', () => {
  test('that is not Ready', () => {
    expect(readiness(intent(), databaseOf({ phase: '', conditions: {} }))).toEqual({ isReady: false, missing: 'postgreses.v1.kubedb.com orders-b to be Ready; it is without a phase' });
    expect(readiness(intent(), databaseOf({ phase: 'Critical', conditions: { Ready: 'False', DataRestored: 'True' } }))).toEqual({ isReady: false, missing: 'postgreses.v1.kubedb.com orders-b to be Ready; it is Critical (Ready=False DataRestored=True)' });
    const archived = (status: string, messages = {}) => readiness(intent({ process: 'archiver' }), databaseOf({ conditions: { SuccessfullyDataRestored: status }, messages }));
    expect(archived('Unknown')).toEqual({ isReady: false, missing: expect.stringMatching(/, and its data to be restored$/) });
    expect(archived('False', { SuccessfullyDataRestored: 'x' })).toEqual({ isReady: false, missing: expect.any(String), failure: 'The operator could not restore x' });
  });
  test('that is too small', () => {
    const sized = { ...intent(), volumes: { paths: [['storage']], labels: {} } };
    const target = (storage?: string) => databaseOf({ spec: storage === undefined ? {} : { storage: { resources: { requests: { storage } } } } });
    expect(outgrown(sized, ['2Gi', '3Gi', 'x'], target('1Gi'))).toMatch(/^The volumes of orders-a have grown to 3Gi, but orders-b would get 1Gi\. Nothing was halted\./);
    expect([outgrown(sized, ['3Gi'], target()), outgrown({ ...sized, volumes: undefined }, ['3Gi'], target('1Gi')), outgrown(sized, ['1Gi'], target('1Gi'))]).toEqual([undefined, undefined, undefined]);
    expect(outgrown({ ...sized, previous: undefined }, ['3Gi'], target('1Gi'))).toContain('have grown to 3Gi');
    expect([outgrownVolume(['1'], ['0']), outgrownVolume(['x'], ['0']), outgrownVolume(['1'], []), outgrownVolume(['1Gi', '3Gi', '2Gi'], ['2Gi', '1Gi'])]).toEqual([{ has: '1', gets: '0' }, undefined, undefined, { has: '3Gi', gets: '2Gi' }]);
  });
});

describe('whose data is where', () => {
  const of = (contents: Record<string, string>, done: Record<string, string> = {}) => record({ contents, done });
  test('another restore has written over it, or it holds ours', () => {
    expect([isWrittenOver(intent(), of({})), isWrittenOver(intent(), of({ 'orders-b': 'b' })), isWrittenOver(intent(), of({ 'orders-b': 'c' })), isWrittenOver(intent(), of({ other: 'c' }))]).toEqual([false, false, true, false]);
    const holds = (contents: Record<string, string>, done: Record<string, string>) => holdsData(intent(), of(contents, done), databaseOf());
    expect([holds({ 'orders-b': 'b' }, { b: 'u1' }), holds({ 'orders-b': 'c' }, { b: 'u1' }), holds({}, { b: 'u1' }), holds({ 'orders-b': 'b' }, { b: 'u0' }), holds({ 'orders-b': 'b' }, {})]).toEqual([true, false, false, false, false]);
    expect(judge(held({ contents: { 'orders-b': 'b' }, done: { b: 'u1' } }))).toMatchObject({ change: { state: 'checking:c0' } });
  });
  test('a rollback leads to what a corrected restore found', () => {
    const after = (i: RunIntent, change: RecordChange) => previousAfter(i, held(change));
    const discarded = { incarnation: 'orders-x', contents: { 'orders-x': 'x' } };
    expect([after({ ...intent(), previous: undefined }, discarded), after(intent({ previous: 'orders-b' }), discarded), after(intent(), { incarnation: 'orders-x', contents: { other: 'x' } }), after(intent(), { incarnation: '', previous: 'orders-b' })])
      .toEqual(['orders-x', 'orders-x', 'orders-x', '']);
  });
  test('who may have the record', () => {
    const may = (change: RecordChange, job: typeof JOB | null = JOB, i = intent(), target: any = databaseOf()) =>
      standing(i, job, record(change), target);
    const other = { restore: 'c', job: { uid: 'j1', created: '2026-11-24T07:58:00Z' } };
    expect(may(other)).toEqual({ kind: 'restore', supersedes: true });
    expect(may({ ...other, superseded: ['j2'] })).toMatchObject({ kind: 'refuse' });
    expect(may({ ...other, superseded: ['j2'] })).not.toHaveProperty('isNewest');
    expect(may({ ...other, done: { b: 'u1' }, contents: { 'orders-b': 'c' } }, JOB, intent(), null)).toEqual({ kind: 'restore', supersedes: true });
    expect(may({ restore: 'a', superseded: ['j2'] })).toMatchObject({ kind: 'refuse' });
    expect(may({ restore: 'a' }, null)).toEqual({ kind: 'restore', supersedes: true });
    expect(may({ restore: 'b', state: 'serving', done: { b: 'u1' } }, JOB, intent(), null)).toEqual({ kind: 'restore', supersedes: false });
    const settled = { ...intent(), settled: true };
    expect([may({ ...other, done: { b: 'u1' } }, JOB, settled).kind, may({ restore: 'a' }, JOB, settled).kind, may({}, JOB, settled).kind]).toEqual(['restore', 'refuse', 'restore']);
    expect(standing(intent(), JOB, record(other), undefined)).toEqual({ kind: 'restore', supersedes: true });
    for (const state of ['serving', 'halted'] as const) expect(may({ restore: 'b', state, done: { b: 'u1' }, by: 'person/kim' })).toEqual({ kind: 'finish' });
    expect(may({ restore: 'b', state: 'failed', done: { b: 'u1' }, by: 'person/kim' })).toEqual({ kind: 'restore', supersedes: false });
  });
  test('the policy of a run is about what it halts, and stays with what is left', () => {
    const isolates = intent({ isolates: true });
    const planned = (i: RunIntent, change: RecordChange) => plannedIsolation(i, record(change)).map(p => [p.incarnation, p.stays]);
    expect([planned(isolates, {}), planned(isolates, { incarnation: 'orders-x' }), planned(isolates, { incarnation: 'orders-b' }), planned({ ...isolates, previous: undefined }, {})]).toEqual([[['orders-a', true]], [['orders-x', true]], [['orders-b', false]], [['orders-b', false]]]);
    expect(planned({ ...isolates, isolation: { ...isolates.isolation!, stays: false } }, {})).toEqual([['orders-a', false]]);
    const others = [{ policy: 'p', incarnation: 'orders-x', stays: true }];
    expect(planned(isolates, { isolation: others })).toEqual([['orders-x', true], ['orders-a', true]]);
  });
});

describe('what became of a session', () => {
  const { session: asked } = intent();
  const target = databaseOf();
  const fate = (more: Partial<SessionView>, of: any = target, i = asked!) => fateOf(session(more), of, i);
  const older = { created: '2026-11-24T06:00:00Z' };

  test('by its phase', () => {
    expect([fateOf(undefined, target, asked!), fate({ isGoing: true }), fate({}), fate({ phase: 'Invalid' }), fate({ phase: 'Failed' }), fate({ phase: 'Unknown' }), fate({ phase: 'Failed', hasRun: false }), fate({ phase: 'Unknown', hasRun: false }), fate({ phase: 'Running' })])
      .toEqual(['absent', 'going', 'succeeded', 'void', 'failed', 'failed', 'void', 'void', 'unfinished']);
  });
  test('it begins when its executor does', () => {
    const of = (...conditions: any[]) => sessionView({ metadata: { name: 'x' }, status: { conditions } }).began;
    const ensured = { type: 'RestoreExecutorEnsured', status: 'True', lastTransitionTime: '2026-11-24T07:30:01Z' };
    expect([of(), of({ ...ensured, type: 'ValidationPassed' }, ensured), of({ ...ensured, status: 'False' }), of({ type: ensured.type, status: 'True' })]).toEqual([undefined, ensured.lastTransitionTime, undefined, undefined]);
  });
  test('and by its age', () => {
    expect([fate({ ...older }), fate({ ...older, phase: 'Failed' }), fate({ ...older, phase: 'Running' }), fate({ ...older, phase: 'Invalid' }), fate({ created: target.created })]).toEqual(['former', 'former', 'void', 'void', 'succeeded']);
    expect([fate(older, null), fateOf(session(older), undefined, asked!), fate(older, target, intent({ waitFor: 'nothing' }).session)]).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });
  test('its own, by name', () => {
    expect(ownSessions(intent(), [session({ name: 'orders-b-2' }), session({ name: 'x' })], target).map(s => [s.name, s.fate, s.view?.name])).toEqual([['orders-b', 'absent', undefined], ['orders-b-2', 'succeeded', 'orders-b-2'], ['orders-b-3', 'absent', undefined]]);
    expect([namesOf(intent({ process: 'archiver' })), ownSessions(intent({ process: 'archiver' }), [session()], target)]).toEqual([[], []]);
    expect([troubleOf(session({ phase: 'Failed' })), troubleOf(session({ phase: 'Failed', fault: 'x' }))]).toEqual(['RestoreSession orders-b is Failed', 'RestoreSession orders-b is Failed: x']);
  });
  test('others that write, or have written after it', () => {
    const other = session({ name: 'x', phase: 'Running' });
    expect(writingTo('orders-b', [other, session(), session({ name: 'y', target: 'z', phase: 'Running' }), session({ name: 'w', phase: 'Running' })], ['w'])).toEqual([other]);
    const after = (...sessions: SessionView[]) => meddling(intent(), worldOf({ sessions })).map(text => text.replace('RestoreSession ', ''));
    const late = session({ name: 'x', created: '2026-11-24T07:31:00Z' });
    expect(after(late)).toEqual([]);
    expect(after(session(), late, session({ name: 'same', created: '2026-11-24T07:30:00Z' }), session({ name: 'before', created: '2026-11-24T07:29:59Z' }))).toEqual(['x', 'same']);
    expect(after(session(), { ...late, hasRun: false }, { ...late, target: 'z' }, { ...late, name: 'orders-b-2', phase: 'Failed' })).toEqual([]);
    // One that was made before, and came to write only then.
    const before = session({ name: 'before', created: '2026-11-24T07:29:00Z' });
    expect(after(session(), { ...before, began: '2026-11-24T07:30:01Z' }, { ...before, name: 'over', began: '2026-11-24T07:29:59Z' })).toEqual(['before']);
    expect(after(session({ phase: 'Failed' }), late)).toEqual([]);
    expect(after(session({ name: 'orders-b-2', created: '2026-11-24T07:32:00Z' }), session(), late)).toEqual([]);
    expect(after(session(), session({ name: 'orders-b-2', created: '2026-11-24T07:32:00Z' }), late)).toEqual([]);
  });
  test('after a restore in place too, and by OpsRequests', () => {
    const at = (created: string, more: Partial<RequestView> = {}) => request({ name: created, created, phase: 'Successful', hasBegun: true, ...more });
    const own = request({ created: '2026-11-24T07:30:00Z', phase: 'Successful', hasBegun: true });
    const late = session({ name: 'x', target: 'orders', created: '2026-11-24T07:31:00Z' });
    const back = intent({ process: 'in-place', target: 'orders' });
    const others = [at('2026-11-24T07:29:59Z'), own, at('2026-11-24T07:30:00Z'), at('2026-11-24T07:32:00Z', { hasBegun: false }), at('2026-11-24T07:33:00Z', { database: 'z' }), at('2026-11-24T07:34:00Z', { restores: false })];
    expect(meddling({ ...back, restore: { id: 'b', name: 'orders-b' } }, worldOf({ sessions: [late], requests: others }))).toEqual(['RestoreSession x', 'PostgresOpsRequest 2026-11-24T07:30:00Z']);
    expect(meddling(back, worldOf({ sessions: [late], requests: [] }))).toEqual([]);
  });
  test('whatever writes, in words', () => {
    const seen = { sessions: [session({ name: 'x', phase: 'Running' })], requests: [request({ database: 'orders-b' }), request({ name: 'other' }), request({ name: 'done', database: 'orders-b', phase: 'Successful' })] };
    expect(writersOf('orders-b', worldOf(seen), true)).toEqual(['RestoreSession x (Running)', 'PostgresOpsRequest orders-b (Progressing)']);
    expect(writersOf('orders-b', worldOf({ ...seen, requests: undefined }), false)).toEqual(['RestoreSession x (Running)']);
    expect([writersOf('orders-b', worldOf({ ...seen, requests: undefined }), true), writersOf('orders-b', worldOf({ ...seen, sessions: undefined }), false), writersOf('orders-b', worldOf(seen), true, ['x'])]).toEqual([undefined, undefined, ['PostgresOpsRequest orders-b (Progressing)']]);
  });
});

describe('a restore by a session', () => {
  const wants = { target: databaseOf({ initialised: false, phase: 'DataRestoring' }) };

  test('its session is said to be at work', () => {
    expect(judge(held(), {}, { ...wants, sessions: [session({ phase: 'Running' })] })).toEqual({ kind: 'act', acts: [], change: { session: 'orders-b' }, say: expect.stringContaining('at work already') });
    expect(judge(held({ session: 'orders-b' }), {}, { ...wants, sessions: [session({ phase: 'Running' })] })).toEqual({ kind: 'wait', what: 'RestoreSession orders-b to finish; it is Running' });
  });
  test('one that came to nothing and does not go is awaited, then removed once more', () => {
    const void1 = { ...wants, sessions: [session({ phase: 'Invalid' })] };
    const removed = { tried: ['orders-b'], made: ['remove session orders-b'], retryAt: NOW + 1 };
    expect(judge(held(), removed, void1)).toEqual({ kind: 'wait', what: 'RestoreSession orders-b to go', until: NOW + 1 });
    const again = { kind: 'act', acts: [{ verb: 'remove', name: 'orders-b' }], remember: { tried: ['orders-b'], retryAt: NOW + 10_000 } };
    for (const less of [{ retryAt: NOW }, { tried: [] }, { made: [] }, { retryAt: undefined }]) {
      expect(judge(held(), { ...removed, ...less }, void1)).toMatchObject(again);
    }
    expect(judge(held(), { tried: ['orders-b', 'orders-b-2', 'orders-b-3'], made: ['remove session orders-b-3'], retryAt: NOW + 1 }, { ...wants, sessions: [session({ name: 'orders-b-3', phase: 'Invalid' })] })).toMatchObject({ kind: 'wait' });
    expect(judge(held(), {}, { ...wants, sessions: [session({ name: 'orders-b-3', phase: 'Invalid' })] })).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringContaining('It came to nothing') } });
  });
  test('one that was made and tried is not missed', () => {
    expect(judge(held({ session: 'orders-b' }), { made: ['session orders-b'], tried: ['orders-b'] }, { ...wants, sessions: [] })).toMatchObject({ acts: [{ name: 'orders-b-2' }] });
    expect(judge(held({ session: 'orders-b-2' }), { made: ['session orders-b', 'session orders-b-2'], tried: ['orders-b'] }, { ...wants, sessions: [] })).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringContaining('orders-b-2 was deleted') } });
  });
  test('one that succeeded counts for nothing once a later one is there, or said to come', () => {
    const [succeeded, later] = [session(), session({ name: 'orders-b-2', phase: 'Running', created: '2026-11-24T07:40:00Z' })];
    expect(judge(held(), {}, { ...wants, sessions: [succeeded, later] })).toMatchObject({ change: { session: 'orders-b-2' } });
    expect(judge(held({ session: 'orders-b-2' }), {}, { ...wants, sessions: [succeeded] })).toMatchObject({ acts: [{ verb: 'create', name: 'orders-b-2' }] });
  });
  test('of two that are over the later one counts: by its age, of one second by its name', () => {
    const at = (name: string, phase: string, minute: number) => session({ name, phase, created: `2026-11-24T07:${minute}:00Z` });
    const told = (first: SessionView, second: SessionView) => (judge(held(), {}, { ...wants, sessions: [first, second] }) as any).verdict?.reason;
    expect(told(at('orders-b', 'Succeeded', 30), at('orders-b-2', 'Failed', 31))).toMatch(/orders-b-2 is Failed/);
    expect(told(at('orders-b', 'Succeeded', 31), at('orders-b-2', 'Failed', 30))).toBeUndefined();
    expect(told(at('orders-b', 'Failed', 31), at('orders-b-2', 'Succeeded', 30))).toMatch(/orders-b is Failed/);
    expect(told(at('orders-b', 'Succeeded', 30), at('orders-b-2', 'Failed', 30))).toMatch(/orders-b-2 is Failed/);
    expect(told(at('orders-b', 'Failed', 30), at('orders-b-2', 'Succeeded', 30))).toBeUndefined();
    // Alone it is not later than itself, written down or not.
    for (const known of ['', 'orders-b']) expect(judge(held({ session: known }), {}, { ...wants, sessions: [session({ phase: 'Failed' })] })).toMatchObject({ kind: 'fail' });
  });
  test('one that is refused is named', () => {
    const refused = { 'session orders-b': 'quota' };
    expect(judge(held(), { refused }, wants)).toMatchObject({ kind: 'fail', verdict: { reason: 'RestoreSession orders-b was refused: quota' } });
  });
  test('an OpsRequest of its name is none of its business', () => {
    const over = intent({ process: 'overwrite', target: 'orders', previous: 'orders' });
    const alike = request({ phase: 'Pending', kept: 'pv-1', restores: false });
    const known = { done: { first: 'u1' }, incarnation: 'orders', target: 'orders' };
    expect((judge(held(known), {}, { sessions: [session({ target: 'orders' })], requests: [alike] }, over) as any).change).not.toHaveProperty('kept');
    const verdict = { reason: 'why', exit: Exit.FAILED };
    expect(judge(held(known), { verdict }, { requests: [{ ...alike, restores: true }] }, over)).toMatchObject({ ends: { exit: Exit.FAILED } });
  });
  test('by the operator: a database that is not there yet is awaited', () => {
    expect(judge(held(), {}, { target: null }, intent({ process: 'archiver' }))).toEqual({ kind: 'wait', what: 'postgreses.v1.kubedb.com orders-b to exist' });
  });
  test('what an earlier restore left is removed, and the run goes on without that', () => {
    const left = held({ session: 'orders-a' });
    expect(judge(left, {}, wants)).toMatchObject({ acts: [{ name: 'orders-a', optional: true }] });
    expect(judge(left, { made: ['remove session orders-a'] }, wants)).toMatchObject({ acts: [{ verb: 'create', name: 'orders-b' }] });
  });
  test('that makes its database itself waits for neither', () => {
    const makes = intent({ waitFor: 'nothing' });
    expect(judge(held(), {}, { target: null, endpoints: () => undefined, binding: undefined }, makes)).toMatchObject({ acts: [{ verb: 'create', name: 'orders-b' }], change: { session: 'orders-b', contents: { 'orders-b': 'b' } } });
    expect(judge(held(), {}, { target: null, sessions: [session()] }, makes)).toEqual({ kind: 'wait', what: 'postgreses.v1.kubedb.com orders-b to exist' });
    expect(judge(held(), {}, { target: null, sessions: [session({ phase: 'Running' })] }, makes)).toMatchObject({ change: { session: 'orders-b' } });
    expect(judge(held(), {}, { target: null, sessions: [session({ name: 'x', phase: 'Running' })] }, makes)).toMatchObject({ kind: 'wait', what: expect.stringContaining('RestoreSession x (Running)') });
  });
  test('of a database that is to be Ready', () => {
    const ready = intent({ waitFor: 'ready' });
    expect(judge(held(), {}, { target: databaseOf(), endpoints: () => undefined, binding: undefined }, ready)).toMatchObject({ acts: [{ verb: 'create' }] });
    expect(judge(held(), {}, { target: databaseOf({ phase: 'Provisioning' }) }, ready)).toEqual({ kind: 'wait', what: expect.stringContaining('it is Provisioning') });
    const spoiled = databaseOf({ phase: 'NotReady', conditions: { DataRestored: 'False' } });
    expect(judge(held(), {}, { target: spoiled }, ready)).toMatchObject({ acts: [{ verb: 'create' }] });
    expect(judge(held(), {}, { target: spoiled, binding: false }, ready)).toMatchObject({ kind: 'wait', what: 'AppBinding orders-b to exist' });
    for (const endpoints of [() => [], () => undefined]) expect(judge(held(), {}, { target: spoiled, endpoints }, ready)).toMatchObject({ kind: 'wait', what: expect.stringContaining('orders-b-maintenance') });
  });
  test('over a database takes a safety backup first, once', () => {
    const over = intent({ process: 'overwrite', target: 'orders', previous: 'orders', takesSafety: true });
    const known = { done: { first: 'u1' } };
    expect(judge(held(known), {}, { safety: undefined }, over)).toEqual({ kind: 'wait', what: 'the safety backup to be read' });
    expect(judge(held(known), {}, {}, over)).toMatchObject({ acts: [{ verb: 'create', type: KIND.backupSession, name: 'orders-safety-11' }] });
    expect(judge(held(known), {}, { safety: { phase: 'Succeeded', fault: '', isGoing: false } }, over)).toMatchObject({ acts: [{ type: KIND.restoreSession }] });
    expect(judge(held({ ...known, contents: { orders: 'b' } }), {}, {}, over)).toMatchObject({ acts: [{ type: KIND.restoreSession }] });
    expect(judge(held({ ...known, contents: { orders: 'a' } }), {}, {}, over)).toMatchObject({ acts: [{ type: KIND.backupSession }] });
    const moment = { intent: over, memory: memoryOf({ refused: { 'backup orders-safety-11': 'no' } }), world: worldOf({}), now: NOW };
    expect(safetyBackup(moment)).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringMatching(/refused: no\. Nothing was overwritten/) } });
  });
  test('whatever is begun to be checked is not changed under the eyes of the checks', () => {
    const begun = { opened: ['restore'] };
    const replaced = { kind: 'fail', verdict: { exit: Exit.REPLACED } };
    expect(judge(held({ nextUid: 'u1' }), begun, { sessions: [session({ phase: 'Running' })] })).toMatchObject(replaced);
    expect(judge(held({ nextUid: 'u0' }), begun, { sessions: [session()] })).toMatchObject(replaced);
    const other = session({ name: 'orders-b-2', target: 'z' });
    expect(judge(held({ nextUid: 'u1' }), begun, { sessions: [session(), other] })).toMatchObject({ change: { state: 'checking:c0' }, remember: { checked: ['orders-b'] } });
  });
  test('fails where somebody else\'s database stands', () => {
    expect(judge(held(), {}, { target: databaseOf() })).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringContaining('was in use before') } });
    expect(judge(held(), {}, { target: databaseOf({ created: '2020-01-01T00:00:00Z' }) }, intent({ waitFor: 'ready' }))).toMatchObject({ kind: 'fail' });
    expect(judge(held(), {}, { job: undefined, target: databaseOf({ created: '2020-01-01T00:00:00Z' }) }, intent({ waitFor: 'ready' }))).toMatchObject({ acts: [{ verb: 'create' }] });
  });
});

describe('a restore in place', () => {
  const over = intent({ process: 'in-place', target: 'orders', previous: 'orders' });
  const safe = intent({ process: 'in-place', target: 'orders', previous: 'orders', takesSafety: true });
  const known = held({ done: { first: 'u1' }, incarnation: 'orders', target: 'orders' });
  const ask = (w: Partial<World> = {}, m: Partial<Memory> = {}, r = known, i = over) => judge(r, m, w, i);
  const create = { verb: 'create', type: REQUESTS, name: 'orders-b' };

  test('knows what is there first', () => {
    expect(ask({ requests: undefined })).toEqual({ kind: 'wait', what: 'OpsRequests to be listed' });
    expect(ask({ target: unused })).toEqual({ kind: 'wait', what: 'orders to have data' });
    expect(ask({ sessions: [session({ name: 'x', target: 'orders', phase: 'Running' })] })).toEqual({ kind: 'wait', what: 'RestoreSession x (Running) to finish or be deleted' });
    expect(ask({ requests: [request({ name: 'y' })] })).toEqual({ kind: 'wait', what: 'PostgresOpsRequest y (Progressing) to finish or be deleted' });
  });
  test('waits for its own, or makes it', () => {
    expect(ask()).toMatchObject({ acts: [create] });
    expect(ask({ requests: [request({ phase: 'Pending' })] })).toEqual({ kind: 'wait', what: 'PostgresOpsRequest orders-b to finish; it is Pending' });
    expect(ask({}, { made: ['request orders-b'] })).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringContaining('orders-b was deleted before') } });
    const failed = (hasBegun: boolean) => (ask({ requests: [request({ phase: 'Failed', fault: 'it is Failed', hasBegun })] }) as any).verdict.reason;
    expect(failed(true)).toContain('The data may be incomplete.');
    expect(failed(false)).not.toContain('incomplete');
  });
  test('one that goes, or is of another life, goes first', () => {
    const former = request({ phase: 'Successful', created: '2026-11-24T06:59:59Z' });
    expect(ask({ requests: [request({ isGoing: true })] })).toEqual({ kind: 'wait', what: 'PostgresOpsRequest orders-b to go' });
    expect(ask({ requests: [former] })).toMatchObject({ acts: [{ key: `remove request orders-b ${former.created}`, verb: 'remove', fine: ['absent', 'unknown-kind'] }] });
    const removed = { made: [`remove request orders-b ${former.created}`] };
    expect(ask({ requests: [former] }, removed)).toMatchObject({ kind: 'wait', what: expect.stringContaining('to go') });
    // It was made once more, for a database that is gone by now too.
    expect(ask({ requests: [{ ...former, created: '2026-11-24T06:59:58Z' }] }, removed)).toMatchObject({ acts: [{ verb: 'remove' }] });
    expect(ask({ requests: [{ ...former, created: databaseOf().created }] })).toMatchObject({ change: { state: 'checking:c0' } });
  });
  test('a safety backup of a database that is Ready', () => {
    expect(ask({}, {}, known, safe)).toMatchObject({ acts: [{ type: KIND.backupSession }] });
    expect(ask({ target: databaseOf({ phase: 'NotReady' }) }, {}, known, safe)).toEqual({ kind: 'wait', what: 'orders to be Ready' });
    expect(ask({ safety: { phase: 'Succeeded', fault: '', isGoing: false } }, {}, known, safe)).toMatchObject({ acts: [create] });
    expect(ask({ target: databaseOf({ phase: 'NotReady' }) }, {}, { ...known, contents: { orders: 'b' } }, safe)).toMatchObject({ acts: [create] });
    expect(ask({ target: databaseOf({ phase: 'NotReady' }) })).toMatchObject({ acts: [create] });
  });
  test('suspends no archiving where there is none', () => {
    const bare = { ...over, request: { ...over.request!, archiving: undefined } };
    expect((ask({}, {}, known, bare) as any).change).toEqual({ request: { type: REQUESTS, name: 'orders-b' }, contents: { orders: 'b' } });
  });

  const before = { restore: 'a', state: 'serving' as const, holder: '' };
  const untaken = (w: Partial<World> = {}, change: RecordChange = {}, m: Partial<Memory> = {}) => ask(w, { epoch: undefined, ...m }, held({ ...before, done: { first: 'u1' }, ...change }));
  test('halts nothing before it knows that its OpsRequest can be made', () => {
    expect(untaken({ requests: undefined })).toEqual({ kind: 'wait', what: 'OpsRequests to be listed' });
    expect(untaken()).toMatchObject({ unfenced: true, acts: [{ verb: 'rehearse' }] });
    expect(untaken({ requests: [request()] })).toMatchObject({ change: { state: 'halting' } });
    for (const other of [{ restore: 'x' }, { database: 'x' }]) expect(untaken({ requests: [request(other)] })).toMatchObject({ change: { reason: expect.stringContaining('is not of restore b') }, ends: { exit: Exit.FAILED } });
    expect(untaken({}, { contents: { orders: 'b' } })).toMatchObject({ change: { state: 'halting' } });
    expect(untaken({}, {}, { made: ['rehearse request'] })).toMatchObject({ change: { state: 'halting' } });
  });
});

describe('what a run looks at', () => {
  const of = (i: RunIntent, w: Partial<World> = {}) => interestsOf(i, 'orders-b')(worldOf({ storage: () => null, ...w }));
  const at = (i: RunIntent, key: string, w: Partial<World> = {}) => of(i, w).find(x => x.key === key);

  test('slices of its Services, and of the one for maintenance where a session needs it', () => {
    expect(at(intent(), 'slices')?.labels).toBe('kubernetes.io/service-name in (orders-client,orders-b-maintenance)');
    expect(at(intent({ process: 'archiver' }), 'slices')?.labels).toBe('kubernetes.io/service-name in (orders-client)');
  });
  test('OpsRequests from the beginning where the target is written over, else once the record knows of one', () => {
    const known = { record: record({ request: { type: REQUESTS, name: 'orders-a' } }) };
    const asks = (i: RunIntent) => [{}, known].map(w => of(i, w).filter(x => x.key === 'requests').length);
    expect([asks(intent()), asks(intent({ process: 'open' })), asks(intent({ process: 'overwrite' })), asks(intent({ process: 'in-place' })), asks({ ...intent(), opsRequests: undefined })])
      .toEqual([[0, 1], [0, 1], [1, 1], [1, 1], [0, 0]]);
  });
  test('what is read once', () => {
    expect([at(intent(), 'job'), at({ ...intent(), volumes: { paths: [], labels: { a: 'b', c: 'd' } } }, 'volumes')]).toMatchObject([{ once: true, name: 'orders-b' }, { once: true, labels: 'a=b,c=d' }]);
  });
  test('what the guard asks, once the data is back', () => {
    const guarded = { ...intent({ process: 'open', target: 'orders', isGuarded: true }), guard: { storages: [{ name: 'x', namespace: 'n' }, { name: 'y', namespace: 'n' }], repositories: [], seconds: 1 } };
    const keys = (i: RunIntent, w: Partial<World> = {}) => of(i, w).map(x => x.key).filter(k => k.startsWith('storage') || k === 'snapshots');
    expect(keys(guarded)).toEqual(['storage n/x', 'storage n/y']);
    expect(keys(guarded, { storage: (_, name) => ({ phase: name === 'x' ? 'Ready' : 'NotReady', synced: [] }) })).toEqual(['storage n/x', 'storage n/y']);
    expect(keys(guarded, { storage: () => ({ phase: 'Ready', synced: [] }) })).toEqual(['storage n/x', 'storage n/y', 'snapshots']);
    expect([keys(intent({ process: 'open' }), { storage: () => ({ phase: 'Ready', synced: [] }) }), keys({ ...guarded, process: 'session' }), keys(guarded, { record: null })]).toEqual([[], [], ['storage n/x', 'storage n/y']]);
  });
  test('the archive, where this run may take it up again', () => {
    const archiving = { stage: 'resumed', incarnation: 'orders', repository: 'full', configuration: 'c', session: 's', backup: 'x', until: '-' } as const;
    const serving = { record: record({ state: 'serving', incarnation: 'orders', archiving }) };
    const inPlace = intent({ process: 'in-place' });
    expect([at(inPlace, 'logs', serving), at(inPlace, 'archive', serving)]).toMatchObject([{ labels: 'kubestash.com/repo-name=full' }, { name: 'x' }]);
    for (const [i, w] of [[intent(), serving], [inPlace, { record: record({ state: 'halted', incarnation: 'orders', archiving }) }], [inPlace, { record: record({ state: 'serving', incarnation: 'x', archiving }) }], [inPlace, { record: null }]] as const) expect(at(i, 'logs', w)).toBeUndefined();
  });
});
