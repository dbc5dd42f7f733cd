import { NAMESPACE, POSTGRES, RECORD, REQUESTS, routesTo, STORAGE } from './model/settings';
import { databaseOf, heldOf, intentsOf, memoryOf, NOW, sessionOf as session, worldOf } from './moments';
import { archiveAgain } from '../../src/protocol/archive-again';
import { Archiving } from '../../src/protocol/archiving';
import { Decision, Exit, fail, Memory } from '../../src/protocol/decision';
import { GATE } from '../../src/protocol/gates';
import { guard } from '../../src/protocol/guard';
import { KIND } from '../../src/protocol/kinds';
import { LABEL, NOTE } from '../../src/protocol/names';
import { DatabaseRecord, isDone, readRecord, RecordChange, recordPatch } from '../../src/protocol/record';
import { requestView } from '../../src/protocol/requests';
import { farewell, isTidying, judgeRun, lastWord } from '../../src/protocol/run';
import { unsoundNotes } from '../../src/protocol/soundness';
import { World } from '../../src/protocol/world';

// How the run of restore `b` comes to an end, good or bad, and what it then writes.

const intent = intentsOf({ disconnect: true });
const held = (change: RecordChange = {}): DatabaseRecord => heldOf({ state: 'restoring', incarnation: 'orders-a', target: 'orders-b', ...change });
const selects = (incarnation: string, halted = false) => () => ({ version: '1', selector: { [LABEL.incarnation]: incarnation, ...(halted ? { [LABEL.halted]: 'true' } : {}) }, epoch: '3' });
const judge = (r: DatabaseRecord | undefined, m: Partial<Memory> = {}, w: Partial<World> = {}, i = intent()): Decision =>
  judgeRun({ intent: i, memory: memoryOf(m), world: worldOf({ service: selects('orders-a', true), ...w, record: r }), now: NOW });

describe('what a run cannot do', () => {
  test('ends it: without the record at once, with it by a verdict', () => {
    const refused = { 'create record': 'no' };
    expect(judgeRun({ intent: intent(), memory: memoryOf({ epoch: undefined, refused }), world: worldOf({ record: null, target: null }), now: NOW })).toEqual({ kind: 'end', exit: Exit.FAILED, say: expect.stringContaining(': no') });
    const key = 'orders-client halted orders-a 3';
    expect(judge(held({ state: 'halting' }), { refused: { [key]: 'no' } }, { service: selects('orders-a') })).toEqual({ kind: 'fail', verdict: { exit: Exit.FAILED, reason: expect.stringContaining(': no') } });
  });
  test('nothing before the record is read', () => expect(judge(undefined)).toEqual({ kind: 'wait', what: 'the record to be read' }));
});

describe('a bad end', () => {
  const verdict = { reason: 'disk full', exit: Exit.TIMED_OUT };
  const word = { state: 'failed', reason: 'disk full', by: 'orders-b', session: '' };
  const written = (r: DatabaseRecord, m: Partial<Memory> = {}, w: Partial<World> = {}) => judge(r, { verdict, ...m }, w);

  test('is written down', () => {
    const notice = { reason: 'RestoreFailed', message: 'Restore b: disk full', about: 'orders-a', type: 'Warning' };
    expect(written(held())).toEqual({ kind: 'act', acts: [], change: { ...word, holder: '' }, notice, ends: { exit: Exit.TIMED_OUT, say: 'failed: disk full' } });
    expect(written(held({ incarnation: '' }))).toMatchObject({ notice: { about: 'orders-b' } });
  });
  test('once nothing of it writes any more', () => {
    const removal = { key: 'remove session orders-b', optional: true };
    for (const phase of ['Running', 'Invalid']) expect(written(held(), {}, { sessions: [session({ phase })] })).toMatchObject({ kind: 'act', acts: [removal] });
    for (const phase of ['Succeeded', 'Failed']) expect(written(held(), {}, { sessions: [session({ phase })] })).toMatchObject({ ends: { exit: Exit.TIMED_OUT } });
    expect(written(held(), { made: [removal.key] }, { sessions: [session({ phase: 'Running' }), session({ name: 'orders-b-2', phase: 'Running' })] })).toMatchObject({ acts: [{ name: 'orders-b-2' }] });
    expect(written(held(), {}, { sessions: undefined })).toMatchObject({ ends: { exit: Exit.TIMED_OUT } });
  });
  test('a container that hangs goes with its Job, which goes once the record says why', () => {
    const stuck = { ...verdict, stuck: true };
    expect(written(held({ state: 'failed', reason: 'another' }), { verdict: stuck })).toEqual({ kind: 'act', acts: [], change: word });
    expect(written(held({ state: 'halting', reason: 'disk full' }), { verdict: stuck })).toEqual({ kind: 'act', acts: [], change: word });
    expect(written(held({ state: 'failed', reason: 'disk full' }), { verdict: stuck })).toMatchObject({ acts: [{ key: 'end orders-b' }] });
    expect(written(held({ state: 'failed', reason: 'disk full' }), { verdict: stuck, refused: { 'end orders-b': 'no' } })).toMatchObject({ change: { holder: '' } });
  });
  test('a deletion that is refused does not hold it up', () => {
    expect(written(held(), { refused: { 'remove session orders-b': 'no' } }, { sessions: [session({ phase: 'Running' })] })).toMatchObject({ ends: { exit: Exit.TIMED_OUT } });
  });
});

describe('the deadline of the user', () => {
  const limited = intent({ deadline: 60 });
  const haltedAt = (ago: number) => ({ haltedAt: { job: 'j2', at: NOW - ago } });
  const past = haltedAt(60_000);

  test('is over to the second, and says what was waited for', () => {
    expect(judge(held(past), {}, { target: null }, limited)).toEqual({
      kind: 'fail', verdict: { exit: Exit.TIMED_OUT, stuck: false, reason: expect.stringMatching(/^Given up 60 s after the halt\. It was waiting for this: postgreses\.v1\.kubedb\.com orders-b to exist\. /) },
    });
    expect(judge(held({ ...past, state: 'halting' }), {}, { service: selects('orders-a') }, limited)).toMatchObject({ verdict: { reason: expect.stringContaining('It was waiting for this: halting.') } });
    expect(judge(held(haltedAt(59_000)), {}, { target: null }, limited)).toMatchObject({ kind: 'wait', until: NOW + 1000 });
  });
  test('ends what is at work', () => {
    const stuck = (state: DatabaseRecord['state'], opened: readonly string[]) => (judge(held({ ...past, state }), { opened }, {}, limited) as any).verdict.stuck;
    // An agent that was begun anew halts once more, beside a check that the one before it has let go on.
    expect([stuck('disconnecting', [GATE.halt]), stuck('checking:c0', [GATE.restore]), stuck('halting', [GATE.restore]), stuck('halting', [])]).toEqual([true, true, true, false]);
  });
  test('counts only from a halt, and if there is one', () => {
    expect(judge(held(), {}, { target: null }, limited)).toEqual({ kind: 'wait', what: expect.any(String) });
    expect(judge(held(past), {}, { target: null })).toEqual({ kind: 'wait', what: expect.any(String) });
  });
  test('whichever limit comes first wakes the run', () => {
    const checking = (ago: number) => judge(held({ ...haltedAt(ago), state: 'checking:c0' }), { stateSince: NOW }, {}, { ...limited, startSeconds: 0, checks: [{ name: 'c0', seconds: 30 }] });
    expect(checking(0)).toMatchObject({ kind: 'wait', until: NOW + 30_000 });
    expect(checking(50_000)).toMatchObject({ kind: 'wait', until: NOW + 10_000 });
  });
  test('does not count once the database is opened, or all is checked', () => {
    for (const state of ['serving', 'resuming', 'halted'] as const) expect(judge(held({ ...past, state, done: { b: 'u1' } }), {}, { service: () => null }, limited)).not.toMatchObject({ kind: 'fail' });
    const checked = held({ ...past, state: 'checking:c0', next: 'orders-b', nextUid: 'u1' });
    expect(judge(checked, { asked: [GATE.resume] }, { sessions: undefined }, limited)).toEqual({ kind: 'wait', what: expect.any(String) });
    expect(judge(checked, {}, {}, limited)).toMatchObject({ kind: 'fail' });
    expect(judge({ ...checked, next: '' }, { asked: [GATE.resume] }, {}, limited)).toMatchObject({ kind: 'fail', verdict: { exit: Exit.TIMED_OUT } });
  });
  test('and an action is not put off', () => expect(judge(held({ ...haltedAt(1), state: 'halting' }), {}, { service: selects('orders-a') }, limited)).not.toHaveProperty('until'));
});

describe('last words', () => {
  test('of a run that the API server does not let go on', () => {
    expect(lastWord(held(), memoryOf(), 'why')).toEqual({ state: 'failed', reason: 'why', by: 'orders-b', holder: '' });
    for (const state of ['serving', 'halted', 'resuming'] as const) expect([isTidying(held({ state })), lastWord(held({ state }), memoryOf(), 'why')]).toEqual([true, { holder: '' }]);
  });
  test('of a process that is told to end', () => {
    const bye = (change: RecordChange, m: Partial<Memory> = {}) => farewell({ intent: intent(), memory: memoryOf(m) }, held(change));
    expect(bye({})).toEqual({ change: { holder: '' } });
    expect(bye({ state: 'checking:c0' })).toEqual({ change: { holder: '' }, notice: { reason: 'CheckFailed', type: 'Warning', about: 'orders-b', message: expect.stringContaining('Check c0 did not pass') } });
    expect(bye({ state: 'checking:c0', by: 'person/kim' })).toEqual({ change: { holder: '' } });
    const verdict = { reason: 'why', exit: Exit.FAILED };
    expect(bye({}, { verdict })).toEqual({ change: { holder: '', state: 'failed', by: 'orders-b', reason: 'why' } });
    expect(bye({ state: 'failed' }, { verdict })).toEqual({ change: { holder: '' } });
  });
});

describe('restored and checked', () => {
  const checked = held({ state: 'checking:c0', next: 'orders-b', nextUid: 'u1' });
  const asked = { asked: [GATE.resume] };
  const guarded = { ...intent({ process: 'open' }), checks: [{ name: 'c0', seconds: 1 }], guard: { storages: [STORAGE], repositories: [], seconds: 120 } };

  test('what others have written meanwhile is named', () => {
    const others = ['x', 'y'].map(name => session({ name, created: '2026-11-24T07:40:00Z' }));
    expect(judge(checked, asked, { sessions: [session(), ...others] })).toMatchObject({ change: { state: 'halted', reason: expect.stringMatching(/^RestoreSession x, RestoreSession y has written to orders-b after/) } });
  });
  test('the guard is waited for as long as it may take, from when it was first asked', () => {
    expect(judge(checked, asked, { storage: () => null }, guarded)).toEqual({ kind: 'wait', what: expect.stringContaining('BackupStorage'), until: NOW + 120_000, remember: { guardSince: NOW } });
    expect(judge(checked, { ...asked, guardSince: NOW - 119_999 }, { storage: () => null }, guarded)).toMatchObject({ kind: 'wait', until: NOW + 1, remember: { guardSince: NOW - 119_999 } });
  });
  test('it speaks before the database is Ready where it knows already, as nobody may make it so', () => {
    const waits = { target: databaseOf({ phase: 'DataRestoring', initialised: false, created: '2026-11-24T07:00:00Z' }) };
    const former = { name: 'monday', database: { kind: 'Postgres', namespace: NAMESPACE, name: 'orders-b' }, phase: 'Succeeded', time: '2026-11-01T00:00:00Z' };
    const restoring = held({ state: 'restoring' });
    expect(judge(restoring, {}, { ...waits, snapshots: [former] }, guarded)).toMatchObject({ change: { state: 'halted', nextUid: 'u1', reason: expect.stringContaining('there are backups of an earlier one') }, ends: { exit: Exit.FAILED } });
    expect(judge(restoring, {}, { ...waits, snapshots: [former] }, { ...guarded, process: 'archiver' as const, acceptUnrecorded: true })).toMatchObject({ kind: 'wait' });
    for (const unknown of [{ snapshots: [] }, { snapshots: undefined }, { storage: () => null }]) expect(judge(restoring, {}, { ...waits, ...unknown }, guarded)).toMatchObject({ kind: 'wait', what: expect.stringContaining('to be Ready') });
  });
  test('a settled restore of which nothing is known in this cluster has to be done', () => {
    const settled = { ...guarded, guard: undefined, settled: true };
    const waiting = (spec: any, more: object = {}) => judge(held({ state: 'restoring' }), {}, { target: databaseOf({ phase: 'Provisioning', initialised: false, spec, ...more }) }, settled);
    const init = { waitForInitialRestore: true };
    expect(waiting({ init })).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringMatching(/restore b is settled, but .* was never restored in this cluster\. Take `settled` out/) } });
    // The operator restores by itself, or the data is there, or nothing is to be restored.
    for (const other of [waiting({ init: { ...init, archiver: {} } }), waiting({ init }, { initialised: true }), waiting({}), judge(held({ state: 'restoring' }), {}, { target: databaseOf({ phase: 'Provisioning', initialised: false, spec: { init } }) }, { ...settled, settled: false })]) {
      expect(other).toMatchObject({ kind: 'wait' });
    }
  });
  test('what it objects to is a person\'s to decide', () => {
    const answer = judge(checked, { ...asked, guardSince: NOW - 120_000 }, { storage: () => null }, guarded);
    const why = expect.stringContaining('for 120 s it was waited');
    expect(answer).toEqual({
      kind: 'act',
      acts: [],
      change: { state: 'halted', by: 'orders-b', next: 'orders-b', nextUid: 'u1', passed: 'b', reason: why, objection: { uid: 'u1', restore: 'b', why }, holder: '' },
      notice: { reason: 'WaitsForPerson', message: why, about: 'orders-b', type: 'Warning' },
      ends: { exit: Exit.FAILED, say: why },
    });
  });
  test('a manual restore says which commands go on, as far as there are any', () => {
    const manual = intent({ resume: 'manual' });
    const asks = (r: DatabaseRecord) => judge(r, asked, { sessions: [session()] }, manual);
    const reason = (change: RecordChange) => (asks({ ...checked, ...change } as DatabaseRecord) as any).change.reason;
    expect(reason({})).toMatch(/resume opens it, rollback goes back/);
    for (const incarnation of ['', 'orders-b']) expect(reason({ incarnation })).toMatch(/resume opens it\.$/);
    expect(judge(checked, asked, { sessions: [session()] }, manual)).toMatchObject({ change: { holder: '', by: 'orders-b' }, notice: { type: 'Normal' } });
  });
  test('the newest of older Snapshots is named, whatever their order', () => {
    const of = (name: string, time: string) => ({ name, time, phase: 'Succeeded', database: { kind: 'Postgres', namespace: NAMESPACE, name: 'orders-b' } });
    const snapshots = [of('a', '2026-11-01T00:00:00Z'), of('c', '2026-11-03T00:00:00Z'), of('b', '2026-11-02T00:00:00Z')];
    const said = (list: typeof snapshots) => guard(guarded, databaseOf(), held(), worldOf({ snapshots: list }), 0);
    for (const list of [snapshots, [...snapshots].reverse()]) expect(said(list)).toMatchObject({ kind: 'object', why: expect.stringContaining('Snapshot c of 2026-11-03') });
  });
  test('a database that is gone is not opened', () => {
    for (const target of [null, databaseOf({ uid: 'u2' })]) expect(judge(held({ state: 'resuming', done: { b: 'u1' } }), {}, { target })).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringContaining('was deleted') } });
  });
});

describe('what is left to do', () => {
  const serving = (change: RecordChange = {}) => held({ state: 'serving', incarnation: 'orders-b', done: { b: 'u1' }, target: '', ...change });
  const open = { service: selects('orders-b') };
  const left = { isolation: [{ policy: 'p', incarnation: 'orders-b', stays: true }, { policy: 'q', incarnation: 'orders-a', stays: true }], paused: [{ type: KIND.backupConfiguration, name: 'x', incarnation: 'orders-b' }] };
  const made = ['release p', 'resume backupconfigurations.v1alpha1.core.kubestash.com x'];

  test('what is done leaves the record, the rest stays', () => {
    expect(judge(serving(left), { made }, open)).toEqual({ kind: 'act', acts: [], change: { holder: '', isolation: [left.isolation[1]], paused: [] }, ends: { exit: Exit.DONE, say: 'restore b is done' } });
    expect(judge(serving(left), { refused: Object.fromEntries(made.map(key => [key, 'no'])) }, open)).toMatchObject({ change: { holder: '', ...left } });
  });
  test('a database that is halted keeps both', () => {
    const halted = judge(serving({ ...left, state: 'halted' }), { stateSince: NOW }, { service: selects('orders-b', true) });
    expect(halted).toEqual({ kind: 'act', acts: [], change: { holder: '' }, ends: { exit: Exit.DONE, say: 'restore b is done' } });
    expect(judge(serving({ state: 'halted' }), {}, { service: () => null })).toMatchObject({ ends: { exit: Exit.DONE } });
  });
  test('addresses are shown, the first five', () => {
    const say = (addresses: string[] | undefined, since = NOW) => judge(serving(), { stateSince: since }, { ...open, endpoints: () => addresses });
    expect(say(['1', '2', '3', '4', '5', '6'])).toMatchObject({ ends: { say: 'restore b is done: Service orders-client leads to 1, 2, 3, 4, 5' } });
    expect(say(undefined)).toEqual({ kind: 'wait', what: 'an address behind Service orders-client', until: NOW + 60_000 });
    expect(say(undefined, NOW - 60_000)).toMatchObject({ ends: { exit: Exit.DONE, say: expect.stringContaining('no address after a minute') } });
    expect(say([], NOW - 59_999)).toMatchObject({ kind: 'wait', until: NOW + 1 });
  });
  test('a refusal is the last word', () => {
    expect(judge(serving(), { refusal: 'why' }, open)).toEqual({ kind: 'act', acts: [], change: { holder: '', isolation: [], paused: [], reason: 'why' }, ends: { exit: Exit.FAILED, say: 'why' } });
  });
  test('an archiver that no webhook has attached is told, once the database serves', () => {
    const archiver = { type: { group: 'archiver.kubedb.com', version: 'v1alpha1', plural: 'mariadbarchivers' }, name: 'orders-b-archiver', attachedByWebhook: true };
    const archived = { ...intent(), backups: [archiver] };
    const attached = databaseOf({ spec: { archiver: { ref: { name: 'orders-b-archiver' } } } });
    const why = 'orders-b has no spec.archiver.ref, since archiver orders-b-archiver was not there when it was last written.';
    const say = expect.stringMatching(new RegExp(`^Restore b is done, but no log is archived: ${why}.* kubectl annotate \\S+ -n \\S+ orders-b \\S+=true --overwrite\\.$`));
    expect(judge(serving(), {}, open, archived)).toMatchObject({ change: { holder: '', reason: say }, notice: { type: 'Warning', about: 'orders-b', message: say }, ends: { exit: Exit.DONE, say } });
    const byOperator = { ...archived, backups: [{ ...archiver, attachedByWebhook: undefined }] };
    for (const [target, told] of [[attached, archived], [databaseOf(), byOperator], [databaseOf(), intent()]] as const) {
      expect(judge(serving(), {}, { ...open, target }, told)).toMatchObject({ change: { holder: '' }, ends: { say: 'restore b is done' } });
    }
    expect(judge(serving({ state: 'halted' }), {}, { service: selects('orders-b', true) }, archived)).toMatchObject({ ends: { say: 'restore b is done' } });
    expect(judge(serving(), { refusal: 'why' }, open, archived)).toMatchObject({ ends: { exit: Exit.FAILED, say: 'why' } });
  });
  test('archiving is another run\'s where this one cannot have suspended it', () => {
    const archiving = { stage: 'resumed', incarnation: 'orders-b', repository: 'full', configuration: 'c', session: 's', backup: 'x', until: '-' } as const;
    expect(judge(serving({ archiving }), {}, open)).toMatchObject({ ends: { exit: Exit.DONE } });
    const inPlace = intent({ process: 'in-place', target: 'orders-b', previous: 'orders-b' });
    expect(judge(serving({ archiving }), { stateSince: NOW }, { ...open, logs: undefined, endpoints: () => ['1'] }, inPlace)).toMatchObject({ kind: 'wait', what: 'the archive to be read' });
    const gaveUp = { refused: { 'archive orders-b': 'no' } };
    expect(judge(serving({ archiving, paused: left.paused }), gaveUp, open, inPlace)).toMatchObject({ acts: [{ name: 'x', body: { spec: { paused: false } } }] });
    expect(judge(serving({ archiving, paused: left.paused }), { ...gaveUp, made }, open, inPlace)).toMatchObject({ change: { holder: '' }, ends: { exit: Exit.FAILED } });
    expect(judge(serving({ archiving, state: 'halted' }), {}, { service: selects('orders-b', true), logs: undefined }, inPlace)).toMatchObject({ ends: { exit: Exit.DONE } });
    expect(judge(serving({ archiving }), {}, { ...open, logs: '-' }, { ...inPlace, request: { ...inPlace.request!, archiving: undefined } })).toMatchObject({ ends: { exit: Exit.DONE } });
  });
});

describe('archiving, taken up again', () => {
  const archiving: Archiving = { stage: 'resumed', incarnation: 'orders-b', repository: 'full', configuration: 'c', session: 's', backup: 'x', until: '2026-11-24T07:00:00Z' };
  const LATER = '2026-11-24T07:30:00Z';
  const backup = { phase: 'Succeeded', fault: '', isGoing: false };
  const ask = (w: Partial<World>, m: Partial<Memory> = {}, more: Partial<Archiving> = {}) =>
    archiveAgain(held({ state: 'serving', incarnation: 'orders-b', resource: POSTGRES, archiving: { ...archiving, ...more } }), memoryOf(m), worldOf({ logs: LATER, ...w }), NOW, 120_000, why => fail(`given up: ${why}`));

  test.each<[Partial<World>]>([[{ logs: undefined }], [{ archive: undefined }], [{ target: undefined }], [{ target: null }]])('not before all is read: %j', w => {
    for (const stage of ['suspended', 'resumed', 'backup'] as const) expect(ask(w, {}, { stage })).toEqual({ kind: 'wait', what: 'the archive to be read' });
  });
  test('a log arrives', () => {
    expect(ask({})).toEqual({ kind: 'act', acts: [], change: { archiving: { ...archiving, stage: 'backup' } }, say: `logs are archived up to ${LATER}` });
    expect(ask({ archive: backup })).toMatchObject({ acts: [{ key: 'remove backup x' }] });
    expect(ask({ archive: backup }, { made: ['remove backup x'] })).toEqual({ kind: 'wait', what: 'BackupSession x to go', until: NOW + 5000 });
    expect(ask({}, {}, { until: '-' })).toMatchObject({ change: { archiving: { stage: 'backup' } } });
  });
  test('or none does, for so long', () => {
    const none = { logs: '2026-11-24T07:00:00Z' };
    expect(ask(none)).toEqual({ kind: 'wait', what: 'the first log of orders-b to be archived', until: NOW + 120_000, remember: { logsSince: NOW } });
    expect(ask(none, { logsSince: NOW - 119_999 })).toMatchObject({ kind: 'wait', until: NOW + 1, remember: { logsSince: NOW - 119_999 } });
    expect(ask(none, { logsSince: NOW - 120_000 })).toEqual(fail('given up: Archiving is on again, but no log has arrived in Repository full for 2 min'));
    expect(ask({ logs: '-' }, {}, { until: '-' })).toMatchObject({ kind: 'wait' });
  });
  test('it is on, or was switched on', () => {
    const off = { target: databaseOf({ isSuspended: true }) };
    expect(ask(off)).toMatchObject({ acts: [{ key: 'archive orders-b' }] });
    // An OpsRequest that was late has switched it off again: its logs begin anew, and so does the rest.
    expect(ask(off, { made: ['archive orders-b'] })).toMatchObject({ acts: [{ key: 'archive orders-b' }] });
    expect(ask(off, {}, { stage: 'backup' })).toMatchObject({ change: { archiving: { stage: 'suspended', until: '-' } } });
    expect(ask({ sessions: [session({ phase: 'Running' })] })).toMatchObject({ kind: 'wait', what: expect.stringContaining('RestoreSession orders-b (Running) to finish') });
    expect(ask(off, { refused: { 'archive orders-b': 'no' } })).toEqual(fail('given up: Archiving could not be taken up again: no'));
  });
  test('and ends with a full backup', () => {
    expect(ask({ archive: backup }, {}, { stage: 'backup' })).toEqual({ kind: 'act', acts: [], change: { archiving: null }, say: 'archiving is as it was' });
  });
});

describe('what is written into a record', () => {
  const patch = (change: RecordChange) => recordPatch(held(), change, NOW);

  test('what changes, and that it is alive', () => {
    expect(patch({})).toEqual({ metadata: { resourceVersion: '7' }, spec: { renewTime: '2026-11-24T08:00:00.000000Z', leaseDurationSeconds: 60 } });
    expect(patch({})).not.toHaveProperty('metadata.annotations');
    expect(patch({ holder: '', epoch: 4 }).spec).toEqual({ renewTime: '2026-11-24T08:00:00.000000Z', leaseDurationSeconds: 60, holderIdentity: '', leaseTransitions: 4, acquireTime: '2026-11-24T08:00:00.000000Z' });
    expect(patch({ state: 'halted', next: '', objection: null, archiving: null }).metadata.annotations).toEqual({ [NOTE.state]: 'halted', [NOTE.since]: '2026-11-24T08:00:00Z', [NOTE.next]: null, [NOTE.objection]: null, [NOTE.archiving]: null });
  });
  test('lists, in the words that are read again', () => {
    const annotations = patch({
      superseded: ['a', 'b'],
      paused: [{ type: KIND.backupConfiguration, name: 'x', incarnation: 'y' }],
      isolation: [{ policy: 'p', incarnation: 'y', stays: true }, { policy: 'q', incarnation: 'y', stays: false }],
      contents: { y: 'b', z: 'c' },
      done: { b: 'u1' },
      kept: { b: 'pv' },
      request: { type: REQUESTS, name: 'r' },
      haltedAt: { job: 'j', at: NOW },
      job: { uid: 'j', created: 't' },
      resource: POSTGRES,
    }).metadata.annotations;
    expect(annotations).toEqual({
      [NOTE.superseded]: 'a b',
      [NOTE.paused]: 'backupconfigurations.v1alpha1.core.kubestash.com x y',
      [NOTE.isolation]: 'p y stays;q y',
      [NOTE.contents]: 'y b;z c',
      [`${NOTE.done}b`]: 'u1',
      [`${NOTE.kept}b`]: 'pv',
      [NOTE.request]: 'postgresopsrequests.v1alpha1.ops.kubedb.com r',
      [NOTE.haltedAt]: 'j 2026-11-24T08:00:00Z',
      [NOTE.job]: 'j t',
      [NOTE.resource]: 'postgreses.v1.kubedb.com',
    });
  });
  test('what is half a word counts for nothing', () => {
    const read = (notes: Record<string, string>) => readRecord({ metadata: { name: RECORD, annotations: notes } });
    const backup = 'backupconfigurations.v1alpha1.core.kubestash.com';
    expect(read({ [NOTE.paused]: `${backup} x;${backup} x --y;${backup} --x y;secrets.v1 x y;${backup};${backup} x y` }).paused).toEqual([{ type: KIND.backupConfiguration, name: 'x', incarnation: 'y' }]);
    expect(read({ [NOTE.isolation]: 'p;p --x;--p y;p y' }).isolation).toEqual([{ policy: 'p', incarnation: 'y', stays: false }]);
    expect(read({ [NOTE.contents]: 'a;a --b;--a b;y b' }).contents).toEqual({ y: 'b' });
    expect(read({ [NOTE.request]: 'postgresopsrequests.v1alpha1.ops.kubedb.com' }).request).toBeUndefined();
    expect([read({}).objection, read({ [NOTE.objection]: 'u1' }).objection, read({ [NOTE.archiving]: 'backup orders full a b c - d' }).archiving]).toEqual([undefined, undefined, undefined]);
    expect(readRecord({ metadata: { name: RECORD }, spec: { leaseDurationSeconds: 15 } }).duration).toBe(15);
    expect(unsoundNotes({ metadata: { name: RECORD, annotations: { [NOTE.target]: '--a', [NOTE.contents]: '--b', [NOTE.next]: '', [NOTE.since]: 'x' } } })).toEqual(['contents', 'target']);
  });
  test('and nobody is done for a database that is not there', () => expect([isDone(held(), 'b', undefined), isDone(held({ done: { b: 'u1' } }), 'b', 'u1')]).toEqual([false, true]));
});

describe('the data is back', () => {
  const back = { sessions: [session()] };
  test('without checks the record says so, and the run waits for its last container', () => {
    const bare = intent({ checks: 0 });
    const told = { state: 'restoring', by: 'orders-b', next: 'orders-b', nextUid: 'u1', session: '', reason: 'The data is in orders-b.' };
    expect(judge(held({ nextUid: 'u1' }), {}, back, bare)).toEqual({ kind: 'act', acts: [], change: told, say: expect.stringContaining('is Ready'), remember: { stateSince: NOW } });
    expect(judge(held({ next: 'orders-b', nextUid: 'u1' }), {}, back, bare)).toEqual({ kind: 'wait', what: 'container resume to begin' });
  });
  test('a state that is entered is remembered', () => {
    const stateSince = NOW - 1000;
    expect(judge(held(), { stateSince }, back)).toMatchObject({ remember: { stateSince: NOW }, change: { by: 'orders-b' } });
    // Who only puts right what was left lets no container go on, which is what it is remembered for.
    expect((judge(held(), {}, back) as any).remember).not.toHaveProperty('stateSince');
    expect(judge(held({ state: 'halting', incarnation: '' }), { stateSince, emptySince: NOW - 250 }, { service: selects('orders-b', true) })).toMatchObject({ change: { state: 'disconnecting', by: 'orders-b' }, remember: { stateSince: NOW } });
  });
  test('an OpsRequest is named as what puts the database back', () => {
    const inPlace = intent({ process: 'in-place', target: 'orders', previous: 'orders', disconnect: false });
    const halting = held({ state: 'halting', incarnation: 'orders' });
    expect(judge(halting, { emptySince: NOW - 250 }, { service: () => null }, inPlace)).toMatchObject({ kind: 'wait' });
    expect(judge({ ...halting, routes: routesTo('orders') }, { emptySince: NOW - 250 }, { service: selects('orders', true) }, inPlace)).toMatchObject({
      change: { reason: 'The operator puts orders back by PostgresOpsRequest orders-b.' }, notice: { reason: 'Restoring', about: 'orders' },
    });
    const kept = requestView({
      kind: 'PostgresOpsRequest', metadata: { name: 'orders-b', creationTimestamp: '2026-11-24T07:59:30Z' }, status: { phase: 'Successful', conditions: [{ type: 'ArchiverRestoreManualCleanupRequired', message: 'pv-1' }] },
    });
    const known = held({ incarnation: 'orders', target: 'orders', done: { first: 'u1' } });
    expect(judge(known, {}, { requests: [kept] }, inPlace)).toMatchObject({ change: { kept: { b: 'pv-1' } } });
    expect((judge(known, {}, { requests: [{ ...kept, kept: '' }] }, inPlace) as any).change).not.toHaveProperty('kept');
  });
  test('a check that is none of ours has no time', () => {
    expect(judge(held({ state: 'checking:other' }), { stateSince: NOW })).toMatchObject({ kind: 'wait', until: NOW + 300_000 });
    expect(judge(held({ state: 'checking:c1' }), { stateSince: NOW }, {}, { ...intent(), checks: [{ name: 'c0', seconds: 5 }, { name: 'c1', seconds: 7 }] })).toMatchObject({ until: NOW + 307_000 });
    expect(judge(held({ state: 'checking:c1' }), { stateSince: NOW }, {}, { ...intent(), checks: [] })).toMatchObject({ kind: 'wait' });
  });
  test('five addresses that are left are named', () => {
    const endpoints = (service: string) => (service === 'orders-client' ? ['1', '2', '3', '4', '5', '6'] : []);
    expect(judge(held({ state: 'halting' }), {}, { endpoints })).toMatchObject({ what: expect.stringMatching(/6 endpoints are left: orders-client:1, .*orders-client:5\. If/) });
  });
});
