import { NAMESPACE, RECORD, REQUESTS, routesTo } from './model/settings';
import { databaseOf, intentsOf, memoryOf, NOW, recordOf, worldOf } from './moments';
import { archiveAgain } from '../../src/protocol/archive-again';
import { createBackup, pauseBackups, removeBackup, resumeBackups, takeBackup } from '../../src/protocol/backups';
import { act, Decision, fail, isDue, Memory, refusedOf, wait } from '../../src/protocol/decision';
import { endIsolation, isolate } from '../../src/protocol/isolation';
import { endJob, keepsContainer, latestEnd } from '../../src/protocol/job';
import { KIND } from '../../src/protocol/kinds';
import { labelled } from '../../src/protocol/labelled';
import { LABEL } from '../../src/protocol/names';
import { RecordChange } from '../../src/protocol/record';
import { judgeRun } from '../../src/protocol/run';
import { emptySince, isRight, pointing, wantedLabels } from '../../src/protocol/services';
import { createSession, removeSession } from '../../src/protocol/sessions';
import { BackupView } from '../../src/protocol/views';
import { World } from '../../src/protocol/world';

// Every change outside the record, word for word: what the API server is sent, what may be refused, what the run goes on without.

const intent = intentsOf({ disconnect: true, isolates: true });
const record = (more: RecordChange = {}) => recordOf({ restore: 'b', epoch: 3, routes: [...routesTo('orders-a'), ...routesTo('orders-b')], ...more });
const said = expect.any(String);
const CONFIGURATION = { type: KIND.backupConfiguration, name: 'orders-b-backup' };
const ARCHIVER = { type: { group: 'archiver.kubedb.com', version: 'v1alpha1', plural: 'postgresarchivers' }, name: 'archiver' };

describe('what is sent to the API server', () => {
  test('the record of a database that has none', () => {
    const answer = judgeRun({ intent: intent(), memory: memoryOf({ epoch: undefined }), world: worldOf({ record: null, target: null }), now: NOW });
    const body = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: RECORD, namespace: NAMESPACE }, spec: { holderIdentity: '', leaseTransitions: 0 } };
    expect(answer).toEqual({ kind: 'act', unfenced: true, acts: [{ key: 'create record', verb: 'create', type: KIND.lease, name: RECORD, body, fine: ['exists'], said }] });
  });

  test('the labels of its pods, on whatever it makes and on nothing that it changes', () => {
    const labels = { owner: 'shop', [LABEL.restore]: 'another' };
    const session = createSession(intent(), 'b-1');
    const changes = [endJob('job'), removeSession('b-1', 'late')];
    const decision = act([session, { ...session, verb: 'rehearse' }, isolate(intent()), ...changes]);
    const { acts } = labelled(decision, labels) as Extract<Decision, { kind: 'act' }>;
    const own = session.body.metadata.labels;
    expect(acts.slice(0, 3).map(a => a.body.metadata.labels)).toEqual([{ owner: 'shop', ...own }, { owner: 'shop', ...own }, { ...labels, [LABEL.database]: 'orders' }]);
    expect(acts[0]).toEqual({ ...session, body: { ...session.body, metadata: { ...session.body.metadata, labels: expect.anything() } } });
    expect(acts.slice(3)).toEqual(changes);
    expect(labelled(decision, undefined)).toBe(decision);
    expect(labelled(wait('something'), labels)).toEqual(wait('something'));
    // All that a run makes goes this way.
    const recorded = judgeRun({ intent: { ...intent(), labels: { owner: 'shop' } }, memory: memoryOf({ epoch: undefined }), world: worldOf({ record: null, target: null }), now: NOW });
    expect(recorded).toMatchObject({ acts: [{ key: 'create record', body: { metadata: { labels: { owner: 'shop' } } } }] });
  });

  test('a policy, and its end', () => {
    expect(isolate(intent())).toEqual({
      key: 'isolate orders-b-isolation',
      verb: 'create',
      type: KIND.policy,
      name: 'orders-b-isolation',
      body: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'orders-b-isolation', namespace: NAMESPACE, labels: { [LABEL.database]: 'orders' } }, spec: {} },
      fine: ['exists'],
      said,
    });
    const isolated = record({ isolation: [{ policy: 'p', incarnation: 'orders-b', stays: true }] });
    expect(endIsolation(isolated, 'orders-b', memoryOf()).acts).toEqual([{ key: 'release p', verb: 'remove', type: KIND.policy, name: 'p', fine: ['absent'], optional: true, said }]);
  });

  test('a backup that is paused, and goes on, in the words of its kind', () => {
    const patch = { verb: 'patch', fine: ['absent', 'unknown-kind'], optional: true, said };
    const paused = [{ ...CONFIGURATION, incarnation: 'orders-b' }, { ...ARCHIVER, incarnation: 'orders-b' }];
    const both = { ...intent(), backups: [CONFIGURATION, ARCHIVER] };
    const running = (type: typeof ARCHIVER['type']) => worldOf({ paused: of => of.plural !== type.plural });
    expect(pauseBackups(both, record({ paused }), memoryOf(), running(CONFIGURATION.type))).toEqual({
      kind: 'act', acts: [{ ...patch, ...CONFIGURATION, key: 'pause backupconfigurations.v1alpha1.core.kubestash.com orders-b-backup', body: { spec: { paused: true } } }],
    });
    expect(pauseBackups(both, record({ paused }), memoryOf(), running(ARCHIVER.type))).toEqual({
      kind: 'act', acts: [{ ...patch, ...ARCHIVER, key: 'pause postgresarchivers.v1alpha1.archiver.kubedb.com archiver', body: { spec: { pause: true } } }],
    });
    expect(resumeBackups(record({ paused }), 'orders-b', memoryOf()).acts).toEqual([
      { ...patch, ...CONFIGURATION, key: 'resume backupconfigurations.v1alpha1.core.kubestash.com orders-b-backup', body: { spec: { paused: false } } },
      { ...patch, ...ARCHIVER, key: 'resume postgresarchivers.v1alpha1.archiver.kubedb.com archiver', body: { spec: { pause: false } } },
    ]);
  });

  test('a backup by its name, and its removal', () => {
    expect(createBackup(NAMESPACE, 'x-1', { configuration: 'x', session: 'full' })).toEqual({
      key: 'backup x-1',
      verb: 'create',
      type: KIND.backupSession,
      name: 'x-1',
      body: {
        apiVersion: 'core.kubestash.com/v1alpha1',
        kind: 'BackupSession',
        metadata: { name: 'x-1', namespace: NAMESPACE },
        spec: { invoker: { apiGroup: 'core.kubestash.com', kind: 'BackupConfiguration', name: 'x' }, session: 'full' },
      },
      fine: ['exists'],
      said,
    });
    expect(removeBackup('x-1')).toEqual({ key: 'remove backup x-1', verb: 'remove', type: KIND.backupSession, name: 'x-1', fine: ['absent', 'unknown-kind'], said });
  });

  test('a RestoreSession, and its removal', () => {
    expect(createSession(intent(), 'orders-b-2')).toEqual({
      key: 'session orders-b-2',
      verb: 'create',
      type: KIND.restoreSession,
      name: 'orders-b-2',
      body: {
        apiVersion: 'core.kubestash.com/v1alpha1',
        kind: 'RestoreSession',
        metadata: { name: 'orders-b-2', namespace: NAMESPACE, labels: { [LABEL.restore]: 'b' } },
        spec: { target: { name: 'orders-b' } },
      },
      fine: ['exists'],
      said,
    });
    const removal = { key: 'remove session x', verb: 'remove', type: KIND.restoreSession, name: 'x', fine: ['absent', 'unknown-kind'] };
    expect(removeSession('x', ', at last')).toEqual({ ...removal, optional: false, said: 'deleted RestoreSession x, at last' });
    expect(removeSession('x', '', true)).toMatchObject({ optional: true });
  });

  test('an OpsRequest, rehearsed and made', () => {
    const order = intent({ process: 'in-place', target: 'orders', previous: 'orders', isolates: false, disconnect: false });
    const body = {
      apiVersion: 'ops.kubedb.com/v1alpha1',
      kind: 'PostgresOpsRequest',
      metadata: { name: 'orders-b', namespace: NAMESPACE, labels: { [LABEL.restore]: 'b' } },
      spec: { type: 'ArchiverRestore', databaseRef: { name: 'orders' } },
    };
    const made = { verb: 'create', type: REQUESTS, name: 'orders-b', body, fine: ['exists'], said };
    const ask = (more: RecordChange, epoch?: number) => {
      const known = record({ by: 'orders-b', holder: 'orders-b/p1', done: { first: 'u1' }, ...more });
      return judgeRun({ intent: order, memory: memoryOf({ epoch }), world: worldOf({ record: known }), now: NOW });
    };
    expect(ask({ restore: 'a', state: 'serving', holder: '' })).toEqual({ kind: 'act', unfenced: true, acts: [{ ...made, key: 'rehearse request', verb: 'rehearse' }] });
    expect(ask({ state: 'restoring' }, 3)).toEqual({
      kind: 'act',
      acts: [{ ...made, key: 'request orders-b' }],
      change: {
        request: { type: REQUESTS, name: 'orders-b' },
        contents: { orders: 'b' },
        archiving: { stage: 'suspended', incarnation: 'orders', repository: 'full', configuration: 'orders-backup', session: 'full-backup', backup: 'orders-backup-11', until: '-' },
      },
    });
  });

  test('archiving that goes on', () => {
    const archiving = { stage: 'resumed', incarnation: 'orders', repository: 'full', configuration: 'c', session: 's', backup: 'x', until: '-' } as const;
    const type = { group: 'kubedb.com', version: 'v1', plural: 'mysqls' };
    expect(archiveAgain(record({ archiving, incarnation: 'orders', resource: type }), memoryOf(), worldOf({ target: databaseOf({ isSuspended: true }) }), NOW, 1000, fail)).toEqual({
      kind: 'act',
      acts: [{ key: 'archive orders', verb: 'patch', type, name: 'orders', body: { metadata: { annotations: { 'kubedb.com/suspend-archiver': null } } }, fine: ['absent'], optional: true, said }],
    });
  });

  test('the end of a Job', () => {
    expect(endJob('orders-b')).toEqual({ key: 'end orders-b', verb: 'patch', type: KIND.job, name: 'orders-b', body: { spec: { activeDeadlineSeconds: 1 } }, fine: ['absent'], optional: true, said });
    expect(endJob('orders-b', 7)).toMatchObject({ body: { spec: { activeDeadlineSeconds: 7 } } });
  });

  test('a client Service, labels that go included', () => {
    const service = () => ({ version: '9', selector: { app: 'x', [LABEL.incarnation]: 'orders-a' }, epoch: '2' });
    const [patch] = pointing(['orders-client'], 'orders-b', 'halted', record(), 'person/kim', worldOf({ service })).acts;
    expect(patch).toEqual({
      key: 'orders-client halted orders-b 3',
      verb: 'patch',
      type: KIND.service,
      name: 'orders-client',
      body: {
        metadata: {
          resourceVersion: '9',
          annotations: {
            'cdk8s-kubestash/epoch': '3',
            'cdk8s-kubestash/state': 'halted',
            'cdk8s-kubestash/incarnation': 'orders-b',
            'cdk8s-kubestash/restore': 'b',
            'cdk8s-kubestash/by': 'person/kim',
          },
        },
        spec: { selector: { app: null, [LABEL.incarnation]: 'orders-b', [LABEL.halted]: 'true' } },
      },
      fine: ['conflict', 'absent'],
      said,
    });
  });
});

describe('client Services', () => {
  const view = { version: '1', selector: routesTo('orders-b')[0].labels, epoch: '3' };
  const of = (service: World['service'], traffic: 'halted' | 'open' = 'open', incarnation = 'orders-b') => pointing(['s', 'orders-client'], incarnation, traffic, record(), 'x', worldOf({ service }));

  test('that are not there, and that are not known', () => {
    expect(of(name => (name === 's' ? null : undefined))).toEqual({ acts: [], absent: ['s'], unknown: ['orders-client'] });
  });
  test('are patched once an epoch, and where they are wrong', () => {
    expect(of(() => view).acts).toEqual([]);
    expect(of(() => ({ ...view, epoch: '2' })).acts).toMatchObject([{ name: 'orders-client', body: { metadata: { annotations: { 'cdk8s-kubestash/state': 'serving' } } } }]);
    expect(of(() => ({ ...view, selector: {} })).acts).toHaveLength(1);
  });
  test('without a route are left as they are, or closed as they are', () => {
    const own = { ...view, selector: { app: 'x' } };
    expect(wantedLabels('s', own, 'orders-b', 'open', record())).toBeUndefined();
    expect(wantedLabels('s', own, 'orders-b', 'halted', record())).toEqual({ app: 'x', [LABEL.halted]: 'true' });
    expect(wantedLabels('orders-client', own, 'orders-b', 'halted', record())).toEqual({ ...view.selector, [LABEL.halted]: 'true' });
    expect([isRight('s', own, 'orders-b', 'open', record()), isRight('s', own, 'orders-b', 'halted', record()), isRight('orders-client', view, 'orders-b', 'open', record())]).toEqual([true, false, true]);
    expect(isRight('orders-client', own, 'orders-b', 'open', record())).toBe(false);
  });
  test('are drained since the first moment at which none had an address', () => {
    const since = (endpoints: World['endpoints'], before?: number) => emptySince(['s', 't'], worldOf({ endpoints }), before, NOW);
    expect([since(() => []), since(() => [], 7), since(() => undefined, 7), since(s => (s === 's' ? [] : ['10.0.0.1']), 7)]).toEqual([NOW, 7, undefined, undefined]);
  });
});

describe('backups are paused', () => {
  const told = record({ paused: [{ ...CONFIGURATION, incarnation: 'orders-a' }] });
  const both = { ...intent(), backups: [CONFIGURATION, ARCHIVER] };

  test('once all is read, by name; none where there is none', () => {
    expect(pauseBackups(both, record(), memoryOf(), worldOf({ paused: type => (type === ARCHIVER.type ? undefined : false) }))).toEqual(wait('postgresarchivers.v1alpha1.archiver.kubedb.com archiver to be read'));
    expect(pauseBackups(both, record(), memoryOf(), worldOf({ paused: () => null }))).toBeUndefined();
    expect(pauseBackups(both, record(), memoryOf(), worldOf({ paused: () => true }))).toBeUndefined();
  });
  test('the record is told only of those that it does not know, which are told apart by kind and name', () => {
    expect(pauseBackups(both, told, memoryOf(), worldOf({ paused: () => false }))).toMatchObject({
      change: { paused: [{ ...CONFIGURATION, incarnation: 'orders-a' }, { ...ARCHIVER, incarnation: 'orders-b' }] },
      acts: [{ name: CONFIGURATION.name, body: { spec: { paused: true } } }, { name: ARCHIVER.name, body: { spec: { pause: true } } }],
    });
    const alike = { ...intent(), backups: [{ ...ARCHIVER, name: CONFIGURATION.name }] };
    const answer = pauseBackups(alike, told, memoryOf(), worldOf({ paused: () => false }));
    expect(answer).toMatchObject({ change: { paused: [{}, { type: ARCHIVER.type }] } });
  });
  test('but for those that the API server refuses to pause', () => {
    const refused = { 'pause backupconfigurations.v1alpha1.core.kubestash.com orders-b-backup': 'no' };
    expect(pauseBackups(intent(), told, memoryOf({ refused }), worldOf({ paused: () => false }))).toBeUndefined();
  });
  test('and go on with their incarnation; what could not be resumed stays in the record', () => {
    const paused = [{ ...CONFIGURATION, incarnation: 'orders-b' }, { ...ARCHIVER, incarnation: 'orders-a' }];
    const [key] = resumeBackups(record({ paused }), 'orders-b', memoryOf()).acts.map(a => a.key);
    expect(resumeBackups(record({ paused }), 'orders-b', memoryOf())).toMatchObject({ acts: [{ name: 'orders-b-backup' }], left: paused });
    expect(resumeBackups(record({ paused }), 'orders-b', memoryOf({ made: [key] }))).toEqual({ acts: [], left: [paused[1]] });
    expect(resumeBackups(record({ paused }), 'orders-b', memoryOf({ refused: { [key]: 'no' } }))).toEqual({ acts: [], left: paused });
    const others = [{ ...CONFIGURATION, incarnation: 'orders-a' }];
    expect(resumeBackups(record({ paused: others }), 'orders-b', memoryOf({ made: [key] }))).toEqual({ acts: [], left: others });
  });
  test('and are called as people call them', () => {
    const paused = [{ ...CONFIGURATION, incarnation: 'orders-b' }, { ...ARCHIVER, incarnation: 'orders-b' }];
    expect(resumeBackups(record({ paused }), 'orders-b', memoryOf()).acts.map(a => a.said))
      .toEqual(['BackupConfiguration orders-b-backup: backups go on', 'postgresarchivers.v1alpha1.archiver.kubedb.com archiver: backups go on']);
  });
});

describe('a backup that a run takes', () => {
  const create = createBackup(NAMESPACE, 'x', { configuration: 'c', session: 's' });
  const remove = removeBackup('x');
  const take = (backup: Partial<BackupView> | null, m: Partial<Memory> = {}) =>
    takeBackup('full backup', create, remove, backup && { phase: 'Running', fault: '', isGoing: false, ...backup }, memoryOf(m), NOW, why => fail(`given up: ${why}`));
  const again = { remember: { retryAt: NOW + 5000 } };

  test.each<[string, Partial<BackupView> | null, Partial<Memory>, object | undefined]>([
    ['is made', null, {}, act([create])],
    ['after a pause', null, { retryAt: NOW + 1 }, { kind: 'wait', what: expect.stringContaining('a while to pass'), until: NOW + 1 }],
    ['which ends', null, { retryAt: NOW }, act([create])],
    ['is given up where it is refused', null, { refused: { [create.key]: 'no' } }, fail('given up: The full backup x was refused: no')],
    ['is awaited', {}, {}, { kind: 'wait', what: 'the full backup, BackupSession x, to finish; it is Running' }],
    ['is awaited as it goes', { isGoing: true, phase: 'Succeeded' }, {}, { kind: 'wait', what: 'BackupSession x to go' }],
    ['has succeeded', { phase: 'Succeeded' }, { retryAt: NOW + 1, made: [remove.key] }, undefined],
    ['is taken again where it was skipped', { phase: 'Skipped', fault: 'another one runs' }, {}, act([remove], { ...again, say: 'the full backup x was skipped: another one runs' })],
    ['or failed before this attempt', { phase: 'Failed' }, {}, act([remove], again)],
    ['is given up where it fails in this one', { phase: 'Failed', fault: 'full disk' }, { made: [create.key] }, fail('given up: The full backup x is Failed: full disk')],
    ['is not removed twice: skipped', { phase: 'Skipped' }, { retryAt: NOW + 1, made: [remove.key] }, { kind: 'wait', what: 'BackupSession x to go', until: NOW + 1 }],
    ['is not removed twice: failed', { phase: 'Failed' }, { retryAt: NOW + 1, made: [remove.key] }, { kind: 'wait', what: 'BackupSession x to go', until: NOW + 1 }],
    ['until its time is over', { phase: 'Skipped' }, { retryAt: NOW, made: [remove.key] }, act([remove], { ...again, say: expect.any(String) as any })],
    ['or it was not removed', { phase: 'Skipped' }, { retryAt: NOW + 1 }, act([remove], { ...again, say: expect.any(String) as any })],
    ['is awaited though an earlier one was removed', { phase: 'Running' }, { retryAt: NOW + 1, made: [remove.key] }, { kind: 'wait', what: expect.stringContaining('to finish') }],
  ])('%s', (_, backup, m, answer) => {
    if (answer === undefined) expect(take(backup, m)).toBeUndefined();
    else expect(take(backup, m)).toEqual(answer);
  });
  test('nobody asks again by a clock where none runs', () => expect(take({ isGoing: true })).not.toMatchObject({ until: expect.anything() }));
});

describe('what was asked for before', () => {
  const one = removeSession('x', '');
  test('is due until it is made or refused', () => {
    expect([isDue(one, memoryOf()), isDue(one, memoryOf({ made: [one.key] })), isDue(one, memoryOf({ refused: { [one.key]: 'no' } }))]).toEqual([true, false, false]);
  });
  test('is not asked for again, unless the run goes on without it', () => {
    const refused = { [one.key]: 'no' };
    expect(refusedOf(act([one]), memoryOf({ refused }))).toBe('The API server refused to remove restoresessions.v1alpha1.core.kubestash.com x: no');
    expect(refusedOf(act([removeBackup('y'), one]), memoryOf({ refused }))).toContain('x: no');
    expect(refusedOf(act([{ ...one, optional: true }]), memoryOf({ refused }))).toBeUndefined();
    expect(refusedOf(act([one]), memoryOf())).toBeUndefined();
    expect(refusedOf(wait('x'), memoryOf({ refused }))).toBeUndefined();
  });
});

describe('a Job', () => {
  test('keeps a container from the gate behind which it began to the next one', () => {
    const keeps = (opened: string[], asked: string[]) => keepsContainer(intent(), memoryOf({ opened, asked }));
    expect([keeps([], []), keeps(['halt'], ['halt']), keeps(['halt'], ['halt', 'restore']), keeps(['restore', 'halt'], ['halt', 'restore']), keeps(['halt', 'restore'], ['halt', 'restore', 'resume'])])
      .toEqual([false, true, false, true, false]);
  });
  test('ends when the longest of its containers must have', () => {
    const job = { uid: 'j', created: '2026-11-24T07:59:00Z' };
    const more = { ...intent(), startSeconds: 10, disconnect: 5, checks: [{ name: 'a', seconds: 7 }, { name: 'b', seconds: 3 }] };
    expect(latestEnd(more, job, NOW)).toBe(60 + 7 + 10);
    expect(latestEnd({ ...more, disconnect: 50 }, job, NOW)).toBe(60 + 50 + 10);
    expect(latestEnd({ ...more, checks: [], disconnect: undefined }, job, NOW)).toBe(60 + 10);
    expect(latestEnd(more, job, NOW - 3600_000)).toBe(1 + 7 + 10);
    expect(latestEnd(more, job, NOW + 1)).toBe(61 + 7 + 10);
  });
});
