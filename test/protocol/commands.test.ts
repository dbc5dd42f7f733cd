import { NAMESPACE, POSTGRES, RECORD, REQUESTS, routesTo, SERVICES } from './model/settings';
import { databaseOf, leaseOf, memoryOf, NOW, requestOf, worldOf } from './moments';
import { Decision, Exit, Memory, Opening } from '../../src/protocol/decision';
import { PersonIntent } from '../../src/protocol/intent';
import { KIND } from '../../src/protocol/kinds';
import { LABEL } from '../../src/protocol/names';
import { goalOf, isVoid, judgePerson, personInterests, whyNeeded } from '../../src/protocol/person';
import { DatabaseRecord, incarnationsOf, isRecord, readRecord, RecordChange } from '../../src/protocol/record';
import { World } from '../../src/protocol/world';

// What a person's commands do, moment by moment. The database `orders` served before restore `b`, which is to leave `orders-b` behind.

const KIM = 'person/kim';
const record = (change: RecordChange = {}): DatabaseRecord => readRecord(leaseOf({
  database: 'orders',
  restore: 'b',
  state: 'halted',
  by: 'orders-b',
  resource: POSTGRES,
  incarnation: 'orders',
  next: 'orders-b',
  nextUid: 'u1',
  target: 'orders-b',
  passed: 'b',
  routes: [...routesTo('orders'), ...routesTo('orders-b')],
  epoch: 2,
  holder: '',
  ...change,
}));
const mine = (change: RecordChange = {}) => record({ holder: KIM, epoch: 3, by: KIM, ...change });
const selects = (incarnation: string, halted = false) => ({ version: '1', selector: { [LABEL.incarnation]: incarnation, ...(halted ? { [LABEL.halted]: 'true' } : {}) }, epoch: '3' });

function ask(command: PersonIntent['command'], r: DatabaseRecord | null | undefined, m: Partial<Memory> = {}, w: Partial<World> = {}, i: Partial<PersonIntent> = {}): Decision {
  const intent: PersonIntent = { namespace: NAMESPACE, record: RECORD, command, person: 'kim', reason: '', skipsChecks: false, ...i };
  return judgePerson({ intent, memory: memoryOf({ me: KIM, by: KIM, epoch: undefined, ...m }), world: worldOf({ service: () => selects('orders', true), ...w, record: r }), now: NOW });
}
const refused = (why: string) => ({ kind: 'end', exit: Exit.FAILED, say: expect.stringMatching(new RegExp(`^refused: .*${why}`)) });
const held = { epoch: 3 };

describe('what is looked at', () => {
  const keys = (command: PersonIntent['command'], r: DatabaseRecord | null) =>
    personInterests({ namespace: NAMESPACE, record: RECORD, command, person: 'kim', reason: '', skipsChecks: false }, worldOf({ record: r })).map(i => `${i.key}${i.name === undefined ? '' : `=${i.name}`}`);

  test('the record alone, until it tells of Services', () => {
    expect(keys('resume', null)).toEqual([`record=${RECORD}`]);
    expect(keys('resume', record({ routes: [] }))).toEqual([`record=${RECORD}`]);
  });
  test('a halt needs the traffic, an opening what writes to its goal', () => {
    const traffic = [`record=${RECORD}`, `service ${SERVICES[0]}=${SERVICES[0]}`, 'slices'];
    expect(keys('halt', record())).toEqual(traffic);
    expect(keys('resume', record())).toEqual([...traffic, 'sessions', 'declared', 'target=orders-b']);
    expect(keys('rollback', record())).toEqual([...traffic, 'sessions', 'declared', 'target=orders']);
    expect(keys('rollback', record({ state: 'serving', target: '', previous: '' }))).toEqual([...traffic, 'sessions', 'declared']);
    // What is open by now is put right; where somebody else opened it, the next one is looked at.
    const opened = { state: 'serving', incarnation: 'orders', previous: 'orders-b' } as const;
    expect([keys('rollback', mine(opened)).pop(), keys('rollback', record(opened)).pop(), keys('rollback', mine({ ...opened, state: 'resuming', target: '' })).pop()])
      .toEqual(['target=orders', 'target=orders-b', 'target=orders-b']);
  });
});

describe('without a record that can be followed', () => {
  test.each([[undefined, { kind: 'wait' }], [null, refused('there is no record')], [record({ routes: [] }), refused('knows no client Service')]])('%#', (r, answer) => {
    expect(ask('resume', r)).toMatchObject(answer);
  });
  test('nothing is done before the Services are read', () => expect(ask('halt', record(), {}, { service: () => undefined })).toMatchObject({ kind: 'wait' }));
});

describe('halt', () => {
  test('takes the record from anybody, and says why', () => {
    expect(ask('halt', record({ state: 'restoring', holder: 'orders-b/p1' }))).toMatchObject({
      change: { state: 'halted', reason: 'Halted by hand.', by: KIM, holder: KIM, epoch: 3 }, remember: { epoch: 3, stateSince: NOW }, notice: { reason: 'Halted', about: 'orders' },
    });
    expect(ask('halt', record(), {}, {}, { reason: 'moving' })).toMatchObject({ change: { reason: 'moving' } });
  });
  test('waits until nobody can connect, a minute at most', () => {
    const since = { ...held, stateSince: NOW };
    expect(ask('halt', mine(), held, { service: () => selects('orders') })).toMatchObject({ acts: [{ verb: 'patch', type: KIND.service }] });
    expect(ask('halt', mine(), since, { endpoints: () => ['10.0.0.1'] })).toMatchObject({ kind: 'wait', until: NOW + 60_000, what: expect.stringContaining('1 addresses') });
    expect(ask('halt', mine(), { ...since, emptySince: NOW - 249 })).toMatchObject({ kind: 'wait', until: NOW + 1 });
    expect(ask('halt', mine(), { ...since, emptySince: NOW - 250 })).toMatchObject({ change: { holder: '' }, ends: { exit: Exit.DONE } });
    expect(ask('halt', mine(), { ...held, stateSince: NOW - 60_000 }, { endpoints: () => ['10.0.0.1'] })).toMatchObject({ ends: { exit: Exit.TIMED_OUT, say: expect.stringContaining('10.0.0.1') } });
    expect(ask('halt', mine(), held, { service: () => null })).toMatchObject({ ends: { exit: Exit.DONE } });
  });
  test('somebody else takes over', () => {
    expect(ask('halt', record({ holder: 'orders-c/p1', epoch: 4 }), held)).toMatchObject({ kind: 'end', exit: Exit.FAILED, say: expect.stringContaining('orders-c/p1') });
    expect(ask('halt', mine({ epoch: 4 }), held)).toMatchObject({ kind: 'end', exit: Exit.FAILED });
  });
});

describe('what a command leads to', () => {
  test.each([
    ['resume', {}, 'orders-b'], ['resume', { next: '' }, 'orders'], ['resume', { next: '', incarnation: '' }, 'orders-b'], ['resume', { state: 'serving', incarnation: 'orders-b' }, 'orders-b'],
    ['rollback', {}, 'orders'], ['rollback', { state: 'serving', incarnation: 'orders-b', target: '', next: '', previous: 'orders' }, 'orders'],
    ['rollback', { target: '', previous: 'orders-a' }, 'orders-a'], ['rollback', { target: 'orders', previous: 'orders-a' }, 'orders-a'],
  ] as const)('%s of %j: %s', (command, change, goal) => expect(goalOf(command, record(change))).toBe(goal));
});

describe('resume is refused', () => {
  const young = databaseOf({ uid: 'u9' });
  test.each<[string, RecordChange, Partial<World>]>([
    ['is at work', { state: 'restoring' }, {}],
    ['is at work', { state: 'resuming' }, {}],
    ['has not passed its checks', { passed: '' }, {}],
    ['has not passed its checks', { passed: '', done: { b: 'u1' } }, {}],
    ['the record is about restore b', {}, { declared: [{ restore: 'c', job: 'orders-c', created: '2026-11-24T07:59:00Z' }] }],
    ['does not exist any more', {}, { target: null }],
    ['deleted and created anew', {}, { target: young }],
    ['no route', { routes: routesTo('orders') }, {}],
    ['is not finished', {}, { sessions: [{ name: 'by-hand', created: '', target: 'orders-b', phase: 'Running', isGoing: false, hasRun: true, progress: '', fault: '' }] }],
    ['nothing to open', { incarnation: '', next: '', target: '' }, {}],
  ])('%s', (why, change, seen) => expect(ask('resume', record(change), {}, seen)).toMatchObject(refused(why)));

  test('rollback where there is nothing before', () => expect(ask('rollback', record({ state: 'serving', target: '', next: '' }))).toMatchObject(refused('no incarnation before')));

  test.each<[RecordChange, Partial<World>]>([
    [{}, {}], [{ state: 'failed' }, {}], [{ state: 'resuming', by: KIM }, {}], [{ passed: '', done: { b: 'u1' }, contents: { 'orders-b': 'b' } }, {}],
    [{}, { declared: [{ restore: 'b', job: 'orders-b', created: '2026-11-24T07:59:00Z' }] }], [{ nextUid: '' }, { target: young }],
  ])('and is not: %j', (change, seen) => expect(ask('resume', record(change), {}, seen)).toMatchObject({ change: { state: 'resuming', holder: KIM, epoch: 3 } }));

  test('where it skips the checks, only what cannot be opened at all is', () => {
    expect(ask('resume', record({ passed: '', state: 'restoring' }), {}, { target: young }, { skipsChecks: true })).toMatchObject({ change: { state: 'resuming' } });
    expect(ask('resume', record(), {}, { target: null }, { skipsChecks: true })).toMatchObject(refused('does not exist'));
  });
  test.each([['sessions'], ['declared'], ['target']])('before it knows %s it waits', what => expect(ask('resume', record(), {}, { [what]: undefined })).toMatchObject({ kind: 'wait' }));
  test('so it does for the OpsRequest of the record', () => {
    const request = { type: { group: 'ops.kubedb.com', version: 'v1alpha1', plural: 'postgresopsrequests' }, name: 'orders-b' };
    expect(ask('resume', record({ request }), {}, { requests: undefined })).toMatchObject({ kind: 'wait' });
  });
});

describe('an opening', () => {
  const opening: Opening = { incarnation: 'orders-b', uid: 'u1', previous: 'orders', finishes: 'b', from: 'halted' };
  const begun = (command: PersonIntent['command'], change: RecordChange) => (ask(command, record(change)) as any).remember.opening;

  test('remembers where the next rollback leads, and what it finishes', () => {
    expect(begun('resume', {})).toEqual(opening);
    expect(begun('resume', { state: 'serving', next: '', previous: 'orders-a' })).toEqual({ incarnation: 'orders', uid: 'u1', previous: 'orders-a', from: 'serving' });
    expect(begun('rollback', {})).toEqual({ incarnation: 'orders', uid: 'u1', previous: 'orders-b', from: 'halted' });
    expect(begun('rollback', { next: '', previous: 'orders-a' })).toEqual({ incarnation: 'orders', uid: 'u1', previous: 'orders-a', from: 'halted' });
    expect(begun('rollback', { state: 'serving', incarnation: 'orders-b', target: '', next: '', previous: 'orders' })).toEqual({ incarnation: 'orders', uid: 'u1', previous: 'orders-b', from: 'serving' });
  });
  test('says when the database is not Ready', () => {
    expect((ask('resume', record(), {}, { target: databaseOf({ phase: 'Critical' }) }) as any).say).toContain('is Critical');
    expect((ask('resume', record()) as any).say).toBeUndefined();
  });
  test('writes down what is now so', () => {
    const done = ask('resume', mine({ state: 'resuming' }), { ...held, opening }, { service: () => selects('orders-b') });
    expect(done).toMatchObject({
      change: { state: 'serving', reason: 'Opened by hand.', by: KIM, incarnation: 'orders-b', previous: 'orders', next: '', nextUid: '', target: '', passed: 'b', objection: null, done: { b: 'u1' }, contents: { 'orders-b': 'b' } },
      say: 'serving orders-b',
      notice: { reason: 'Serving', about: 'orders-b' },
    });
    const back = ask('rollback', mine({ state: 'resuming' }), { ...held, opening: { ...opening, finishes: undefined } }, { service: () => selects('orders-b') });
    expect(back).not.toHaveProperty('change.done');
  });
  test('goes back to what was where a session appears', () => {
    const sessions = [{ name: 'by-hand', created: '', target: 'orders-b', phase: 'Running', isGoing: false, hasRun: true, progress: '', fault: '' }];
    const late = (from: string) => ask('resume', mine({ state: 'resuming' }), { ...held, opening: { ...opening, from } }, { sessions });
    expect(late('halted')).toMatchObject({ change: { state: 'halted' }, remember: { verdict: { exit: Exit.FAILED } } });
    expect(late('serving')).toMatchObject({ change: { state: 'serving' } });
  });
  test('ends once an address is seen, or after a minute', () => {
    const serving = mine({ state: 'serving', incarnation: 'orders', next: '', target: '' });
    const open = { service: () => selects('orders') };
    expect(ask('resume', serving, { ...held, stateSince: NOW }, open)).toMatchObject({ kind: 'wait', until: NOW + 60_000 });
    expect(ask('resume', serving, { ...held, stateSince: NOW }, { ...open, endpoints: () => ['10.0.0.1'] })).toMatchObject({ change: { holder: '' }, ends: { exit: Exit.DONE, say: expect.stringContaining('leads to 10.0.0.1') } });
    expect(ask('resume', serving, { ...held, stateSince: NOW - 60_000 }, open)).toMatchObject({ ends: { exit: Exit.DONE, say: expect.stringContaining('no address') } });
    expect(ask('resume', serving, { ...held, stateSince: NOW }, { service: () => null })).toMatchObject({ ends: { say: expect.stringContaining('no client Service exists') } });
    expect(ask('resume', serving, held, { service: () => selects('orders', true) })).toMatchObject({ acts: [{ type: KIND.service }] });
    const left = { ...serving, paused: [{ type: KIND.backupConfiguration, name: 'x', incarnation: 'orders' }], isolation: [{ policy: 'p', incarnation: 'orders-b', stays: false }, { policy: 'q', incarnation: 'orders-b', stays: true }] };
    expect(ask('resume', left, held, open)).toMatchObject({ acts: [{ verb: 'remove', name: 'p' }] });
    expect(ask('resume', left, { ...held, made: ['release p'] }, open)).toMatchObject({ acts: [{ verb: 'patch', name: 'x', body: { spec: { paused: false } } }] });
  });
});

describe('which incarnations are needed', () => {
  test.each([['orders', 'is serving'], ['orders-b', 'is about to open it'], ['orders-x', undefined]])('%s', (incarnation, why) => {
    const answer = whyNeeded(record({ next: '' }), incarnation);
    if (why === undefined) expect(answer).toBeUndefined();
    else expect(answer).toContain(why);
  });
  test('the previous one may go; all that are known are listed once', () => {
    expect(whyNeeded(record({ previous: 'orders-a' }), 'orders-a')).toBeUndefined();
    expect(incarnationsOf(record({ previous: 'orders-a' }))).toEqual(['orders', 'orders-b', 'orders-a']);
    expect(incarnationsOf(record({ incarnation: '', next: '', target: '', routes: [] }))).toEqual([]);
  });
  test('a record about a database that is gone is void', () => {
    const serving = record({ state: 'serving', done: { b: 'u1' } });
    expect([isVoid(serving, 'u1'), isVoid(serving, 'u2'), isVoid(serving, undefined), isVoid(record({ done: { b: 'u1' } }), 'u2'), isVoid(record({ state: 'serving' }), 'u2')]).toEqual([false, true, false, false, false]);
    expect(isVoid(record({ state: 'serving', done: { b: 'u1', c: 'u2' } }), 'u2')).toBe(false);
  });
  test('what is a record', () => {
    expect([isRecord(undefined), isRecord({}), isRecord({ metadata: {} }), isRecord({ metadata: { annotations: { x: 'y' } } }), isRecord(leaseOf({ state: 'halted' }))]).toEqual([false, false, false, false, true]);
  });
});

describe('each word of a command, at its limits', () => {
  const request = { type: REQUESTS, name: 'orders-b' };
  const opened = (change: RecordChange, w: Partial<World> = {}, command: PersonIntent['command'] = 'resume', i: Partial<PersonIntent> = {}) => ask(command, record(change), {}, w, i) as any;
  const young = databaseOf({ uid: 'u9' });

  test('what it looks at, in full', () => {
    const intent: PersonIntent = { namespace: NAMESPACE, record: RECORD, command: 'resume', person: 'kim', reason: '', skipsChecks: false };
    const of = (change: RecordChange) => personInterests(intent, worldOf({ record: record(change) }));
    expect(of({}).find(i => i.key === 'declared')).toMatchObject({ once: true, labels: 'cdk8s-kubestash/database=orders,cdk8s-kubestash/restore' });
    expect(of({}).find(i => i.key === 'slices')).toMatchObject({ labels: `kubernetes.io/service-name in (${SERVICES[0]})` });
    expect(of({ request }).find(i => i.key === 'requests')).toEqual({ key: 'requests', namespace: NAMESPACE, ...request });
    expect([of({}).some(i => i.key === 'requests'), of({ resource: undefined }).some(i => i.key === 'target'), of({ next: '', incarnation: '', target: '' }).some(i => i.key === 'target')]).toEqual([false, false, false]);
  });
  test('what the API server refuses ends it', () => {
    expect(ask('halt', mine(), { ...held, refused: { 'orders-client halted orders 3': 'no' } }, { service: () => selects('orders') })).toEqual({ kind: 'act', acts: [], change: { holder: '' }, ends: { exit: Exit.FAILED, say: expect.stringContaining(': no') } });
  });
  test('somebody else took the record, at the same epoch or a later one; who let go himself is done', () => {
    expect(ask('halt', mine({ holder: 'person/ada' }), held)).toMatchObject({ kind: 'end', say: expect.stringContaining('superseded: person/ada took') });
    expect(ask('halt', mine({ holder: '', by: 'orders-c' }), held)).toMatchObject({ say: expect.stringContaining('superseded: orders-c took') });
    expect(ask('halt', mine({ holder: '', by: '' }), held)).toMatchObject({ say: expect.stringContaining('superseded: somebody took') });
    expect(ask('halt', mine({ holder: '' }), { ...held, parting: { exit: Exit.DONE, say: 'done' } })).toEqual({ kind: 'end', exit: Exit.DONE, say: 'done' });
  });
  test('a halt is for what served, or what was to', () => {
    const halts = (change: RecordChange) => (ask('halt', mine(change), held, { service: () => selects('x') }) as any).acts[0].body.spec.selector[LABEL.incarnation];
    expect([halts({}), halts({ incarnation: '' })]).toEqual(['orders', 'orders-b']);
    expect((ask('halt', record({ incarnation: '' })) as any).notice).toEqual({ reason: 'Halted', type: 'Normal', about: 'orders-b', message: 'person/kim: Halted by hand.' });
    expect(opened({})).not.toHaveProperty('notice');
  });
  test('a halt says what it waits for', () => {
    const since = { ...held, stateSince: NOW };
    expect(ask('halt', mine(), since, { endpoints: () => undefined })).toMatchObject({ what: expect.stringContaining(': 0 addresses are left') });
    expect(ask('halt', mine(), held, { endpoints: () => ['1'] })).toMatchObject({ kind: 'wait', until: NOW + 60_000 });
    expect(ask('halt', mine(), { ...held, stateSince: NOW - 60_000 }, { endpoints: () => ['1', '2', '3', '4', '5', '6'] })).toMatchObject({ ends: { say: expect.stringContaining('6 addresses are left after a minute: 1, 2, 3, 4, 5. ') } });
    expect(ask('halt', mine(), held, { service: () => null })).toMatchObject({ ends: { say: expect.stringContaining('through any Service any more') } });
    expect(ask('halt', mine(), { ...since, emptySince: NOW - 250 })).toMatchObject({ ends: { say: expect.stringContaining('through orders-client any more') } });
    expect(ask('halt', mine(), { ...held, emptySince: NOW - 250, verdict: { exit: Exit.FAILED, reason: 'why' } })).toMatchObject({ ends: { exit: Exit.FAILED, say: 'why' } });
  });
  test('where it leads', () => {
    expect(goalOf('resume', record({ state: 'serving' }))).toBe('orders');
    expect(goalOf('rollback', record({ state: 'serving', previous: 'orders-a' }))).toBe('orders-a');
  });
  test('a record that knows no kind is opened as it is', () => {
    for (const target of [undefined, null]) {
      expect(opened({ resource: undefined }, { target })).toMatchObject({ change: { state: 'resuming', reason: 'Being opened by hand.' }, remember: { opening: { incarnation: 'orders-b', uid: '', previous: 'orders', from: 'halted' } } });
      expect(opened({ resource: undefined }, { target }).remember.opening).not.toHaveProperty('finishes');
      expect(opened({ resource: undefined }, { target }).say).toBeUndefined();
    }
    expect(opened({}, {}, 'resume', { reason: 'as agreed' })).toMatchObject({ change: { reason: 'as agreed' } });
    expect(opened({}, { target: databaseOf({ phase: '' }) }).say).toContain('is without a phase');
  });
  test('nobody asks for OpsRequests where there are none', () => expect(opened({}, { requests: undefined })).toMatchObject({ change: { state: 'resuming' } }));
  test('a rollback asks for no checks, and for no database but its own', () => {
    expect(opened({ passed: '' }, { target: young }, 'rollback')).toMatchObject({ change: { state: 'resuming' }, remember: { opening: { incarnation: 'orders', uid: 'u9' } } });
    expect(opened({ state: 'restoring' }, {}, 'rollback')).toMatchObject({ change: { state: 'resuming' } });
  });
  test('where nothing served, what was before stays before', () => {
    expect(opened({ incarnation: '', previous: 'orders-a' }).remember.opening.previous).toBe('orders-a');
    expect(opened({ incarnation: 'orders-b', previous: 'orders-a' }).remember.opening.previous).toBe('orders-a');
  });
  test('whoever is at work is not interrupted, but for a person that is opening', () => {
    expect(opened({ state: 'restoring', by: KIM })).toMatchObject(refused('is at work'));
    expect(opened({ state: 'checking:x', by: 'orders-b' })).toMatchObject(refused('is at work'));
    expect(opened({ state: 'serving', passed: '', next: '', target: '' }, { declared: [{ restore: 'c', job: 'orders-c', created: '' }] })).toMatchObject({ change: { state: 'resuming' } });
    expect(opened({ passed: '', contents: { 'orders-b': 'b' } })).toMatchObject(refused('has not passed'));
  });
  test('what the record knows as an OpsRequest keeps it closed', () => {
    const going = requestOf({ database: 'orders-b', hasBegun: true });
    expect(opened({ request }, { requests: [going] })).toMatchObject(refused('PostgresOpsRequest orders-b \\(Progressing\\) is not finished'));
    const resuming = mine({ state: 'resuming', request });
    const opening: Opening = { incarnation: 'orders-b', uid: 'u1', previous: 'orders', from: 'serving' };
    expect(ask('resume', resuming, { ...held, opening }, { requests: [going] })).toEqual({
      kind: 'act', acts: [], change: { state: 'serving', by: KIM, reason: expect.stringContaining('is not finished') }, remember: { verdict: { exit: Exit.FAILED, reason: expect.stringMatching(/^refused: .*is not finished/) } },
    });
  });

  test('a session keeps it closed, whether OpsRequests are read or not', () => {
    const sessions = [{ name: 'by-hand', created: '', target: 'orders-b', phase: 'Running', isGoing: false, hasRun: true, progress: '', fault: '' }];
    const opening: Opening = { incarnation: 'orders-b', uid: 'u1', previous: 'orders', from: 'halted' };
    expect(ask('resume', mine({ state: 'resuming' }), { ...held, opening }, { sessions, requests: undefined })).toMatchObject({ change: { state: 'halted' } });
  });

  test('a record that was taken without an answer is put back where the command is refused; what somebody else has taken is left alone', () => {
    const refusal = (change: RecordChange, m: Partial<Memory> = {}) => ask('resume', mine({ passed: '', ...change }), { sought: 3, ...m });
    expect(refusal({})).toMatchObject({
      kind: 'act',
      acts: [],
      change: { state: 'halted', by: KIM, reason: expect.stringContaining('has not passed') },
      remember: { epoch: 3, verdict: { exit: Exit.FAILED, reason: expect.stringMatching(/^refused: .*has not passed/) } },
    });
    for (const other of [refusal({ holder: 'person/ada' }), refusal({ epoch: 4 }), refusal({}, { sought: undefined })]) expect(other).toMatchObject(refused('has not passed'));
  });

  const serving = mine({ state: 'serving', incarnation: 'orders', next: '', target: '' });
  const open = { service: () => selects('orders') };
  test('what is left when it is open is put right, then let go', () => {
    const left = { ...serving, paused: [{ type: KIND.backupConfiguration, name: 'x', incarnation: 'orders' }], isolation: [{ policy: 'p', incarnation: 'orders', stays: false }] };
    const made = ['release p', 'resume backupconfigurations.v1alpha1.core.kubestash.com x'];
    expect(ask('resume', left, { ...held, stateSince: NOW, made }, { ...open, endpoints: () => ['1', '2', '3', '4', '5', '6'] })).toEqual({
      kind: 'act', acts: [], change: { holder: '', isolation: [], paused: [] }, ends: { exit: Exit.DONE, say: 'Service orders-client leads to 1, 2, 3, 4, 5' },
    });
    expect(ask('resume', serving, held, { ...open, endpoints: () => undefined })).toMatchObject({ kind: 'wait', until: NOW + 60_000 });
    expect(ask('resume', serving, { ...held, verdict: { exit: Exit.FAILED, reason: 'late' } }, { ...open, endpoints: () => ['1'] })).toMatchObject({ ends: { exit: Exit.FAILED, say: 'late' } });
  });
  test('archiving is taken up again before backups go on, and the address is awaited meanwhile', () => {
    const archiving = { stage: 'suspended', incarnation: 'orders', repository: 'full', configuration: 'c', session: 's', backup: 'x', until: '-' } as const;
    const paused = [{ type: KIND.backupConfiguration, name: 'x', incarnation: 'orders' }];
    const with_ = (stage: 'suspended' | 'resumed', m: Partial<Memory> = {}, w: Partial<World> = {}) => ask('resume', { ...serving, paused, archiving: { ...archiving, stage } }, { ...held, stateSince: NOW, ...m }, { ...open, ...w });
    expect(with_('suspended')).toEqual({ kind: 'act', acts: [], change: { archiving: { ...archiving, stage: 'resumed' } } });
    expect(with_('resumed')).toMatchObject({ acts: [{ name: 'x', body: { spec: { paused: false } } }] });
    const made = ['resume backupconfigurations.v1alpha1.core.kubestash.com x'];
    expect(with_('resumed', { made })).toMatchObject({ kind: 'wait', what: 'an address behind Service orders-client' });
    expect(with_('resumed', { made }, { endpoints: () => ['1'] })).toMatchObject({ kind: 'wait', what: 'the first log of orders to be archived', until: NOW + 60_000 });
    const refusal = { made, refused: { 'archive orders': 'no' } };
    expect(with_('resumed', refusal, { endpoints: () => ['1'] })).toEqual({
      kind: 'act', acts: [], change: { holder: '', isolation: [], paused: [] }, ends: { exit: Exit.DONE, say: expect.stringMatching(/^orders is open\. .*: no; the same command again goes on$/) },
    });
    expect(with_('resumed', { refused: refusal.refused })).toMatchObject({ acts: [{ name: 'x' }] });
  });
  test('what routes lead to is known', () => {
    expect(incarnationsOf(record({ incarnation: '', next: '', target: '', routes: routesTo('orders-z') }))).toEqual(['orders-z']);
  });
  test('what may go', () => {
    expect(whyNeeded(record({ incarnation: '', next: '', target: '' }), '')).toBeUndefined();
    expect([whyNeeded(record({ target: '' }), 'orders-b'), whyNeeded(record({ next: '', target: 'orders-b' }), 'orders-b'), whyNeeded(record({ next: '', target: '' }), 'orders-b')]).toEqual([expect.stringContaining('about to open it'), expect.stringContaining('about to open it'), undefined]);
  });
});
