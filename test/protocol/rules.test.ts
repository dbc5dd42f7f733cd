import * as fc from 'fast-check';
import { NAMESPACE, POSTGRES, RECORD, REQUESTS, routesTo } from './model/settings';
import { databaseOf, heldOf as held, intentsOf, memoryOf, NOW, recordOf as record, requestOf, sessionOf as session, worldOf } from './moments';
import { Exit, Memory } from '../../src/protocol/decision';
import { GATE } from '../../src/protocol/gates';
import { guard } from '../../src/protocol/guard';
import { databaseType, KIND } from '../../src/protocol/kinds';
import { standing } from '../../src/protocol/lineage';
import { meddling, whyMeddled } from '../../src/protocol/meddling';
import { LABEL, NOTE } from '../../src/protocol/names';
import { goalOf, judgePerson } from '../../src/protocol/person';
import { DatabaseRecord, readRecord, RecordChange } from '../../src/protocol/record';
import { readRoutes, routesText } from '../../src/protocol/routes';
import { farewell, judgeRun, lastWord } from '../../src/protocol/run';
import { foreignness } from '../../src/protocol/target';
import { isName } from '../../src/protocol/text';
import { SessionView } from '../../src/protocol/views';
import { INTEREST, World } from '../../src/protocol/world';

const intent = intentsOf();
const world = (more: Partial<World> = {}): World =>
  worldOf({ service: () => ({ version: '1', selector: { [LABEL.incarnation]: 'orders-b', [LABEL.halted]: 'true' }, epoch: '3' }), ...more });
const judge = (r: DatabaseRecord, m: Partial<Memory> = {}, w: Partial<World> = {}, i = intent()) =>
  judgeRun({ intent: i, memory: memoryOf(m), world: world({ record: r, ...w }), now: NOW });

describe('nothing in a record is trusted', () => {
  const hostile = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(
    '--server=https://evil x a=b;--insecure-skip-tls-verify=true x a=b;svc orders app=x', '--all orders', '../../secrets x a=b', '\u001b]0;x\u0007 a b', '-n kube-system'));

  test('no annotation becomes a name that is none', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...Object.values(NOTE)), hostile), annotations => {
      const read = readRecord({ metadata: { name: RECORD, namespace: NAMESPACE, resourceVersion: '1', annotations }, spec: {} });
      const names = [
        ...read.routes.flatMap(r => [r.service, r.incarnation]), ...read.isolation.flatMap(i => [i.policy, i.incarnation]),
        ...read.paused.flatMap(p => [p.name, p.incarnation]),
      ];
      for (const name of names) expect(isName(name)).toBe(true);
      for (const name of [read.incarnation, read.next, read.previous, read.target, read.restore, read.restoreName, read.session, read.passed]) expect(name === '' || isName(name)).toBe(true);
      expect(JSON.stringify(read)).not.toMatch(/\\u00[01]|\u001b/);
    }));
  });

  test('words of a command line are no routes, and no policies', () => {
    expect(readRoutes('--server=https://evil x a=b;--insecure-skip-tls-verify=true x a=b;svc orders app=x')).toEqual([{ service: 'svc', incarnation: 'orders', labels: { app: 'x' } }]);
    expect(readRecord({ metadata: { name: RECORD, annotations: { [NOTE.isolation]: '--all orders' } } }).isolation).toEqual([]);
    expect(databaseType('secrets.v1')).toBeUndefined();
  });

  test('routes come back as they were written', () => {
    const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/);
    const labels = fc.dictionary(name, name, { minKeys: 1, maxKeys: 4 });
    fc.assert(fc.property(fc.array(fc.record({ service: name, incarnation: name, labels })), routes => {
      expect(JSON.parse(JSON.stringify(readRoutes(routesText(routes))))).toEqual(JSON.parse(JSON.stringify(routes)));
    }));
  });

  test('a record comes back as it was written', () => {
    const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/);
    const change = fc.record({
      state: fc.constantFrom('halting' as const, 'serving' as const, 'checking:x' as const),
      reason: fc.stringMatching(/^[a-z][a-z .]{0,30}[a-z]$/),
      restore: name,
      incarnation: name,
      next: name,
      previous: name,
      holder: name,
      epoch: fc.nat(),
      superseded: fc.uniqueArray(name),
      contents: fc.dictionary(name, name),
      isolation: fc.array(fc.record({ policy: name, incarnation: name, stays: fc.boolean() })),
      paused: fc.array(fc.record({ type: fc.constant(KIND.backupConfiguration), name, incarnation: name })),
      haltedAt: fc.record({ job: name, at: fc.constant(NOW) }),
      objection: fc.record({ uid: name, restore: name, why: fc.constant('there are older backups') }),
    });
    fc.assert(fc.property(change, written => {
      const { contents, ...rest } = written;
      const read = record(written);
      expect(read).toMatchObject(rest);
      expect({ ...read.contents }).toEqual({ ...contents });
    }));
  });
});

describe('a target proves that it is ours', () => {
  const used = databaseOf();
  const job = { uid: 'j2', created: '2026-11-24T07:59:00Z' };

  test('a database in use, without a session of this restore, is left alone', () => {
    expect(foreignness(intent(), used, [], null, job)).toContain('was in use before');
    expect(foreignness(intent(), used, [session({ created: '2026-11-01T00:00:00Z' })], null, job)).toContain('was in use before');
    expect(foreignness(intent(), used, [session()], null, job)).toBeUndefined();
    expect(foreignness(intent(), databaseOf({ initialised: false }), [], null, job)).toBeUndefined();
  });

  test('what another archive has made is left alone', () => {
    expect(foreignness(intent({ process: 'archiver' }), used, [], null, job)).toContain('spec.init.archiver');
  });

  test('an overwrite needs a database that a run has opened or restored to; what merely served may be imported', () => {
    const over = intent({ process: 'overwrite', target: 'orders' });
    expect(foreignness(over, used, [], null, job)).toBeDefined();
    expect(foreignness(over, used, [], record({ restore: 'a', incarnation: 'orders' }), job)).toBeDefined();
    expect(foreignness(over, used, [], record({ restore: 'a', done: { first: 'u1' } }), job)).toBeUndefined();
    expect(foreignness({ ...over, acceptUnrecorded: true }, used, [], null, job)).toBeUndefined();
  });
});

describe('the newer Job says what Git asks for', () => {
  const at = (seconds: number, uid = 'j2') => ({ uid, created: `2026-11-24T07:00:0${seconds}Z` });
  const other = record({ restore: 'c', state: 'restoring', job: at(5, 'j1') });

  test.each([[4, 'refuse'], [5, 'refuse'], [6, 'restore']])('made at second %i beside one of second 5: %s', (second, kind) => {
    expect(standing(intent(), at(second), other, databaseOf()).kind).toBe(kind);
  });

  test('who lost the record never gets it again', () => {
    expect(standing(intent(), at(6), record({ restore: 'c', job: at(5, 'j1'), superseded: ['j2'] }), databaseOf()).kind).toBe('refuse');
  });

  test('what was written over is not opened as if it were there; a restore that was given up for it is over', () => {
    const over = record({ restore: 'c', state: 'restoring', by: 'orders-c', reason: 'r', job: at(5, 'j1'), done: { b: 'u1' }, contents: { 'orders-b': 'c' } });
    expect(standing(intent(), at(6), over, databaseOf())).toMatchObject({ kind: 'refuse', isNewest: true });
    expect(judge(over, { epoch: undefined })).toMatchObject({ change: { state: 'failed', holder: '' }, ends: { exit: Exit.FAILED } });
  });

  test.each<[string, RecordChange, Partial<World>, string]>([
    ['finished', { done: { c: 'u1' } }, { requests: [] }, 'refuse'],
    ['half way', {}, { requests: [requestOf({ hasBegun: true })] }, 'refuse'],
    ['with OpsRequests that are not listed yet', {}, {}, 'wait'],
    ['with an OpsRequest that has not begun', {}, { requests: [requestOf()] }, 'restore'],
    ['of the database before this one', { done: { c: 'u0' } }, { requests: [] }, 'restore'],
    ['of another database', { done: { c: 'u1' }, contents: { other: 'c' } }, { requests: [] }, 'restore'],
  ])('a first deployment that was never opened is not gone back to after a restore in place: one %s', (_, change, seen, kind) => {
    const first = intent({ process: 'open', id: 'first', target: 'orders' });
    const after = record({ restore: 'c', state: 'resuming', job: at(5, 'j1'), contents: { orders: 'c' }, request: { type: REQUESTS, name: 'orders-c' }, ...change });
    expect(standing(first, at(6), after, databaseOf(), seen).kind).toBe(kind);
  });

  test('a first deployment asks for OpsRequests only where one is known of, and comes back to a database that is gone', () => {
    const first = intent({ process: 'open', id: 'first', target: 'orders' });
    const after = record({ restore: 'c', state: 'resuming', job: at(5, 'j1'), contents: { orders: 'c' }, done: { c: 'u1' } });
    expect(standing(first, at(6), after, databaseOf(), {}).kind).toBe('refuse');
    expect(standing(first, at(6), after, null, {})).toEqual({ kind: 'restore', supersedes: true });
  });

  test('an objection counts for the restore that it was made to, and is the guard\'s own where there is one', () => {
    const objected = (restore: string, uid = 'u1') => record({ objection: { uid, restore, why: 'x has written to it' } });
    const why = (r: DatabaseRecord, i = intent()) => whyMeddled({ intent: i, memory: memoryOf(), world: world(), now: NOW }, r, databaseOf());
    expect([why(objected('b')), why(objected('a')), why(objected('b', 'u0')), why(record()), why(objected('b'), intent({ isGuarded: true }))])
      .toEqual(['x has written to it', undefined, undefined, undefined, undefined]);
  });
});

describe('who decided stays who decided', () => {
  test('a refused run says why, and leaves the decision of a person to that person', () => {
    const decided = record({ restore: 'a', state: 'halted', by: 'person/kim', reason: 'Halted by hand.' });
    expect(judge(decided, { epoch: undefined })).toMatchObject({ kind: 'act', change: expect.not.objectContaining({ by: expect.anything() }), ends: { exit: Exit.FAILED } });
  });
});

describe('every end has its own exit', () => {
  test('a record that was let go by this very process ends as was said, though the answer was lost', () => {
    const parting = { exit: Exit.FAILED, say: 'because' };
    expect(judge(held({ state: 'failed', holder: '' }), { parting })).toEqual({ kind: 'end', ...parting });
  });

  test('an earlier pod leaves the word to the later one that has given it', () => {
    expect(judge(held({ state: 'failed', holder: '', epoch: 4 }))).toMatchObject({ kind: 'end', exit: Exit.REPLACED });
  });

  test('an out-of-date run fails', () => {
    expect(judge(held({ restore: 'c', by: 'orders-c', holder: 'orders-c/p1', epoch: 4 }))).toMatchObject({ kind: 'end', exit: Exit.FAILED });
  });

  test('the record says why before the Job of a container that hangs is ended', () => {
    const verdict = { reason: 'hangs', exit: Exit.FAILED, stuck: true };
    expect(judge(held({ state: 'checking:c0' }), { verdict })).toMatchObject({ change: { state: 'failed', reason: 'hangs' }, acts: [] });
    expect(judge(held({ state: 'failed', reason: 'hangs' }), { verdict })).toMatchObject({ acts: [{ key: 'end orders-b' }] });
    expect(judge(held({ state: 'failed', reason: 'hangs' }), { verdict, made: ['end orders-b'] })).toMatchObject({ change: { holder: '' }, ends: { exit: Exit.FAILED } });
    expect(farewell({ intent: intent(), memory: memoryOf({ verdict }) }, held({ state: 'checking:c0' })).change).toMatchObject({ state: 'failed', reason: 'hangs' });
  });

  test('a database that is open is not called failed', () => {
    expect(lastWord(held({ state: 'serving' }), memoryOf(), 'no answer')).toEqual({ holder: '' });
    expect(lastWord(held({ state: 'restoring' }), memoryOf(), 'no answer')).toMatchObject({ state: 'failed', reason: 'no answer' });
  });

  test('what the API server refuses for what it says is not asked for again', () => {
    const open = { service: () => ({ version: '1', selector: { x: 'y' }, epoch: '' }) };
    const asked = judge(held({ state: 'halting' }), {}, open);
    const key = asked.kind === 'act' ? asked.acts[0].key : '';
    expect(judge(held({ state: 'halting' }), { refused: { [key]: 'a policy forbids it' } }, open)).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringContaining('a policy forbids it') } });
  });
});

describe('every wait has a limit', () => {
  const late = { haltedAt: { job: 'j2', at: NOW - 3_600_000 } };
  const limited = intent({ deadline: 60 });

  test('a deadline ends a check that hangs, container and all', () => {
    expect(judge(held({ state: 'checking:c0', ...late }), { opened: [GATE.restore] }, {}, limited)).toMatchObject({ kind: 'fail', verdict: { exit: Exit.TIMED_OUT, stuck: true } });
  });

  test('a deadline holds where no check stands between the halt and the end', () => {
    const bare = intent({ deadline: 60, checks: 0 });
    expect(judge(held({ state: 'restoring', ...late }), { asked: [GATE.resume] }, { target: null }, bare)).toMatchObject({ kind: 'fail', verdict: { exit: Exit.TIMED_OUT } });
  });

  test('once all is checked it neither counts nor wakes anybody', () => {
    const guarded = intent({ deadline: 60, isGuarded: true });
    const decision = judge(held({ state: 'checking:c0', next: 'orders-b', nextUid: 'u1', ...late }), { asked: [GATE.resume] }, { storage: () => null }, guarded);
    expect(decision).toMatchObject({ kind: 'wait' });
    expect(decision.kind === 'wait' && decision.until! > NOW).toBe(true);
  });

  test('a check that hangs, or whose image cannot be had, ends', () => {
    expect(judge(held({ state: 'checking:c0' }), { stateSince: NOW - 361_000 })).toMatchObject({ kind: 'fail', verdict: { stuck: true } });
    expect(judge(held({ state: 'checking:c0' }), { stateSince: NOW - 359_000 })).toMatchObject({ kind: 'wait' });
  });
});

describe('what is opened is what was checked', () => {
  test('containers that have begun to check do not pass for other data', () => {
    const state = held({ state: 'restoring', nextUid: 'u0' });
    expect(judge(state, { opened: [GATE.restore] }, { sessions: [session()] })).toMatchObject({ kind: 'fail', verdict: { exit: Exit.REPLACED, reason: expect.stringContaining('is not what the checks of this pod have begun to look at') } });
    expect(judge(state, {}, { sessions: [session()] })).toMatchObject({ change: { state: 'checking:c0', nextUid: 'u1' } });
  });

  test('a database that was made anew while its Service was awaited stays closed', () => {
    expect(judge(held({ state: 'resuming', done: { b: 'u0' } }))).toMatchObject({ kind: 'fail' });
    expect(judge(held({ state: 'resuming', done: { b: 'u1' } }))).toMatchObject({ acts: [{ verb: 'patch', type: KIND.service }] });
  });

  test('what others have written after the restore is not opened', () => {
    const other = session({ name: 'by-hand', created: '2026-11-24T07:40:00Z' });
    expect(meddling(intent(), worldOf({ sessions: [session(), other] }))).toEqual(['RestoreSession by-hand']);
    const why = expect.stringMatching(/^RestoreSession by-hand has written to orders-b after restore b did/);
    const objection = { uid: 'u1', restore: 'b', why };
    const checked = { state: 'checking:c0', next: 'orders-b', nextUid: 'u1' } as const;
    const asked = { asked: [GATE.resume] };
    expect(judge(held(checked), asked, { sessions: [session(), other] })).toMatchObject({ change: { state: 'halted', objection, passed: '', holder: '' }, ends: { exit: Exit.FAILED } });
    // A rebuild guard, which has nothing to object to here, changes nothing about that.
    const guarded = { ...intent(), guard: { storages: [], repositories: [], seconds: 120 } };
    expect(judge(held(checked), asked, { sessions: [session(), other] }, guarded)).toMatchObject({ change: { state: 'halted', objection, passed: '', holder: '' }, ends: { exit: Exit.FAILED } });
    // Who has written cannot be made unwritten by deleting it.
    expect(judge(held({ ...checked, objection: { ...objection, why: 'x' } }), asked, { sessions: [session()] })).toMatchObject({ change: { state: 'halted', reason: 'x' }, ends: { exit: Exit.FAILED } });
    // Once restored and checked it is done no more, and what was opened already is halted again.
    const opening = held({ state: 'resuming', next: 'orders-b', done: { b: 'u1' } });
    const found = judge(opening, {}, { sessions: [session(), other] });
    expect(found).toMatchObject({ change: { state: 'halted', done: { b: '' }, objection }, remember: { refusal: why }, notice: { reason: 'WaitsForPerson' } });
    expect(judge(opening, {}, { sessions: [session()] })).toMatchObject({ acts: [{ name: 'orders-client' }] });
  });

  test('a session of one\'s own that writes once more beside the checks has a new pod begin again', () => {
    const checked = held({ state: 'checking:c0', next: 'orders-b', nextUid: 'u1' });
    const late = (more: Partial<SessionView>) => ({ sessions: [session(), session({ name: 'orders-b-2', created: '2026-11-24T07:40:00Z', ...more })] });
    for (const phase of ['Running', 'Succeeded', 'Failed']) {
      expect(judge(checked, { asked: [GATE.resume] }, late({ phase }))).toMatchObject({ kind: 'fail', verdict: { exit: Exit.REPLACED } });
    }
    expect(judge(checked, { asked: [GATE.resume] }, late({ phase: 'Failed', hasRun: false }))).toMatchObject({ change: { state: 'resuming' } });
    // What is cut off in the middle then is named, as what stood there before is not whole any more.
    const verdict = { reason: 'x', exit: Exit.REPLACED };
    expect(judge(checked, { verdict, made: ['remove session orders-b-2'] }, { sessions: [session()] })).toMatchObject({ change: { state: 'failed', session: 'orders-b-2' } });
    expect(judge(checked, { verdict, made: ['remove session orders-b-2'], tried: ['orders-b-2'] }, { sessions: [session()] })).toMatchObject({ change: { state: 'failed', session: '' } });
  });

  test('a session that another restore has written over does not count: the next name is used', () => {
    const endpoints = () => ['10.0.0.1'];
    const written = { contents: { 'orders-b': 'c' }, state: 'restoring' as const };
    const left = session({ created: '2026-11-24T07:40:00Z' });
    const next = judge(held(written), {}, { sessions: [left], endpoints });
    expect(next).toMatchObject({ change: { session: 'orders-b-2', contents: { 'orders-b': 'b' } }, acts: [{ verb: 'create', name: 'orders-b-2' }] });
    // An agent that dies between that change and the creation goes on with it.
    const announced = { ...written, session: 'orders-b-2', contents: { 'orders-b': 'b' } };
    expect(judge(held(announced), {}, { sessions: [left], endpoints })).toMatchObject({ acts: [{ verb: 'create', name: 'orders-b-2' }] });
    const second = session({ name: 'orders-b-2', created: '2026-11-24T07:50:00Z' });
    expect(judge(held(announced), {}, { sessions: [left, second], endpoints })).toMatchObject({ change: { state: 'checking:c0' } });
  });

  test('a restore that the code calls settled opens nothing if the record does not know it to be done', () => {
    const settled = { ...intent({ process: 'open', checks: 0 }), settled: true };
    const wrongly = judge(record({ restore: 'a', state: 'serving' }), { epoch: undefined }, {}, settled);
    expect(wrongly).toMatchObject({ change: { reason: expect.stringContaining('was never done') }, ends: { exit: Exit.FAILED } });
    expect(wrongly).not.toHaveProperty('change.state');
    expect(judge(record({ restore: 'b', state: 'restoring' }), { epoch: undefined }, {}, settled)).toMatchObject({ change: { state: 'failed' }, ends: { exit: Exit.FAILED } });
    // A cluster that was rebuilt has no record.
    expect(judge(record(), { epoch: undefined }, {}, settled)).toMatchObject({ change: { state: 'halting' } });
  });

  test('a session that is Invalid goes before the next one is made, also if its target is younger', () => {
    const left = session({ phase: 'Invalid', hasRun: false, created: '2026-11-24T06:00:00Z' });
    expect(judge(held({ state: 'restoring' }), {}, { sessions: [left], target: databaseOf({ initialised: false, phase: 'DataRestoring' }), endpoints: () => ['10.0.0.1'] })).toMatchObject({ acts: [{ verb: 'remove', name: 'orders-b' }] });
  });

  test('nothing is opened while an unfinished session writes to it', () => {
    const other = session({ name: 'by-hand', phase: 'Running' });
    expect(judge(held({ state: 'checking:c0', next: 'orders-b', nextUid: 'u1' }), { asked: [GATE.resume] }, { sessions: [other] })).toMatchObject({ kind: 'wait' });
  });

  test('resume does not open what the newest run did not ask for', () => {
    const left = record({ restore: 'b', state: 'failed', by: 'orders-b', incarnation: 'orders-c', resource: POSTGRES, done: { b: 'u1' }, contents: { 'orders-b': 'b', 'orders-c': 'c' }, routes: routesTo('orders-c') });
    expect(goalOf('resume', left)).toBe('orders-c');
    const person = { namespace: NAMESPACE, record: RECORD, command: 'resume' as const, person: 'person/kim', reason: '', skipsChecks: false };
    expect(judgePerson({ intent: person, memory: memoryOf({ epoch: undefined, me: 'person/kim', by: 'person/kim' }), world: world({ record: left }), now: NOW }))
      .toMatchObject({ kind: 'end', exit: Exit.FAILED, say: expect.stringContaining('has not passed its checks') });
  });
});

describe('nothing is missed before the opening, and nothing is left after the end', () => {
  const dead = { service: () => ({ version: '1', selector: { x: 'y' }, epoch: '' }) };

  test('a session that a broken watch has not told of is looked for before anything is opened', () => {
    const checked = held({ state: 'checking:c0', next: 'orders-b', nextUid: 'u1' });
    expect(judge(checked, { asked: [GATE.resume] }, { sessions: [session()] })).toMatchObject({ change: { state: 'resuming' }, afresh: [INTEREST.sessions] });
    expect(judge(held({ state: 'resuming', done: { b: 'u1' } }), {}, dead)).toMatchObject({ acts: [{ type: KIND.service }], afresh: [INTEREST.sessions] });
    const person = { namespace: NAMESPACE, record: RECORD, command: 'rollback' as const, person: 'person/kim', reason: '', skipsChecks: false };
    const opening = { incarnation: 'orders-b', uid: 'u1', previous: '', from: 'serving' };
    const resuming = record({ restore: 'b', state: 'resuming', holder: 'person/kim', epoch: 3, routes: routesTo('orders-b') });
    expect(judgePerson({ intent: person, memory: memoryOf({ me: 'person/kim', by: 'person/kim', opening }), world: world({ record: resuming, ...dead }), now: NOW }))
      .toMatchObject({ acts: [{ type: KIND.service }], afresh: [INTEREST.sessions] });
  });

  test('a run that is superseded while a container is at work has its Job ended when that must have ended', () => {
    const moved = held({ restore: 'c', by: 'orders-c', holder: 'orders-c/p1', epoch: 4 });
    // Made a minute ago, 60 s for the check, five minutes for its container to begin.
    const end = { unfenced: true, acts: [{ key: 'end orders-b', verb: 'patch', type: KIND.job, name: 'orders-b', body: { spec: { activeDeadlineSeconds: 60 + 60 + 300 } } }] };
    expect(judge(moved, { opened: [GATE.restore], asked: [GATE.restore] })).toMatchObject(end);
    expect(judge(moved, { opened: [GATE.restore], asked: [GATE.restore], made: ['end orders-b'] })).toMatchObject({ kind: 'end', exit: Exit.FAILED });
    expect(judge(moved, { opened: [GATE.restore], asked: [GATE.restore, GATE.resume] })).toMatchObject({ kind: 'end' });
    expect(judge(moved, { asked: [GATE.restore] })).toMatchObject({ kind: 'end' });
    // Another pod of this Job is at work: it goes on.
    expect(judge(held({ holder: 'orders-b/p2', epoch: 4 }), { opened: [GATE.restore] })).toMatchObject({ kind: 'end', exit: Exit.REPLACED });
  });

  test('a newest run that is refused puts right what others have left, and fails', () => {
    const settled = { ...intent({ process: 'open', checks: 0 }), settled: true };
    const paused = [{ type: KIND.backupConfiguration, name: 'orders-a-backup', incarnation: 'orders-a' }];
    const left = { restore: 'a', state: 'serving' as const, incarnation: 'orders-a', routes: routesTo('orders-a'), paused, epoch: 2 };
    const right = { service: () => ({ version: '1', selector: routesTo('orders-a')[0].labels, epoch: '3' }) };
    const taken = judge(record(left), { epoch: undefined }, right, settled);
    expect(taken).toMatchObject({ change: { holder: 'orders-b/p1', epoch: 3 }, remember: { epoch: 3, refusal: expect.stringContaining('was never done') } });
    expect(taken).not.toHaveProperty('change.state');
    const refusal = 'it was never done';
    const mine = record({ ...left, holder: 'orders-b/p1', epoch: 3 });
    const [resume] = (judge(mine, { refusal }, right, settled) as any).acts;
    expect(resume).toMatchObject({ verb: 'patch', name: 'orders-a-backup', body: { spec: { paused: false } } });
    expect(judge(mine, { refusal, made: [resume.key] }, right, settled)).toMatchObject({ change: { holder: '', paused: [], reason: refusal }, ends: { exit: Exit.FAILED, say: refusal } });
    // Somebody is at it still.
    expect(judge(record({ ...left, holder: 'person/kim' }), { epoch: undefined }, right, settled)).toMatchObject({ kind: 'wait', until: NOW + 60_000 });
    // Who opens is somebody whose data it is.
    expect(judge(record(left), { epoch: undefined }, dead, settled)).toMatchObject({ change: { reason: expect.stringContaining('was never done') }, ends: { exit: Exit.FAILED } });
  });
});

describe('backups stay away until the database is opened', () => {
  test('nothing goes on before it is known whether they run', () => {
    expect(judge(held({ state: 'halting' }), { emptySince: 1 }, { paused: () => undefined })).toMatchObject({ kind: 'wait' });
  });

  test('the record is told first; they are paused, and paused again when something lets them go on', () => {
    const backup = { type: KIND.backupConfiguration, name: 'orders-b-backup' };
    expect(judge(held({ state: 'restoring' }), {}, { paused: () => false })).toMatchObject({ change: { paused: [{ ...backup, incarnation: 'orders-b' }] } });
    const told = held({ state: 'restoring', paused: [{ ...backup, incarnation: 'orders-b' }] });
    const made = [`pause backupconfigurations.v1alpha1.core.kubestash.com ${backup.name}`];
    expect(judge(told, { made }, { paused: () => false })).toMatchObject({ acts: [{ verb: 'patch', body: { spec: { paused: true } } }] });
  });
});

describe('what the guard has objected to stays until a person decides', () => {
  const guarded = intent({ id: 'first', predecessors: [], process: 'open', target: 'orders', checks: 0, isGuarded: true });
  const former = { name: 'old', database: { kind: 'Postgres', namespace: NAMESPACE, name: 'orders' }, phase: 'Succeeded', time: '2026-11-01T00:00:00Z' };

  test('older Snapshots of this database are an objection, others are none', () => {
    expect(guard(guarded, databaseOf(), record(), world({ snapshots: [former] }), 0).kind).toBe('object');
    expect(guard(guarded, databaseOf(), record(), world({ snapshots: [{ ...former, phase: 'Failed' }, { ...former, time: '2026-11-24T07:30:00Z' }] }), 0).kind).toBe('open');
    expect(guard(guarded, databaseOf(), record({ done: { first: 'u1' } }), world({ snapshots: [former] }), 0).kind).toBe('open');
  });

  test('it is not forgotten when the Snapshots are gone, only when the database is another one', () => {
    const objected = record({ objection: { uid: 'u1', restore: 'first', why: 'older backups' } });
    expect(guard(guarded, databaseOf(), objected, world(), 0)).toEqual({ kind: 'object', why: 'older backups' });
    expect(guard(guarded, databaseOf({ uid: 'u2' }), objected, world(), 0).kind).toBe('open');
  });
});
