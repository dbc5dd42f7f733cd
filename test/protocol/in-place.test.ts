import * as fc from 'fast-check';
import { backupOf, NAMESPACE, RECORD, REQUESTS, routesTo } from './model/settings';
import { databaseOf, heldOf, intentsOf, leaseOf, memoryOf, NOW, worldOf } from './moments';
import { archiveAgain } from '../../src/protocol/archive-again';
import { fail, Memory } from '../../src/protocol/decision';
import { RunIntent } from '../../src/protocol/intent';
import { requestType } from '../../src/protocol/kinds';
import { backupSessionNameOf, LABEL, NOTE } from '../../src/protocol/names';
import { judgePerson } from '../../src/protocol/person';
import { DatabaseRecord, readRecord, RecordChange } from '../../src/protocol/record';
import { requestView } from '../../src/protocol/requests';
import { judgeRun } from '../../src/protocol/run';
import { unsoundNotes } from '../../src/protocol/soundness';
import { DatabaseView } from '../../src/protocol/views';
import { World } from '../../src/protocol/world';

const ask = intentsOf({ predecessors: ['first'], process: 'in-place', waitFor: 'ready', target: 'orders', previous: 'orders' });
const intent: RunIntent = ask();
const ARCHIVING = { stage: 'suspended', incarnation: 'orders', repository: 'full', configuration: backupOf('orders'), session: 'full-backup', backup: 'orders-backup-11', until: '-' } as const;
const held = (change: RecordChange = {}): DatabaseRecord =>
  heldOf({ state: 'restoring', incarnation: 'orders', routes: routesTo('orders'), resource: intent.target.type, done: { first: 'u1' }, ...change });
const database = (more: Partial<DatabaseView> = {}): DatabaseView => databaseOf({ created: '2026-11-01T00:00:00Z', ...more });
const world = (more: Partial<World> = {}): World => worldOf({ record: held(), target: database(), endpoints: () => ['10.0.0.1'], ...more });
const judge = (record: DatabaseRecord, w: Partial<World> = {}, m: Partial<Memory> = {}) =>
  judgeRun({ intent, memory: memoryOf(m), world: world({ record, ...w }), now: NOW });
const request = (status: any = {}, more: any = {}) => requestView({
  kind: 'PostgresOpsRequest',
  metadata: { name: 'orders-b', creationTimestamp: '2026-11-24T07:59:30Z', labels: { [LABEL.restore]: 'b' }, ...more.metadata },
  spec: { type: 'ArchiverRestore', databaseRef: { name: 'orders' }, ...more.spec },
  status,
});
const step = (type: string, status = 'True', reason = '', message = '') => ({ type, status, reason, message });
const before = { state: 'serving', restore: 'first', holder: '', by: 'orders-first' } as const;

describe('before anything is halted', () => {
  const untaken: Partial<Memory> = { epoch: undefined };

  test('KubeDB is asked whether it would take the OpsRequest', () => {
    expect(judge(held(before), {}, untaken)).toMatchObject({ kind: 'act', unfenced: true, acts: [{ verb: 'rehearse', type: REQUESTS, name: 'orders-b' }] });
    expect(judge(held(before), {}, { ...untaken, made: ['rehearse request'] })).toMatchObject({ kind: 'act', change: { state: 'halting', restore: 'b' } });
  });

  test('if it would not, nothing is halted, and the record says why', () => {
    const refused = { 'rehearse request': 'Unsupported value: "ArchiverRestore"' };
    expect(judge(held(before), {}, { ...untaken, refused })).toMatchObject({
      kind: 'act', change: { reason: expect.stringMatching(/Unsupported value.*Nothing was halted/) }, ends: { exit: 1 },
    });
  });

  test.each([
    ['without our label', { metadata: { labels: {} } }],
    ['about another database', { spec: { databaseRef: { name: 'other' } } }],
  ])('an OpsRequest of the name %s is somebody else\'s', (_, more) => {
    expect(judge(held(before), { requests: [request({}, more)] }, untaken)).toMatchObject({ change: { reason: expect.stringMatching(/is not of restore b/) }, ends: { exit: 1 } });
  });

  test('a database in use without a record is left alone', () => {
    const unknown = held({ ...before, done: { first: 'another' }, restore: '', state: '' });
    expect(judge(unknown, {}, untaken)).toMatchObject({ ends: { exit: 1, say: expect.stringMatching(/would overwrite/) } });
  });
});

describe('the OpsRequest', () => {
  test('is written down before it exists, with the archiving that it suspends', () => {
    expect(judge(held())).toMatchObject({
      acts: [{ verb: 'create', name: 'orders-b', body: { kind: 'PostgresOpsRequest', metadata: { labels: { [LABEL.restore]: 'b' } } } }],
      change: { request: { type: REQUESTS, name: 'orders-b' }, contents: { orders: 'b' }, archiving: ARCHIVING },
    });
  });

  test.each([
    ['another one that restores', { requests: [request({ phase: 'Progressing' }, { metadata: { name: 'theirs' } })] }, /theirs \(Progressing\)/],
    ['an unfinished RestoreSession', {
      sessions: [{ name: 'by-hand', created: '2026-11-24T07:00:00Z', target: 'orders', phase: 'Running', isGoing: false, hasRun: true, progress: '', fault: '' }],
    }, /by-hand \(Running\)/],
  ])('waits for %s', (_, w, what) => {
    expect(judge(held(), w)).toMatchObject({ kind: 'wait', what: expect.stringMatching(what) });
  });

  test('of another type on the same database is no matter', () => {
    expect(judge(held(), { requests: [request({ phase: 'Progressing' }, { metadata: { name: 'theirs' }, spec: { type: 'Restart' } })] })).toMatchObject({ kind: 'act' });
  });

  test('is waited for by its steps', () => {
    const status = { phase: 'Progressing', conditions: [step('ArchiverRestoreWipeVolumes'), step('ArchiverRestoreWipeVolumes--data-0', 'False'), step('DatabaseReady', 'False')] };
    expect(judge(held(), { requests: [request(status)] })).toMatchObject({ kind: 'wait', what: expect.stringMatching(/it is Progressing, ArchiverRestoreWipeVolumes$/) });
  });

  test.each([
    ['a step that is False', { phase: 'Progressing', conditions: [step('ArchiverRestoreDataRestored', 'False', 'NoBinlog', 'none reaches that far')] }, /ArchiverRestoreDataRestored: NoBinlog: none reaches that far/],
    ['a bad end', { phase: 'Failed', conditions: [step('Failed', 'True', 'TimedOut', 'step took too long')] }, /it is Failed: Failed: TimedOut: step took too long/],
    ['a denial', { phase: 'Denied' }, /it is Denied/],
  ])('ends the restore at once: %s', (_, status, reason) => {
    expect(judge(held(), { requests: [request(status)] })).toMatchObject({ kind: 'fail', verdict: { reason: expect.stringMatching(reason) } });
  });

  test('that is done leaves its data to the checks, and the volumes that it kept to the record', () => {
    const status = { phase: 'Successful', conditions: [step('Successful'), step('ArchiverRestoreManualCleanupRequired', 'True', '', 'released: pv-1, pv-2')] };
    expect(judge(held(), { requests: [request(status)] })).toMatchObject({ change: { state: 'checking:c0', nextUid: 'u1', kept: { b: 'released: pv-1, pv-2' } } });
    expect(judge(held(), { requests: [request(status)], target: database({ phase: 'Critical' }) })).toMatchObject({ kind: 'wait' });
    expect(judge(held(), { requests: [request(status)], target: database({ conditions: { SuccessfullyDataRestored: 'False' } }) })).toMatchObject({ kind: 'fail' });
  });

  test('of a database of this name that is gone is taken away first', () => {
    const former = request({ phase: 'Successful' }, { metadata: { creationTimestamp: '2026-10-01T00:00:00Z' } });
    expect(judge(held(), { requests: [former] })).toMatchObject({ acts: [{ verb: 'remove', name: 'orders-b' }] });
  });

  test('whose data another restore has written over since does not count', () => {
    const done = request({ phase: 'Successful', conditions: [step('Successful')] });
    expect(judge(held({ contents: { orders: 'c' } }), { requests: [done] })).toMatchObject({ acts: [{ verb: 'remove', name: 'orders-b' }] });
    const working = request({ phase: 'Progressing', conditions: [step('ArchiverRestoreSuspendArchiver')] });
    expect(judge(held({ contents: { orders: 'c' } }), { requests: [working] })).toMatchObject({ kind: 'wait' });
  });

  test('that has not begun goes when the run gives up; one that has begun is left to its end', () => {
    const verdict = { reason: 'too late', exit: 4 };
    expect(judge(held(), { requests: [request()] }, { verdict })).toMatchObject({ acts: [{ verb: 'remove', name: 'orders-b' }] });
    const begun = request({ phase: 'Progressing', conditions: [step('ArchiverRestoreSuspendArchiver')] });
    expect(judge(held(), { requests: [begun] }, { verdict })).toMatchObject({ change: { state: 'failed', reason: 'too late' } });
  });

  test('that is at work keeps people from opening the database', () => {
    const record = held({ state: 'failed', reason: 'too late', holder: '', request: { type: REQUESTS, name: 'orders-b' } });
    const person = { namespace: NAMESPACE, record: RECORD, command: 'resume' as const, person: 'person/ada', reason: '', skipsChecks: true };
    const answer = (requests: World['requests']) =>
      judgePerson({ intent: person, memory: memoryOf({ me: 'person/ada', by: 'person/ada', epoch: undefined }), world: world({ record, requests }), now: NOW });
    expect(answer([request({ phase: 'Progressing' })])).toMatchObject({ kind: 'end', exit: 1, say: expect.stringMatching(/orders-b \(Progressing\) is not finished/) });
    expect(answer([])).toMatchObject({ kind: 'act', change: { state: 'resuming' } });
    expect(answer(undefined)).toMatchObject({ kind: 'wait' });
  });
});

describe('archiving is taken up again once the database serves: on, first log, full backup', () => {
  const serving = (archiving: RecordChange['archiving']) => held({ state: 'serving', done: { b: 'u1' }, archiving });
  const END = '2026-11-24T07:50:00Z';

  test('how far logs have come is noted first', () => {
    expect(judge(serving(ARCHIVING), { logs: END, target: database({ isSuspended: true }) })).toMatchObject({ change: { archiving: { stage: 'resumed', until: END } }, acts: [] });
  });

  test('then the annotation goes, before any paused backup goes on', () => {
    const record = held({ state: 'serving', done: { b: 'u1' }, archiving: { ...ARCHIVING, stage: 'resumed', until: END }, paused: [{ ...intent.backups[0], incarnation: 'orders' }] });
    const isSuspended = database({ isSuspended: true });
    expect(judge(record, { logs: END, target: isSuspended })).toMatchObject({ acts: [{ verb: 'patch', name: 'orders', body: { metadata: { annotations: { 'kubedb.com/suspend-archiver': null } } } }] });
    expect(judge(record, { logs: END })).toMatchObject({ acts: [{ verb: 'patch', body: { spec: { paused: false } } }] });
  });

  test('an OpsRequest that is known of comes to its end first; where none is, nobody asks for them', () => {
    const known = serving(ARCHIVING);
    const made = held({ state: 'serving', done: { b: 'u1' }, archiving: ARCHIVING, request: { type: REQUESTS, name: 'orders-b' } });
    expect(judge(made, { requests: undefined, logs: END })).toEqual({ kind: 'wait', what: 'OpsRequests to finish before archiving goes on' });
    expect(judge(made, { requests: [request({ phase: 'Progressing' })], logs: END })).toEqual({ kind: 'wait', what: 'PostgresOpsRequest orders-b (Progressing) to finish before archiving goes on' });
    for (const one of [made, known]) expect(judge(one, { requests: [], logs: END })).toMatchObject({ change: { archiving: { stage: 'resumed' } } });
    expect(archiveAgain(known, memoryOf(), world({ requests: undefined, logs: END }), NOW, 0, fail)).toMatchObject({ change: { archiving: { stage: 'resumed' } } });
  });

  test('an older log is none', () => {
    const record = serving({ ...ARCHIVING, stage: 'resumed', until: END });
    for (const logs of [END, '-', '2026-11-24T07:00:00Z']) expect(judge(record, { logs })).toMatchObject({ kind: 'wait', what: expect.stringMatching(/first log/) });
    expect(judge(record, { logs: '2026-11-24T08:00:00Z' })).toMatchObject({ change: { archiving: { stage: 'backup' } } });
  });

  test('a full backup of an earlier attempt goes before the new one counts', () => {
    const archive = { phase: 'Succeeded', fault: '', isGoing: false };
    const record = serving({ ...ARCHIVING, stage: 'resumed', until: '-' });
    expect(judge(record, { logs: END, archive })).toMatchObject({ acts: [{ verb: 'remove', name: 'orders-backup-11' }] });
  });

  test('the full backup ends it', () => {
    const record = serving({ ...ARCHIVING, stage: 'backup', until: END });
    expect(judge(record)).toMatchObject({ acts: [{ verb: 'create', name: 'orders-backup-11', body: { spec: { session: 'full-backup', invoker: { name: 'orders-backup' } } } }] });
    expect(judge(record, { archive: { phase: 'Succeeded', fault: '', isGoing: false } })).toMatchObject({ change: { archiving: null } });
    expect(judge(serving(null))).toMatchObject({ ends: { exit: 0 } });
  });

  test.each([
    ['no log comes', serving({ ...ARCHIVING, stage: 'resumed', until: '-' }), {}, { logsSince: NOW - 3600_000 }, /no log has arrived/],
    ['KubeDB refuses', serving({ ...ARCHIVING, stage: 'resumed', until: '-' }), { target: database({ isSuspended: true }) }, { refused: { 'archive orders': 'no' } }, /could not be taken up again: no/],
    ['the full backup fails', serving({ ...ARCHIVING, stage: 'backup', until: '-' }), { archive: { phase: 'Failed', fault: 'full disk', isGoing: false } }, { made: ['backup orders-backup-11'] }, /is Failed: full disk/],
  ])('the database goes on serving, the Job fails, and another one goes on from there if %s', (_, record, w, m, reason) => {
    const answer = judge(record, w, m);
    expect(answer).toMatchObject({ kind: 'act', change: { holder: '', reason: expect.stringMatching(reason) }, ends: { exit: 1 } });
    expect((answer as any).change.state).toBeUndefined();
    const again = readRecord(leaseOf({ ...record, ...(answer as any).change }));
    expect(judge(again, {}, { epoch: undefined })).toMatchObject({ change: { holder: 'orders-b/p1' } });
  });

  test('what is about an incarnation that does not serve is left alone', () => {
    expect(judge(serving({ ...ARCHIVING, incarnation: 'orders-a' }))).toMatchObject({ ends: { exit: 0 } });
  });
});

describe('nothing of it in a record is trusted', () => {
  test('it comes back as it was written, and is sound', () => {
    const written = leaseOf({ request: { type: REQUESTS, name: 'orders-b' }, archiving: { ...ARCHIVING, stage: 'backup', until: '2026-11-24T07:50:00Z' }, kept: { b: 'released: pv-1' } });
    expect(readRecord(written)).toMatchObject({ request: { type: REQUESTS, name: 'orders-b' }, archiving: { stage: 'backup', until: '2026-11-24T07:50:00Z' }, kept: { b: 'released: pv-1' } });
    expect(unsoundNotes(written)).toEqual([]);
  });

  test.each([
    ['request', 'secrets.v1 orders'], ['request', 'mysqlopsrequests.v1alpha1.ops.kubedb.com --all'], ['request', 'pods.v1.ops.kubedb.com.evil.org orders'],
    ['archiving', 'suspended orders ../../x a b c -'], ['archiving', 'over orders full a b c -'], ['archiving', 'backup orders full a b c later'], ['archiving', 'backup orders'],
  ])('%s: %s', (key, value) => {
    const note = NOTE[key as 'request' | 'archiving'];
    const made = { metadata: { name: RECORD, annotations: { [note]: value } } };
    expect(readRecord(made)).toMatchObject({ request: undefined, archiving: undefined });
    expect(unsoundNotes(made)).toEqual([key]);
  });

  test('a kind is one of KubeDB\'s OpsRequests', () => {
    expect(requestType('etcdopsrequests.v1alpha1.ops.kubedb.com')).toEqual({ group: 'ops.kubedb.com', version: 'v1alpha1', plural: 'etcdopsrequests' });
    expect(requestType('deployments.v1.apps')).toBeUndefined();
  });
});

describe('an overwrite by a RestoreSession after it', () => {
  const overwrite = ask({ id: 'c', process: 'overwrite', checks: 0 });
  const own = (w: Partial<World>, change: RecordChange = {}) => judgeRun({
    intent: overwrite,
    memory: memoryOf({ asked: ['resume'] }),
    world: world({ record: held({ restore: 'c', ...change }), endpoints: () => ['10.0.0.1'], ...w }),
    now: NOW,
  });
  const going = request({ phase: 'Progressing' });

  test('waits until the OpsRequest is at its end, and says so first', () => {
    const what = expect.stringMatching(/^PostgresOpsRequest orders-b \(Progressing\) to finish or be deleted: not made by this run/);
    expect(own({ requests: [going], target: database({ phase: 'NotReady' }) })).toMatchObject({ kind: 'wait', what });
    expect(own({ requests: undefined })).toMatchObject({ kind: 'wait', what: 'OpsRequests to be listed' });
    expect(own({ requests: [request({ phase: 'Successful' })] })).toMatchObject({ kind: 'act', acts: [{ key: 'session orders-c' }] });
  });

  test('opens nothing that an OpsRequest is putting back', () => {
    const sessions = [{ name: 'orders-c', phase: 'Succeeded', target: 'orders', created: '2026-11-24T07:59:40Z', hasRun: true, isGoing: false, fault: '', progress: '' }] as any;
    const restored: RecordChange = { next: 'orders', nextUid: 'u1', contents: { orders: 'c' }, state: 'restoring' };
    const service = () => ({ version: '1', selector: {}, epoch: '3' });
    for (const requests of [undefined, [going]]) {
      expect(own({ sessions, requests }, restored)).toMatchObject({ kind: 'wait' });
      expect(own({ sessions, requests, service }, { ...restored, state: 'resuming', done: { c: 'u1' } })).toMatchObject({ kind: 'wait' });
    }
    expect(own({ sessions, requests: [] }, restored)).toMatchObject({ kind: 'act', change: { state: 'resuming' } });
  });
});

test('a backup that a restore makes is called as KubeStash calls its own: digits at the end', () => {
  expect(backupSessionNameOf('orders-safety', '299528fb')).toBe('orders-safety-697641211');
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffffff }), n => {
    expect(backupSessionNameOf('x', n.toString(16).padStart(8, '0'))).toBe(`x-${n}`);
  }));
});
