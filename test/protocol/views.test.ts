import * as fc from 'fast-check';
import { backupType, databaseType, KIND, requestTypeOf, typeText } from '../../src/protocol/kinds';
import * as names from '../../src/protocol/names';
import { bytesOfQuantity } from '../../src/protocol/quantity';
import { isAtWork, requestView } from '../../src/protocol/requests';
import { incarnationsOf, readRoutes, sameLabels } from '../../src/protocol/routes';
import { isLabel, isName, listed, microTime, plain, plainLines, utc } from '../../src/protocol/text';
import { backupView, databaseView, endsOfLogs, isUnfinished, serviceView, sessionView, snapshotView, storageView } from '../../src/protocol/views';
import { INTEREST, recordOf, worldOf } from '../../src/protocol/world';

// What is read of objects, as the API server has them: whole, bare, and half there.

const metadata = { name: 'x', namespace: 'shop', uid: 'u1', creationTimestamp: '2026-11-24T07:00:00Z', resourceVersion: '7' };
const created = metadata.creationTimestamp;
const going = { ...metadata, deletionTimestamp: '2026-11-24T08:00:00Z' };

describe('nothing that is left out of an object is missed', () => {
  /** A value of this shape, with any of its keys left out. */
  const part = (whole: any): fc.Arbitrary<any> => {
    if (whole === null || typeof whole !== 'object') return fc.constant(whole);
    if (Array.isArray(whole)) return fc.array(part(whole[0]), { maxLength: 2 });
    return fc.record(Object.fromEntries(Object.entries(whole).map(([key, value]) => [key, part(value)])), { requiredKeys: [] });
  };
  const condition = { type: 'Failed', status: 'False', reason: 'r', message: 'm' };
  const objects = part({
    kind: 'PostgresOpsRequest',
    metadata: { deletionTimestamp: created, labels: { 'cdk8s-kubestash/restore': 'b' }, annotations: { 'cdk8s-kubestash/epoch': '3' } },
    spec: { selector: {}, init: { initialized: true }, target: { name: 'x', namespace: 'shop' }, manifestOptions: { postgres: { dbName: 'x' } }, databaseRef: { name: 'x' }, appRef: { name: 'x', kind: 'y' }, type: 'Restore' },
    status: { phase: 'Failed', conditions: [condition], components: { dump: { error: 'e', phase: 'Failed', progress: { percentDone: '3' }, logStats: { end: created } } }, repositories: [{ synced: true, name: 'x', namespace: 'y' }] },
  });

  test('each view can be had of whatever is there', () => {
    fc.assert(fc.property(objects, ({ metadata: more, ...rest }) => {
      const object = { ...rest, metadata: { ...metadata, ...more } };
      for (const view of [serviceView, databaseView, sessionView, backupView, snapshotView, requestView]) expect(JSON.stringify(view(object))).not.toContain('undefined');
      expect(endsOfLogs(object).every(end => end === created)).toBe(true);
      expect(storageView(object).synced.length).toBeLessThanOrEqual(2);
    }));
  });
});

describe('a Service, and a database', () => {
  test('a Service', () => {
    expect(serviceView({ metadata })).toEqual({ version: '7', selector: {}, epoch: '' });
    expect(serviceView({ metadata: { ...metadata, annotations: { [names.SERVICE_NOTE.epoch]: '3' } }, spec: { selector: { a: 'b' } } })).toEqual({ version: '7', selector: { a: 'b' }, epoch: '3' });
  });

  test('a database', () => {
    expect(databaseView({ metadata })).toEqual({ uid: 'u1', created, phase: '', initialised: false, conditions: {}, messages: {}, isSuspended: false, spec: {} });
    const spec = { init: { initialized: true } };
    const conditions = [{ type: 'Ready', status: 'False', message: 'why' }];
    expect(databaseView({ metadata: { ...metadata, annotations: { [names.SUSPENDED]: 'true' } }, spec, status: { phase: 'Critical', conditions } }))
      .toEqual({ uid: 'u1', created, phase: 'Critical', initialised: true, conditions: { Ready: 'False' }, messages: { Ready: 'why' }, isSuspended: true, spec });
    const provisioned = (status: string) => databaseView({ metadata, status: { conditions: [{ type: 'Provisioned', status }] } }).initialised;
    expect([provisioned('True'), provisioned('False'), databaseView({ metadata, spec: { init: { initialized: 'true' } } }).initialised, databaseView({ metadata, spec: { init: {} } }).initialised])
      .toEqual([true, false, false, false]);
    expect(databaseView({ metadata: { ...metadata, annotations: {} } }).isSuspended).toBe(false);
  });
});

describe('a RestoreSession', () => {
  const of = (spec?: any, status?: any, meta: any = metadata) => sessionView({ metadata: meta, spec, status });

  test('that is new', () => {
    expect(of()).toEqual({ name: 'x', created, target: '', phase: 'Pending', isGoing: false, hasRun: false, progress: '', fault: '' });
    expect(of({}, {}, going).isGoing).toBe(true);
    expect(of({}, {}, { ...metadata, name: '--all' }).name).toBe('');
  });
  test('writes to a database of its own namespace', () => {
    expect([{ name: 'a' }, { name: 'a', namespace: 'shop' }, { name: 'a', namespace: 'other' }].map(target => of({ target }).target)).toEqual(['a', 'a', '']);
    expect(of({ manifestOptions: { postgres: { dbName: 'a' } } }).target).toBe('a');
    expect(of({ manifestOptions: { sentinel: { SentinelName: 'a' } } }).target).toBe('a');
    expect(of({ target: {}, manifestOptions: {} }).target).toBe('');
  });
  test('has run once there is a component, or its executor', () => {
    const executor = (type: string, status: string) => of({}, { conditions: [{ type, status }] }).hasRun;
    expect([of({}, { components: { dump: {} } }).hasRun, executor('RestoreExecutorEnsured', 'True'), executor('RestoreExecutorEnsured', 'False'), executor('ValidationPassed', 'True')]).toEqual([true, true, false, false]);
  });
  test('tells how far it has come', () => {
    expect(of({}, { components: { dump: { phase: 'Running', progress: { percentDone: '30' } }, logs: { progress: { percentDone: '5' } } } }).progress).toBe('dump Running 30, logs 5');
  });
  test('tells what went wrong, and nothing else', () => {
    const conditions = [
      { type: 'ValidationPassed', status: 'False', message: 'no such Repository' }, { type: 'ValidationPassed', status: 'True', message: 'fine' }, { type: 'RestoreIncomplete', status: 'True' },
      { type: 'RestoreIncomplete', status: 'False', message: 'fine' }, { type: 'Other', status: 'False', message: 'fine' },
    ];
    expect(of({}, { components: { dump: { error: 'disk full' }, logs: {} }, conditions }).fault).toBe('disk full; ValidationPassed: no such Repository; RestoreIncomplete');
  });
  test.each([['Succeeded', false], ['Failed', false], ['Unknown', false], ['Invalid', true], ['Running', true], ['Pending', true]])('%s: whether it may still write', (phase, may) => {
    expect(isUnfinished(of({}, { phase }))).toBe(may);
  });
});

describe('an OpsRequest', () => {
  const of = (more: any = {}) => requestView({ kind: 'K', metadata, ...more });
  const step = (type: string, status = 'True', reason?: string, message?: string) => ({ type, status, reason, message });

  test('that is new', () => {
    expect(of()).toEqual({ name: 'x', kind: 'K', created, restore: '', database: '', restores: false, phase: 'Pending', isGoing: false, hasBegun: false, progress: '', fault: '', kept: '' });
    expect(of({ metadata: { ...going, labels: { [names.LABEL.restore]: 'b' } }, spec: { databaseRef: { name: 'd' } } })).toMatchObject({ restore: 'b', database: 'd', isGoing: true });
  });
  test('has begun once a step is told, whatever else is', () => {
    const begun = (...conditions: any[]) => of({ status: { conditions } }).hasBegun;
    expect([begun(step('ArchiverRestoreX')), begun(step('EtcdRestoreX')), begun(step('Successful')), begun(step('Restart')), begun(step('ArchiverRestoreManualCleanupRequired')), begun(step('ArchiverRestoreX--pod-0'))])
      .toEqual([true, true, true, false, false, false]);
  });
  test('tells the last step, and why it cannot go on', () => {
    expect(of({ status: { conditions: [step('ArchiverRestoreA'), step('ArchiverRestoreB'), step('Other')] } })).toMatchObject({ progress: 'ArchiverRestoreB', fault: '' });
    expect(of({ status: { phase: 'Progressing', conditions: [step('ArchiverRestoreA', 'False', 'Why', 'because'), step('Failed', 'True', 'x')] } })).toMatchObject({ progress: '', fault: 'it is Progressing: ArchiverRestoreA: Why: because' });
    expect(of({ status: { phase: 'Failed', conditions: [step('ArchiverRestoreA'), step('Failed', 'True', undefined, 'm'), step('Other', 'False')] } }).fault).toBe('it is Failed: Failed: m');
    expect(['Denied', 'Skipped', 'Failed', 'Successful'].map(phase => of({ status: { phase } }).fault)).toEqual(['it is Denied', 'it is Skipped', 'it is Failed', '']);
    expect(of({ status: { conditions: [step('ArchiverRestoreManualCleanupRequired', 'True', '', 'pv-1')] } }).kept).toBe('pv-1');
  });
  test.each([['ArchiverRestore', 'Progressing', true], ['Restore', 'Pending', true], ['Restart', 'Progressing', false], ['Restore', 'Successful', false], ['Restore', 'Failed', false], ['Restore', 'Denied', false], ['Restore', 'Skipped', false]])(
    '%s, %s: whether it may still write', (type, phase, may) => expect(isAtWork(of({ spec: { type }, status: { phase } }))).toBe(may),
  );
});

describe('a backup, a Snapshot, a BackupStorage', () => {
  test('a BackupSession', () => {
    expect(backupView({ metadata })).toEqual({ phase: 'Pending', fault: '', isGoing: false });
    const conditions = [{ status: 'False', message: 'a' }, { status: 'True', message: 'b' }, { status: 'False' }, { status: 'False', message: 'c' }];
    expect(backupView({ metadata: going, status: { phase: 'Failed', conditions } })).toEqual({ phase: 'Failed', fault: 'a; c', isGoing: true });
  });
  test('a Snapshot is as old as its data', () => {
    expect(snapshotView({ metadata })).toEqual({ name: 'x', database: { namespace: 'shop' }, phase: '', time: created });
    const appRef = { kind: 'Postgres', namespace: 'other', name: 'orders' };
    expect(snapshotView({ metadata, spec: { appRef }, status: { phase: 'Succeeded', snapshotTime: '2026-01-01T00:00:00Z' } })).toEqual({ name: 'x', database: appRef, phase: 'Succeeded', time: '2026-01-01T00:00:00Z' });
  });
  test('the ends of its logs, where there are any', () => {
    expect(endsOfLogs({})).toEqual([]);
    expect(endsOfLogs({ status: { components: { a: { logStats: { end: created } }, b: { logStats: { end: 'late' } }, c: {} } } })).toEqual([created]);
  });
  test('a BackupStorage', () => {
    expect(storageView({})).toEqual({ phase: '', synced: [] });
    expect(storageView({ status: { phase: 'Ready', repositories: [{ namespace: 'a', name: 'b', synced: true }, { namespace: 'a', name: 'c', synced: false }] } })).toEqual({ phase: 'Ready', synced: ['a/b'] });
  });
});

describe('the world', () => {
  const of = (objects: Record<string, readonly any[]>) => worldOf(key => objects[key]);
  const one = () => ({ metadata });

  test('what is not listed is not known, and of an empty list nothing is there', () => {
    const [unknown, empty] = [of({}), worldOf(() => [])];
    for (const key of ['record', 'job', 'target', 'safety', 'archive'] as const) expect([unknown[key], empty[key]]).toEqual([undefined, null]);
    for (const key of ['volumes', 'sessions', 'requests', 'snapshots', 'declared'] as const) expect([unknown[key], empty[key]]).toEqual([undefined, []]);
    expect([unknown.binding, empty.binding, of({ binding: [one()] }).binding]).toEqual([undefined, false, true]);
    expect([unknown.logs, empty.logs]).toEqual([undefined, '-']);
    expect([unknown.service('s'), empty.service('s'), unknown.endpoints('s'), empty.endpoints('s')]).toEqual([undefined, null, undefined, []]);
    expect([unknown.paused(KIND.backupConfiguration, 'x'), empty.paused(KIND.backupConfiguration, 'x'), unknown.storage('a', 'b'), empty.storage('a', 'b')]).toEqual([undefined, null, undefined, null]);
  });
  test('each part under its key', () => {
    const world = of({
      [INTEREST.job]: [one()],
      [INTEREST.target]: [one()],
      [INTEREST.safety]: [{ metadata, status: { phase: 'Failed' } }],
      [INTEREST.archive]: [{ metadata, status: { phase: 'Running' } }],
      [INTEREST.sessions]: [one()],
      [INTEREST.requests]: [{ kind: 'K', metadata }],
      [INTEREST.snapshots]: [one()],
      [INTEREST.service('s')]: [one()],
      [INTEREST.storage('a', 'b')]: [{ status: { phase: 'Ready' } }],
    });
    expect([world.job, world.target?.uid, world.safety?.phase, world.archive?.phase]).toEqual([{ uid: 'u1', created }, 'u1', 'Failed', 'Running']);
    expect([world.sessions?.[0].name, world.requests?.[0].kind, world.snapshots?.[0].name, world.service('s')?.version, world.storage('a', 'b')?.phase]).toEqual(['x', 'K', 'x', '7', 'Ready']);
  });
  test('an object is read once', () => {
    const lease = { metadata: { name: 'orders-traffic', annotations: {} }, spec: {} };
    expect(recordOf(lease)).toBe(recordOf(lease));
    expect(of({ record: [lease] }).record).toBe(recordOf(lease));
    expect(recordOf({ ...lease, metadata: { ...lease.metadata, annotations: { [names.NOTE.state]: 'halted' } } }).state).toBe('halted');
  });
  test('volumes are as large as the storage says, or as was asked for', () => {
    const requests = { resources: { requests: { storage: '5Gi' } } };
    expect(of({ volumes: [{ spec: requests, status: { capacity: { storage: '6Gi' } } }, { spec: requests, status: {} }, { spec: requests }, {}, { spec: {} }, { spec: { resources: {} } }] }).volumes).toEqual(['6Gi', '5Gi', '5Gi', '', '', '']);
  });
  test('logs have come as far as the latest of them', () => {
    const until = (...ends: string[]) => ({ status: { components: Object.fromEntries(ends.map((end, i) => [`c${i}`, { logStats: { end } }])) } });
    expect(of({ logs: [until('2026-11-03T00:00:00Z', '2026-11-01T00:00:00Z'), until('2026-11-02T00:00:00Z')] }).logs).toBe('2026-11-03T00:00:00Z');
  });
  test('what the code declares, the newest first', () => {
    const job = (name: string, day: number, labels?: any) => ({ metadata: { name, labels, creationTimestamp: `2026-11-0${day}T00:00:00Z` } });
    const label = (id: string) => ({ [names.LABEL.restore]: id });
    expect(of({ declared: [job('a', 1, label('1')), job('b', 3, label('3')), job('c', 4), job('d', 2, label('2'))] }).declared).toEqual([
      { restore: '3', job: 'b', created: '2026-11-03T00:00:00Z' }, { restore: '2', job: 'd', created: '2026-11-02T00:00:00Z' }, { restore: '1', job: 'a', created: '2026-11-01T00:00:00Z' },
    ]);
  });
  test('addresses of one Service, of all its slices', () => {
    const slice = (service: string, ...endpoints: any[]) => ({ metadata: { labels: { 'kubernetes.io/service-name': service } }, endpoints });
    const world = of({ slices: [slice('a', { addresses: ['1'] }, {}), slice('b', { addresses: ['2'] }), slice('a', { addresses: ['3', '4'] }), { metadata: {} }, { metadata: { labels: { 'kubernetes.io/service-name': 'a' } } }] });
    expect([world.endpoints('a'), world.endpoints('b'), world.endpoints('c')]).toEqual([['1', '3', '4'], ['2'], []]);
  });
  test.each([[undefined, false], [{}, false], [{ paused: true }, true], [{ pause: true }, true], [{ paused: false }, false], [{ paused: 'true' }, false]])('%j: whether a backup is paused', (spec, is) => {
    expect(of({ [INTEREST.backup(KIND.backupConfiguration, 'x')]: [{ spec }] }).paused(KIND.backupConfiguration, 'x')).toBe(is);
  });
});

describe('texts', () => {
  test('one line, of so many characters', () => {
    expect([plain(undefined), plain(null), plain(7), plain(' a\n\tb\u001b[31m\u202ec '), plain('abc', 2), plain('x'.repeat(2001)).length]).toEqual(['', '', '7', 'a b [31m c', 'ab', 2000]);
    expect(plainLines('  a\u0007b\nc \n')).toBe('  a b\nc\n');
    expect(listed(['a', 'b'])).toBe('a, b');
  });
  test.each([['a', true], ['a.b-c', true], ['A', false], ['', false], ['a-', false], ['a..b', false], ['a'.repeat(253), true], ['a'.repeat(254), false]])('%s: whether it is a name', (text, is) => expect(isName(text)).toBe(is));
  test.each([
    ['app', 'x', true], ['app', '', true], ['', '', false], ['example.com/app', 'x', true], ['A.b/app', 'x', false], ['a/b/c', 'x', false], ['app', '-x', false], ['-app', '', false], ['/app', '', false],
    ['a'.repeat(63), 'x', true], ['a'.repeat(64), 'x', false], ['a', 'x'.repeat(63), true], ['a', 'x'.repeat(64), false],
  ])('%s=%s: whether it is a label', (key, value, is) => expect(isLabel(key, value)).toBe(is));
  test('times', () => expect([utc(1.5), microTime(1.5)]).toEqual(['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.001000Z']));
  test.each([['1', 1], ['50Gi', 50 * 2 ** 30], ['1.5k', 1500], ['2Ki', 2048], ['1M', 1e6], ['0.1', 0], ['1e3', undefined], ['x', undefined], [undefined, undefined], ['-1', undefined]])('%s: so many bytes', (text, bytes) => {
    expect(bytesOfQuantity(text)).toBe(bytes);
  });
});

describe('names and kinds', () => {
  test('of what stands beside a database', () => {
    expect([names.recordNameOf('d'), names.clientServiceNameOf('d'), names.readOnlyServiceNameOf('d'), names.maintenanceServiceNameOf('d'), names.accountNameOf('d-1')])
      .toEqual(['d-traffic', 'd-client', 'd-read-only', 'd-maintenance', 'd-1.cdk8s-kubestash']);
    expect(names.sessionNamesOf('d-1')).toEqual(['d-1', 'd-1-2', 'd-1-3']);
  });
  test('of people, pods and containers', () => {
    expect([names.personOf('kim@x y;z'), names.isPerson('person/kim'), names.isPerson('kim/person/')]).toEqual(['person/kim@x-y-z', true, false]);
    expect([names.checkContainerOf('rows'), names.checkOf('check-rows'), names.checkOf('rows-check-')]).toEqual(['check-rows', 'rows', undefined]);
    expect([names.holderOf('j', 'p'), names.isHeldByJob('j/p', 'j'), names.isHeldByJob('j-2/p', 'j'), names.isHeldByJob('p/j/', 'j')]).toEqual(['j/p', true, false, false]);
  });
  test('of kinds', () => {
    expect([typeText(KIND.lease), typeText(KIND.service)]).toEqual(['leases.v1.coordination.k8s.io', 'services.v1']);
    expect(requestTypeOf('MySQLOpsRequest')).toEqual({ group: 'ops.kubedb.com', version: 'v1alpha1', plural: 'mysqlopsrequests' });
    expect(databaseType('postgreses.v1.kubedb.com')).toEqual({ group: 'kubedb.com', version: 'v1', plural: 'postgreses' });
    expect(backupType(typeText(KIND.backupConfiguration))).toBe(KIND.backupConfiguration);
    expect(backupType('postgresarchivers.v1alpha1.archiver.kubedb.com')).toEqual({ group: 'archiver.kubedb.com', version: 'v1alpha1', plural: 'postgresarchivers' });
    expect([backupType('secrets.v1'), databaseType('postgresarchivers.v1alpha1.archiver.kubedb.com')]).toEqual([undefined, undefined]);
  });
  test('incarnations that routes lead to, each once; labels alike in each key', () => {
    expect(incarnationsOf(readRoutes('s a x=y;t a x=y; s b x=y'))).toEqual(['a', 'b']);
    expect(readRoutes('s a x=y,-z=y;s a x=y,cdk8s-kubestash/halted=true')).toEqual([]);
    expect([sameLabels({ a: 'b', c: 'd' }, { a: 'b', c: 'x' }), sameLabels({ a: 'b', c: 'd' }, { c: 'd', a: 'b' })]).toEqual([false, true]);
  });
});
