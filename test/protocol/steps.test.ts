import { NAMESPACE, RestoreOrder, routesTo } from './model/settings';
import { databaseOf, heldOf, intentsOf, memoryOf, NOW, recordOf as record, sessionOf as session, worldOf } from './moments';
import { Decision, Exit, Memory } from '../../src/protocol/decision';
import { GATE, gateAfter, gateAfterDisconnect, gateBefore, gatesOf, openGates } from '../../src/protocol/gates';
import { guard } from '../../src/protocol/guard';
import { RunIntent } from '../../src/protocol/intent';
import { interestsOf } from '../../src/protocol/interests';
import { endIsolation, plannedIsolation } from '../../src/protocol/isolation';
import { KIND } from '../../src/protocol/kinds';
import { previousAfter, standing } from '../../src/protocol/lineage';
import { LABEL } from '../../src/protocol/names';
import { DatabaseRecord, RecordChange } from '../../src/protocol/record';
import { mergeRoutes, readRoutes, sameLabels } from '../../src/protocol/routes';
import { judgeRun } from '../../src/protocol/run';
import { outgrown, readiness, requestedSizes } from '../../src/protocol/target';
import { SessionView } from '../../src/protocol/views';
import { World } from '../../src/protocol/world';

// The steps of the run of restore `b`, which takes `orders-b` into use after `orders-a`.

const intent = intentsOf({ checks: 2, disconnect: true, isolates: true, takesSafety: true });
const held = (change: RecordChange = {}): DatabaseRecord => heldOf({ incarnation: 'orders-a', target: 'orders-b', ...change });
const selects = (incarnation: string, halted = true) => ({ version: '1', selector: { [LABEL.incarnation]: incarnation, ...(halted ? { [LABEL.halted]: 'true' } : {}) }, epoch: '3' });
const judge = (r: DatabaseRecord, m: Partial<Memory> = {}, w: Partial<World> = {}, i = intent(), now = NOW): Decision =>
  judgeRun({ intent: i, memory: memoryOf(m), world: worldOf({ service: () => selects('orders-a'), endpoints: () => [], ...w, record: r }), now });

describe('halting, step by step', () => {
  const halting = held({ state: 'halting' });
  const drained = { emptySince: NOW - 250, made: ['isolate orders-b-isolation'] };

  test.each<[string, Partial<Memory>, Partial<World>, object]>([
    ['the Services first', {}, { service: () => selects('orders-a', false) }, { acts: [{ verb: 'patch', body: { spec: { selector: { [LABEL.halted]: 'true', [LABEL.incarnation]: 'orders-a' } } } }] }],
    ['a Service that is not there is awaited', {}, { service: () => null }, { kind: 'wait', what: 'the client Service orders-client to exist' }],
    ['and one that was not read', {}, { service: () => undefined }, { kind: 'wait', what: 'the client Services to be read' }],
    ['EndpointSlices that were not read', {}, { endpoints: () => undefined }, { kind: 'wait', what: 'the EndpointSlices to be read' }],
    ['addresses that are left are named', {}, { endpoints: () => ['10.0.0.1'] }, { kind: 'wait', what: expect.stringContaining('1 endpoints are left: orders-client:10.0.0.1') }],
    ['drained for a quarter of a second', { emptySince: NOW - 249 }, {}, { kind: 'wait', until: NOW + 1 }],
    ['then the isolation', { emptySince: NOW - 250 }, {}, { acts: [{ verb: 'create', type: KIND.policy, name: 'orders-b-isolation' }] }],
    ['without which nothing goes on', { emptySince: NOW - 250, refused: { 'isolate orders-b-isolation': 'no' } }, {}, { kind: 'fail', verdict: { reason: expect.stringContaining('was refused: no') } }],
    ['then sessions are ended', drained, {}, { change: { state: 'disconnecting' } }],
  ])('%s', (_, m, w, answer) => expect(judge(halting, m, w)).toMatchObject(answer));

  test('where nobody has sessions the data comes next', () => {
    expect(judge(halting, drained, {}, intent({ disconnect: false }))).toMatchObject({ change: { state: 'restoring', reason: expect.stringContaining('RestoreSession orders-b') }, notice: { reason: 'Restoring' } });
    expect(judge(halting, drained, {}, intent({ disconnect: false, process: 'archiver' }))).toMatchObject({ change: { reason: expect.stringContaining('from its archive') } });
    const first = judge(halting, { emptySince: 1 }, {}, intent({ disconnect: false, process: 'open', isolates: false }));
    expect(first).toMatchObject({ change: { reason: expect.stringContaining('first opening') } });
    expect(first).not.toHaveProperty('notice');
  });

  test('the next gate says that sessions are ended', () => {
    const state = held({ state: 'disconnecting' });
    expect(judge(state, { asked: [GATE.halt] })).toMatchObject({ kind: 'wait' });
    expect(judge(state, { asked: [GATE.restore] })).toMatchObject({ change: { state: 'restoring' } });
    expect(judge(state, { asked: [GATE.resume] }, {}, intent({ checks: 0 }))).toMatchObject({ change: { state: 'restoring' } });
    expect(judge(state, { stateSince: NOW - 360_000 })).toMatchObject({ kind: 'fail', verdict: { stuck: true } });
    expect(judge(state, { stateSince: NOW - 359_999 })).toMatchObject({ kind: 'wait', until: NOW + 1 });
  });
});

describe('gates', () => {
  test('in their order', () => {
    expect(gatesOf(intent())).toEqual(['halt', 'restore', 'before-c1', 'resume']);
    expect(gatesOf(intent({ checks: 0, disconnect: false }))).toEqual(['resume']);
    expect([gateBefore(intent(), 'c0'), gateBefore(intent(), 'c1'), gateAfter(intent(), 'c0'), gateAfter(intent(), 'c1')]).toEqual(['restore', 'before-c1', 'before-c1', 'resume']);
    expect(gateBefore(intent({ checks: 0 }), 'c0')).toBe('before-c0');
    expect([gateAfterDisconnect(intent()), gateAfterDisconnect(intent({ checks: 0 }))]).toEqual(['restore', 'resume']);
  });
  test.each([
    ['halting', []], ['disconnecting', ['halt']], ['restoring', ['halt']], ['checking:c0', ['halt', 'restore']], ['checking:c1', ['halt', 'restore', 'before-c1']], ['resuming', ['halt', 'restore', 'before-c1']],
  ] as const)('open while %s: %j', (state, open) => expect(openGates(intent(), state)).toEqual(open));
});

describe('isolation', () => {
  const own = { policy: 'orders-b-isolation', incarnation: 'orders-a', stays: true };
  test('is planned once', () => {
    expect(plannedIsolation(intent(), held())).toEqual([own]);
    expect(plannedIsolation(intent(), held({ isolation: [own] }))).toEqual([own]);
    expect(plannedIsolation(intent({ isolates: false }), held())).toEqual([]);
  });
  test('ends with the opening, but for that of an incarnation that is left', () => {
    const all = [{ policy: 'p', incarnation: 'orders-b', stays: true }, { policy: 'q', incarnation: 'orders-a', stays: false }, { policy: 'r', incarnation: 'orders-a', stays: true }];
    const ending = (made: string[]) => endIsolation(held({ isolation: all }), 'orders-b', memoryOf({ made }));
    expect(ending([]).acts.map(a => a.name)).toEqual(['p', 'q']);
    expect(ending([]).left.map(i => i.policy)).toEqual(['p', 'q', 'r']);
    expect(ending(['release p']).acts.map(a => a.name)).toEqual(['q']);
    expect(ending(['release p', 'release q']).left.map(i => i.policy)).toEqual(['r']);
  });
});

describe('by a session', () => {
  const restoring = held({ state: 'restoring' });
  const reachable = { target: databaseOf({ phase: 'DataRestoring', initialised: false }), endpoints: () => ['10.0.0.1'] };
  const going = (sessions: SessionView[], r = restoring, m: Partial<Memory> = {}) => judge(r, m, { ...reachable, sessions });

  test('what it needs comes first', () => {
    expect(judge(restoring, {}, { ...reachable, binding: false })).toMatchObject({ kind: 'wait', what: expect.stringContaining('AppBinding') });
    expect(judge(restoring, {}, { ...reachable, endpoints: () => [] })).toMatchObject({ kind: 'wait', what: expect.stringContaining('maintenance') });
    expect(judge(restoring, {}, { ...reachable, sessions: undefined })).toMatchObject({ kind: 'wait' });
    expect(judge(restoring, {}, { ...reachable, target: null })).toMatchObject({ kind: 'wait', what: expect.stringContaining('to exist') });
    expect(going([])).toMatchObject({ change: { session: 'orders-b', contents: { 'orders-b': 'b' } }, acts: [{ verb: 'create', name: 'orders-b' }] });
  });
  test('what an earlier restore left behind goes; that of others is awaited', () => {
    expect(going([], held({ state: 'restoring', session: 'orders-a' }))).toMatchObject({ acts: [{ verb: 'remove', name: 'orders-a' }] });
    expect(going([session({ name: 'by-hand', phase: 'Running' })])).toMatchObject({ kind: 'wait', what: expect.stringContaining('by-hand (Running)') });
  });
  test('one of its own is waited for, and written down', () => {
    const running = session({ phase: 'Running', progress: 'dump 30' });
    expect(going([running])).toMatchObject({ change: { session: 'orders-b' } });
    expect(going([running], held({ state: 'restoring', session: 'orders-b' }))).toMatchObject({ kind: 'wait', what: expect.stringContaining('Running, dump 30') });
  });
  test('one that failed ends it, one that came to nothing is made again', () => {
    expect(going([session({ phase: 'Failed', fault: 'disk full' })])).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringContaining('disk full') } });
    const nothing = going([session({ phase: 'Failed', hasRun: false })]);
    expect(nothing).toMatchObject({ acts: [{ verb: 'remove', name: 'orders-b' }], remember: { tried: ['orders-b'], retryAt: NOW + 10_000 } });
    const tried = { tried: ['orders-b'], retryAt: NOW + 10_000 };
    expect(going([], restoring, tried)).toMatchObject({ kind: 'wait', until: NOW + 10_000 });
    expect(going([], restoring, { ...tried, retryAt: NOW })).toMatchObject({ acts: [{ verb: 'create', name: 'orders-b-2' }] });
    expect(going([session({ name: 'orders-b-2', phase: 'Invalid', hasRun: false })], restoring, { tried: ['orders-b'] })).toMatchObject({ remember: { tried: ['orders-b', 'orders-b-2'], retryAt: NOW + 30_000 } });
    expect(going([session({ name: 'orders-b-3', phase: 'Invalid', hasRun: false })], restoring, { tried: ['orders-b', 'orders-b-2'] })).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringContaining('Three sessions') } });
    expect(going([], restoring, { tried: ['orders-b', 'orders-b-2', 'orders-b-3'] })).toMatchObject({ kind: 'wait', what: expect.stringContaining('are used up') });
  });
  test('one that is deleted before its end is no success; one that is refused ends it', () => {
    expect(going([], held({ state: 'restoring', session: 'orders-b' }), { made: ['session orders-b'] })).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringContaining('was deleted') } });
    expect(going([], restoring, { made: ['session orders-b'] })).toMatchObject({ kind: 'wait', until: NOW + 1000 });
    expect(going([], restoring, { refused: { 'session orders-b': 'quota' } })).toMatchObject({ kind: 'fail' });
  });
});

describe('once the data is back', () => {
  const back = { sessions: [session()] };
  test('the checks go one after the other', () => {
    expect(judge(held({ state: 'restoring' }), {}, back)).toMatchObject({ change: { state: 'checking:c0', next: 'orders-b', nextUid: 'u1', session: '' } });
    expect(judge(held({ state: 'checking:c0' }), { asked: ['before-c1'] }, back)).toMatchObject({ change: { state: 'checking:c1' } });
    expect(judge(held({ state: 'checking:c1' }), {}, back)).toMatchObject({ kind: 'wait' });
  });
  test('without checks the record is told, and the last gate awaited', () => {
    const bare = intent({ checks: 0 });
    expect(judge(held({ state: 'restoring' }), {}, back, bare)).toMatchObject({ change: { state: 'restoring', next: 'orders-b', nextUid: 'u1' } });
    expect(judge(held({ state: 'restoring', next: 'orders-b', nextUid: 'u0' }), {}, back, bare)).toMatchObject({ change: { nextUid: 'u1' } });
    expect(judge(held({ state: 'restoring', next: 'orders-b', nextUid: 'u1' }), {}, back, bare)).toMatchObject({ kind: 'wait' });
    expect(judge(held({ state: 'restoring', next: 'orders-b', nextUid: 'u1' }), { asked: [GATE.resume] }, back, bare)).toMatchObject({ change: { state: 'resuming' } });
  });

  const checked = held({ state: 'checking:c1', next: 'orders-b', nextUid: 'u1' });
  const asked = { asked: [GATE.resume] };
  test.each<[string, Partial<World>, Partial<RestoreOrder>, object]>([
    ['it opens', back, {}, { change: { state: 'resuming', passed: 'b', next: 'orders-b', objection: null, done: { b: 'u1' }, contents: { 'orders-b': 'b' } } }],
    ['not what was made anew', { ...back, target: databaseOf({ uid: 'u2' }) }, {}, { kind: 'fail', verdict: { reason: expect.stringContaining('created anew') } }],
    ['not what is gone', { ...back, target: null }, {}, { kind: 'fail', verdict: { reason: expect.stringContaining('was deleted after') } }],
    ['not what is not Ready', { ...back, target: databaseOf({ phase: 'Critical' }) }, {}, { kind: 'wait', what: expect.stringContaining('it is Critical') }],
    ['not before sessions are known', { sessions: undefined }, {}, { kind: 'wait' }],
    ['unless a person wants to look first', back, { resume: 'manual' }, { change: { state: 'halted', holder: '', next: 'orders-b', passed: 'b', objection: null }, ends: { exit: Exit.DONE }, notice: { reason: 'WaitsForPerson' } }],
  ])('%s', (_, w, o, answer) => expect(judge(checked, asked, w, intent(o))).toMatchObject(answer));

  test('nor where no route leads to it', () => {
    expect(judge({ ...checked, routes: routesTo('orders-a') }, asked, back)).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringContaining('no route') } });
  });

  const done = { b: 'u1' };
  test('the Services lead to it, then it serves', () => {
    const resuming = held({ state: 'resuming', done });
    expect(judge(resuming, {}, back)).toMatchObject({ acts: [{ body: { spec: { selector: { [LABEL.incarnation]: 'orders-b', [LABEL.halted]: null } } } }] });
    expect(judge(resuming, {}, { ...back, sessions: [session({ name: 'x', phase: 'Running' })] })).toMatchObject({ kind: 'wait', what: expect.stringContaining('RestoreSession x') });
    expect(judge(resuming, {}, { ...back, service: () => null })).toMatchObject({ kind: 'wait', what: expect.stringContaining('to exist') });
    expect(judge(resuming, {}, { ...back, service: () => undefined })).toMatchObject({ kind: 'wait', what: expect.stringContaining('to be read') });
    expect(judge(resuming, {}, { ...back, target: undefined })).toMatchObject({ kind: 'wait' });
    expect(judge(resuming, {}, { ...back, service: () => selects('orders-b', false) })).toMatchObject({
      change: { state: 'serving', incarnation: 'orders-b', previous: 'orders-a', next: '', nextUid: '', target: '' }, notice: { reason: 'Serving', about: 'orders-b' },
    });
  });

  test('and what is left is put right, an address seen', () => {
    const serving = (more: RecordChange = {}) => held({ state: 'serving', incarnation: 'orders-b', done, ...more });
    const open = { service: () => selects('orders-b', false) };
    const paused = [{ type: KIND.backupConfiguration, name: 'orders-b-backup', incarnation: 'orders-b' }];
    expect(judge(serving(), {}, { service: () => selects('orders-b') })).toMatchObject({ acts: [{ type: KIND.service }] });
    expect(judge(serving(), {}, { service: () => null })).toMatchObject({ kind: 'wait' });
    expect(judge(serving({ isolation: [{ policy: 'p', incarnation: 'orders-b', stays: true }], paused }), {}, open)).toMatchObject({ acts: [{ name: 'p' }] });
    expect(judge(serving({ paused }), {}, open)).toMatchObject({ acts: [{ name: 'orders-b-backup', body: { spec: { paused: false } } }] });
    expect(judge(serving(), { stateSince: NOW }, open)).toMatchObject({ kind: 'wait', until: NOW + 60_000 });
    expect(judge(serving(), { stateSince: NOW - 60_000 }, open)).toMatchObject({ change: { holder: '' }, ends: { exit: Exit.DONE, say: expect.stringContaining('no address') } });
    expect(judge(serving(), { stateSince: NOW }, { ...open, endpoints: () => ['10.0.0.1'] })).toMatchObject({ ends: { say: expect.stringContaining('leads to 10.0.0.1') } });
    expect(judge(serving(), {}, open)).toMatchObject({ ends: { exit: Exit.DONE, say: 'restore b is done' } });
    expect(judge(held({ state: 'halted', incarnation: 'orders-b', done, paused }), {}, { service: () => selects('orders-b') })).toMatchObject({ change: { holder: '' }, ends: { exit: Exit.DONE } });
  });
});

describe('where a rollback leads after the opening', () => {
  test.each<[string, RecordChange, string]>([
    ['to what served', {}, 'orders-a'],
    ['not to what the corrected restore brought', { incarnation: 'orders-x', contents: { 'orders-x': 'x' } }, 'orders-a'],
    ['to what a predecessor brought', { incarnation: 'orders-y', contents: { 'orders-y': 'a' } }, 'orders-y'],
    ['to what this restore brought before', { incarnation: 'orders-y', contents: { 'orders-y': 'b' } }, 'orders-y'],
    ['where nothing served, to what did before that', { incarnation: '', previous: 'orders-y' }, 'orders-y'],
    ['not to itself', { incarnation: 'orders-b', previous: 'orders-b' }, ''],
    ['opened once more: to where it led', { incarnation: 'orders-b', previous: 'orders-y' }, 'orders-y'],
  ])('%s', (_, change, previous) => expect(previousAfter(intent(), held(change))).toBe(previous));
});

describe('who may have the record', () => {
  const job = { uid: 'j2', created: '2026-11-24T07:59:00Z' };
  const of = (change: RecordChange, target: any = databaseOf(), mark: any = job) => standing(intent(), mark, record(change), target);

  test.each<[string, RecordChange, object]>([
    ['a new one', {}, { kind: 'restore', supersedes: false }],
    ['a predecessor is followed', { restore: 'a', state: 'serving' }, { kind: 'restore', supersedes: true }],
    ['its own goes on', { restore: 'b', state: 'restoring' }, { kind: 'restore', supersedes: false }],
    ['a person decided', { restore: 'b', state: 'halted', by: 'person/kim' }, { kind: 'leave' }],
    ['done, and serving', { restore: 'b', state: 'serving', done: { b: 'u1' } }, { kind: 'finish' }],
    ['done, and halted', { restore: 'b', state: 'halted', done: { b: 'u1' } }, { kind: 'finish' }],
    ['done, its opening interrupted', { restore: 'b', state: 'resuming', by: 'orders-b', done: { b: 'u1' } }, { kind: 'finish' }],
    ['done, and a person is opening', { restore: 'b', state: 'resuming', by: 'person/kim', done: { b: 'u1' } }, { kind: 'leave' }],
    ['done for a database that is gone', { restore: 'b', state: 'serving', done: { b: 'u0' } }, { kind: 'restore', supersedes: false }],
    ['done, and come back to', { restore: 'b', state: 'restoring', done: { b: 'u1' } }, { kind: 'restore', supersedes: false }],
    ['corrected back, its data still there', { restore: 'c', state: 'serving', done: { b: 'u1' }, contents: { 'orders-b': 'b' } }, { kind: 'restore', supersedes: true }],
    ['corrected back, its data written over', { restore: 'c', state: 'serving', done: { b: 'u1' }, contents: { 'orders-b': 'c' } }, { kind: 'refuse', isNewest: true }],
    ['corrected back, its database made anew', { restore: 'c', state: 'serving', done: { b: 'u0' }, contents: { 'orders-b': 'c' } }, { kind: 'restore', supersedes: true }],
  ])('%s', (_, change, answer) => expect(of(change)).toMatchObject(answer));

  test('what is not known is awaited; a Job that is gone takes nothing from others', () => {
    expect(standing(intent(), job, record({ restore: 'c', done: { b: 'u1' } }), undefined)).toMatchObject({ kind: 'wait' });
    expect(standing(intent(), job, record({ restore: 'b', done: { b: 'u1' } }), undefined)).toMatchObject({ kind: 'wait' });
    expect(of({ restore: 'c' }, databaseOf(), null)).toMatchObject({ kind: 'refuse' });
    expect(standing(intent(), null, null, null)).toEqual({ kind: 'restore', supersedes: false });
  });
});

describe('the guard asks', () => {
  const guarded = intent({ process: 'open', target: 'orders', isGuarded: true });
  const repositories = { ...guarded, guard: { ...guarded.guard!, repositories: ['full'] } };
  const old = { name: 'old', database: { kind: 'Postgres', namespace: NAMESPACE, name: 'orders' }, phase: 'Succeeded', time: '2026-11-01T00:00:00Z' };
  const ask = (w: Partial<World>, waited = 0, r = record(), i = guarded) => guard(i, databaseOf(), r, worldOf(w), waited);

  test('until all is known, or its patience is over', () => {
    expect(ask({ storage: () => null })).toMatchObject({ kind: 'wait', what: 'BackupStorage backup/bucket to be Ready' });
    expect(ask({ storage: () => ({ phase: 'NotReady', synced: [] }) }, 119_999)).toMatchObject({ kind: 'wait' });
    expect(ask({ storage: () => null }, 120_000)).toMatchObject({ kind: 'object', why: expect.stringContaining('for 120 s it was waited for BackupStorage') });
    expect(ask({ snapshots: undefined })).toMatchObject({ kind: 'wait', what: 'the Snapshots to be listed' });
    expect(ask({}, 0, record(), repositories)).toMatchObject({ kind: 'wait', what: 'Repository full to be synced by its BackupStorage' });
    expect(ask({ storage: () => ({ phase: 'Ready', synced: [`${NAMESPACE}/full`] }) }, 0, record(), repositories)).toEqual({ kind: 'open' });
    expect(ask({ storage: () => null }, 0, record(), intent())).toEqual({ kind: 'open' });
  });
  test('and says why nobody makes the Repository, where a webhook has attached no archiver', () => {
    const archiver = { type: { group: 'archiver.kubedb.com', version: 'v1alpha1', plural: 'mariadbarchivers' }, name: 'orders-archiver', attachedByWebhook: true };
    const archived = { ...repositories, backups: [archiver] };
    const why = /^Repository full to be synced by its BackupStorage, but orders has no spec\.archiver\.ref, since archiver orders-archiver was not there.*kubectl annotate \S+ -n \S+ orders \S+ --overwrite$/;
    expect(ask({}, 0, record(), archived)).toMatchObject({ kind: 'wait', what: expect.stringMatching(why) });
    const attached = databaseOf({ spec: { archiver: { ref: { name: 'orders-archiver' } } } });
    expect(guard(archived, attached, record(), worldOf({}), 0)).toMatchObject({ kind: 'wait', what: 'Repository full to be synced by its BackupStorage' });
    expect(guard({ ...archived, backups: [{ ...archiver, attachedByWebhook: undefined }] }, databaseOf(), record(), worldOf({}), 0)).toMatchObject({ what: 'Repository full to be synced by its BackupStorage' });
  });
  test('about Snapshots of this very database, and names the newest', () => {
    expect(ask({ snapshots: [{ ...old, name: 'older', time: '2026-10-01T00:00:00Z' }, old] })).toMatchObject({ kind: 'object', why: expect.stringContaining('2 in all, the newest is Snapshot old of 2026-11-01') });
    const { database } = old;
    for (const other of [{ kind: 'MySQL' }, { namespace: 'x' }, { name: 'x' }]) expect(ask({ snapshots: [{ ...old, database: { ...database, ...other } }] })).toEqual({ kind: 'open' });
    expect(ask({ snapshots: [{ ...old, time: databaseOf().created }] })).toEqual({ kind: 'open' });
  });
  test('not again where a restore writes over on purpose', () => {
    const objected = record({ objection: { uid: 'u1', restore: 'first', why: 'older backups' } });
    const over = { ...intent({ process: 'overwrite', target: 'orders', isGuarded: true }) };
    expect(ask({}, 0, objected, over)).toEqual({ kind: 'open' });
    expect(ask({}, 0, record({ objection: { uid: 'u1', restore: 'b', why: 'older backups' } }), over)).toMatchObject({ kind: 'object' });
    expect(ask({}, 0, objected, { ...over, process: 'session' })).toMatchObject({ kind: 'object' });
  });
});

describe('what is ready, and fits', () => {
  const of = (more: object, order: Partial<RestoreOrder> = {}) => readiness(intent(order), databaseOf(more));
  test.each<[object, Partial<RestoreOrder>, boolean]>([
    [{}, {}, true], [{ phase: '' }, {}, false], [{ conditions: { DataRestored: 'False' } }, {}, false], [{ conditions: { DataRestored: 'False' } }, { process: 'open' }, true],
    [{ conditions: { SuccessfullyDataRestored: 'Unknown' } }, { process: 'archiver' }, false], [{ conditions: { SuccessfullyDataRestored: 'True' } }, { process: 'archiver' }, true],
    [{ conditions: { SuccessfullyDataRestored: 'Unknown' } }, {}, true],
  ])('%j %j: %s', (more, order, isReady) => expect(of(more, order).isReady).toBe(isReady));
  test('an operator that cannot is believed at once', () => {
    expect(of({ conditions: { SuccessfullyDataRestored: 'False' }, messages: { SuccessfullyDataRestored: 'no such log' } }, { process: 'archiver' }).failure).toContain('no such log');
    expect(of({ conditions: { SuccessfullyDataRestored: 'False' } }, { process: 'in-place', target: 'orders-a' }).failure).toContain('does not say why');
    expect(of({ conditions: { SuccessfullyDataRestored: 'False' } }).failure).toBeUndefined();
  });
  test('the largest volume counts', () => {
    const sized = { ...intent(), volumes: { paths: [['storage']], labels: {} } };
    const target = databaseOf({ spec: { storage: { resources: { requests: { storage: '10Gi' } } } } });
    expect(requestedSizes(target.spec, [['storage'], ['other']])).toEqual(['10Gi', '']);
    expect([outgrown(sized, ['10Gi', '5Gi'], target), outgrown(sized, [], target), outgrown(sized, ['x'], target)]).toEqual([undefined, undefined, undefined]);
    expect(outgrown(sized, ['5Gi', '11Gi'], target)).toContain('have grown to 11Gi, but orders-b would get 10Gi');
  });
});

describe('what a run looks at', () => {
  const keys = (i: RunIntent, w: Partial<World> = {}) => interestsOf(i, 'orders-b')(worldOf({ storage: () => null, ...w })).map(x => x.key);
  const always = ['record', 'job', 'target', 'sessions', 'service orders-client', 'slices', 'backupconfigurations orders-b-backup'];
  test('as far as it has come', () => {
    expect(keys(intent())).toEqual([...always, 'binding']);
    expect(keys(intent({ waitFor: 'ready' }))).toEqual(always);
    expect(keys({ ...intent({ waitFor: 'ready' }), volumes: { paths: [], labels: { a: 'b' } } })).toContain('volumes');
    expect(keys(intent({ process: 'overwrite' }))).toEqual([...always, 'binding', 'safety', 'requests']);
    expect(keys(intent({ process: 'in-place' }))).toEqual([...always, 'safety', 'requests']);
    const guarded = intent({ isGuarded: true, waitFor: 'ready' });
    expect(keys(guarded)).toEqual(always);
    expect(keys(guarded, { record: record({ next: 'orders-b' }) })).toEqual([...always, 'storage backup/bucket']);
    expect(keys(guarded, { record: record({ next: 'orders-b' }), storage: () => ({ phase: 'Ready', synced: [] }) })).toEqual([...always, 'storage backup/bucket', 'snapshots']);
    const archiving = { stage: 'resumed', incarnation: 'orders', repository: 'full', configuration: 'c', session: 's', backup: 'x', until: '-' } as const;
    expect(keys(intent({ process: 'in-place' }), { record: record({ state: 'serving', incarnation: 'orders', archiving }) })).toEqual([...always, 'safety', 'requests', 'logs', 'archive']);
  });
  test('the list stays the same until then', () => {
    const of = interestsOf(intent({ isGuarded: true }), 'orders-b');
    expect(of(worldOf({}))).toBe(of(worldOf({})));
  });
});

test('routes are merged, and read with care', () => {
  const [a, b] = [...routesTo('orders-a'), ...routesTo('orders-b')];
  expect(mergeRoutes([a], [{ ...a, labels: { x: 'y' } }, b])).toEqual([a, b]);
  expect(readRoutes('svc orders a=b;svc orders a=b x;svc orders;svc orders cdk8s-kubestash/halted=true')).toHaveLength(1);
  expect([sameLabels({ a: 'b' }, { a: 'b' }), sameLabels({ a: 'b' }, { a: 'c' }), sameLabels({ a: 'b' }, {}), sameLabels({}, { a: 'b' })]).toEqual([true, false, false, false]);
});
