import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { exported, full, logs, repository } from './samples';
import { Engine } from '../../src/engines/engine';
import { BackupMethod, LeftOutReason, SnapshotCatalog } from '../../src/snapshots';
import { readPieces } from '../../src/snapshots/parse';
import { Store } from '../../src/snapshots/store';

const of = (...objects: any[]) => SnapshotCatalog.fromObjects(objects);
const names = (snapshots: { name: string }[]) => snapshots.map(s => s.name);
const day = (d: number) => `2026-11-${String(d).padStart(2, '0')}T09:00:00Z`;

test('Snapshots come newest first, with what their Repository knows', () => {
  const catalog = of(
    exported({ time: day(1), name: 'a' }),
    exported({ time: day(3), name: 'c', status: { size: '1.5 KiB' } }),
    exported({ time: day(2), name: 'b' }),
    repository('orders-logical', { encryptionSecret: { name: 'restic', namespace: 'vault' } }),
  );
  const { snapshots } = catalog.database('orders', 'shop');
  expect(names(snapshots)).toEqual(['c', 'b', 'a']);
  expect(snapshots[0]).toMatchObject({
    method: BackupMethod.LOGICAL,
    version: '17.5',
    namespace: 'shop',
    repository: 'orders-logical',
    database: 'orders',
    databaseNamespace: 'shop',
    time: day(3),
    size: 1536,
    session: 'nightly',
    encryptionSecret: { name: 'restic', namespace: 'vault' },
    _listed: true,
  });
  expect(snapshots[0].engine).toBe(Engine.POSTGRES);
});

test('latest, before and named pick one', () => {
  const db = of(exported({ time: day(1), name: 'a' }), exported({ time: day(2), name: 'b' }), full(day(3), { name: 'c' })).database('orders', 'shop');
  expect(db.latest().name).toBe('c');
  expect(db.latest(BackupMethod.LOGICAL).name).toBe('b');
  expect(db.before(day(2)).name).toBe('b');
  expect(db.before('2026-11-02T09:59:59+01:00', BackupMethod.LOGICAL).name).toBe('a');
  expect(db.named('a').name).toBe('a');
  expect(db.named('a')._problems).toEqual([]);
});

test('what is not there is a Snapshot that carries the problem', () => {
  const db = of(exported({ name: 'a' })).database('orders', 'shop');
  for (const missing of [db.latest(BackupMethod.PHYSICAL), db.named('z'), db.before('2020-01-01T00:00:00Z'), of().database('x').latest()]) {
    expect(missing._missing).toBe(true);
    expect(missing._problems).toMatchObject([{ code: 'snapshot-not-found', severity: 'error' }]);
  }
  expect(db.named('z')._problems).toMatchObject([{ value: '"z"', allowed: 'a (logical, 2026-11-20T09:00:00Z)' }]);
  expect(db.before('2020-01-01')._problems).toMatchObject([{ code: 'time-unparsable' }]);
});

test('a name in several namespaces or engines is ambiguous until it is said which', () => {
  const catalog = of(exported(), exported({ namespace: 'other' }), exported({ namespace: 'other', kind: 'Redis', version: '7.4.0' }));
  expect(catalog.database('orders').latest()._problems).toMatchObject([
    { code: 'database-ambiguous', allowed: 'one of Postgres shop/orders, Postgres other/orders, Redis other/orders' },
  ]);
  expect(catalog.database('orders', 'shop').latest()._problems).toEqual([]);
  expect(catalog.database('orders', 'other').named('orders-logical-1795165200')._problems).toMatchObject([{ code: 'database-ambiguous' }]);
  expect(catalog.database('orders', 'other', { engine: Engine.REDIS }).latest()).toMatchObject({ _problems: [], engine: { key: 'redis' } });
});

test('clusters with databases of one name are told apart by Repository or BackupStorage', () => {
  const catalog = of(
    exported({ name: 'a', repository: 'orders-eu' }),
    exported({ name: 'b', repository: 'orders-us' }),
    repository('orders-eu', { storageRef: { name: 'eu' } }),
    repository('orders-us', { storageRef: { name: 'us' } }),
  );
  expect(names(catalog.database('orders', 'shop', { repository: 'orders-eu' }).snapshots)).toEqual(['a']);
  expect(names(catalog.database('orders', 'shop', { storage: 'us' }).snapshots)).toEqual(['b']);
});

test('incarnations belong to the database', () => {
  const catalog = of(exported({ time: day(1), name: 'a' }), exported({ time: day(2), name: 'b', database: 'orders-1a2b3c4d' }), exported({ database: 'orders-x' }));
  const db = catalog.database('orders', 'shop');
  expect(db.snapshots.map(s => [s.name, s.database, s.incarnationOf])).toEqual([['b', 'orders-1a2b3c4d', 'orders'], ['a', 'orders', undefined]]);
  expect(names(catalog.database('orders', 'shop', { incarnations: false }).snapshots)).toEqual(['a']);
  expect(names(catalog.database('orders-1a2b3c4d', 'shop').snapshots)).toEqual(['b']);
  expect(catalog.databases).toEqual([
    { name: 'orders', namespace: 'shop', engine: 'postgres', incarnations: ['orders-1a2b3c4d'], repositories: ['orders-1a2b3c4d-logical', 'orders-logical'], snapshotCount: 2 },
    { name: 'orders-x', namespace: 'shop', engine: 'postgres', incarnations: [], repositories: ['orders-x-logical'], snapshotCount: 1 },
  ]);
});

test('an incarnation whose database is not listed any more stands for itself and is still found', () => {
  const catalog = of(exported({ database: 'orders-1a2b3c4d', name: 'b' }));
  expect(catalog.databases).toMatchObject([{ name: 'orders-1a2b3c4d', incarnations: [] }]);
  expect(catalog.database('orders', 'shop').latest().name).toBe('b');
});

test.each([
  [LeftOutReason.FAILED, { status: { phase: 'Failed' } }],
  [LeftOutReason.RUNNING, { status: { phase: 'Running' } }],
  [LeftOutReason.PENDING, { status: { phase: 'Pending' } }],
  [LeftOutReason.PENDING, { status: { phase: undefined } }],
  [LeftOutReason.INCOMPLETE, { status: { totalComponents: 2 } }],
  [LeftOutReason.INCOMPLETE, { components: { dump: { phase: 'Failed' } } }],
  [LeftOutReason.CORRUPT, { status: { integrity: false } }],
  [LeftOutReason.CORRUPT, { components: { dump: { integrity: false } } }],
  [LeftOutReason.VERIFICATION_FAILED, { status: { verificationStatus: 'VerificationFailed' } }],
  [LeftOutReason.BEING_DELETED, { metadata: { name: 'x', namespace: 'shop', deletionTimestamp: day(2) } }],
  [LeftOutReason.NOT_A_DATABASE, { kind: 'StatefulSet', group: 'apps' }],
  [LeftOutReason.UNKNOWN_ENGINE, { kind: 'Kafka' }],
  [LeftOutReason.UNKNOWN_ENGINE, { kind: 'AppBinding', group: 'appcatalog.appscode.com' }],
  [LeftOutReason.UNKNOWN_METHOD, { components: {}, status: { totalComponents: undefined } }],
  [LeftOutReason.METHOD_NOT_RESTORABLE, { kind: 'Redis', version: '7.4.0', components: { physical: {} } }],
  [LeftOutReason.OUTSIDE_ITS_CLUSTER, { components: { volumesnapshot: {} }, created: day(21), time: day(20) }],
])('left out as %s: %j', (reason, sample) => {
  const catalog = of(exported(sample));
  expect(catalog.leftOut).toMatchObject([{ reason, namespace: 'shop' }]);
  expect(catalog.leftOut[0].explanation).not.toMatch(/undefined|\.$/);
  expect(catalog.database('orders').snapshots).toEqual([]);
});

test('a volume snapshot in its own cluster is offered', () => {
  expect(of(exported({ components: { volumesnapshot: {} }, created: '2026-11-20T09:00:05Z' })).database('orders').latest().method)
    .toBe(BackupMethod.VOLUME_SNAPSHOT);
});

test('suggestions begin with the newest, the newest proved good, and the newest of each method', () => {
  const db = of(
    exported({ time: day(1), name: 'old' }),
    exported({ time: day(2), name: 'proved', status: { verificationStatus: 'Verified' } }),
    exported({ time: day(3), name: 'dump' }),
    full(day(4), { name: 'volume', components: { volumesnapshot: {} } }),
    full(day(5), { name: 'files' }),
    exported({ time: day(6), name: 'objects', components: { manifest: {} } }),
    exported({ time: day(7), name: 'broken', status: { phase: 'Failed' } }),
  ).database('orders', 'shop');
  expect(db.suggestions().map(s => `${s.snapshot.name}: ${s.reason}`)).toEqual([
    'files: the newest',
    'proved: the newest that a trial restore proved good',
    'dump: the newest logical one',
    'volume: the newest volume-snapshot one',
    'old: an older one',
  ]);
  expect(names(db.suggestions({ limit: 2 }).map(s => s.snapshot))).toEqual(['files', 'proved']);
  expect(names(db.suggestions({ at: day(3) }).map(s => s.snapshot))).toEqual(['dump', 'proved', 'old']);
  expect(names(db.suggestions({ method: BackupMethod.MANIFEST }).map(s => s.snapshot))).toEqual(['objects']);
  expect(names(db.suggestions({ otherCluster: true }).map(s => s.snapshot))).not.toContain('volume');
  expect(db.suggestions({ at: 'never' })).toEqual([]);
});

test('of two taken at once the one that works in most places is suggested', () => {
  const db = of(full(day(1), { name: 'files' }), exported({ time: day(1), name: 'zdump' })).database('orders', 'shop');
  expect(names(db.suggestions().map(s => s.snapshot))).toEqual(['zdump', 'files']);
});

test('an object that several exports list counts once, as the last has it', () => {
  const catalog = of(exported({ status: { phase: 'Running' } }), exported());
  expect(catalog.database('orders').snapshots).toHaveLength(1);
  expect(catalog.database('orders').leftOut).toEqual([]);
});

test('what a Snapshot does not say its labels, its Repository or its name say', () => {
  const bare = (metadata: any, spec?: any) => ({ ...exported({ metadata, spec }), spec });
  const catalog = of(
    bare({ name: 'a', labels: { 'kubestash.com/app-ref-name': 'orders', 'kubestash.com/app-ref-kind': 'Postgres', 'kubestash.com/app-ref-namespace': 'shop', 'kubestash.com/repo-name': 'r' } }),
    bare({ name: 'b' }, { repository: 'orders-logical' }),
    repository('orders-logical', { appRef: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'orders', namespace: 'shop' } }),
    bare({ name: 'c' }),
    exported({ name: 'd-1795165200', created: null as any, status: { snapshotTime: null } }),
  );
  expect(catalog.database('orders', 'shop').snapshots.map(s => [s.name, s.repository, s.time])).toEqual([
    ['a', 'r', '2026-11-20T09:00:00Z'],
    ['b', 'orders-logical', '2026-11-20T09:00:00Z'],
    ['d-1795165200', 'orders-logical', '2026-11-20T09:00:00Z'],
  ]);
  expect(catalog.leftOut).toMatchObject([{ name: 'c', reason: 'not-a-database' }]);
});

test('the time of the export is the newest in it, or what is said', () => {
  expect(SnapshotCatalog.empty().exportedAt).toBeUndefined();
  expect(of(exported({ time: day(2) }), exported({ time: day(3), status: { lastUpdateTime: '2026-11-03T10:00:00+02:00' } }), exported({ time: day(1) })).exportedAt)
    .toBe('2026-11-03T09:00:00Z');
  expect(of(exported(), logs({ start: day(20), end: '2026-11-20T12:00:00.25Z' })).exportedAt).toBe('2026-11-20T12:00:00.250Z');
  expect(of({ kind: 'List', metadata: { annotations: { 'cdk8s-kubestash/exported-at': day(25) } }, items: [exported()] }).exportedAt).toBe(day(25));
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const list = { apiVersion: 'v1', kind: 'List', items: [exported({ name: 'a' }), exported({ name: 'b', time: day(2) })] };

  test.each([
    ['a list in JSON', JSON.stringify(list)],
    ['a list after a byte order mark', `\ufeff${JSON.stringify(list)}`],
    ['characters beyond ASCII', JSON.stringify({ ...list, metadata: { name: 'größe' } })],
    ['an array', JSON.stringify(list.items)],
    ['documents one after the other', list.items.map(i => JSON.stringify(i)).join('\n')],
    ['a list without kinds', JSON.stringify({ kind: 'SnapshotList', items: list.items.map(({ kind, apiVersion, ...rest }) => rest) })],
    ['a list in YAML', Yaml.stringify(list)],
    ['documents in YAML', Yaml.stringify(...list.items)],
    ['bare times in YAML', Yaml.stringify(list).replace(/"(2026[^"]+)"/g, '$1')],
  ])('%s', (_, content) => {
    expect(names(SnapshotCatalog.fromFile(file('snapshots.json', content)).database('orders', 'shop').snapshots)).toEqual(['a', 'b']);
  });

  test('a file that is read in pieces is the same', () => {
    const store = new Store();
    readPieces(store, file('pieces.json', JSON.stringify({ ...list, metadata: { name: 'größe' } })), 13);
    expect(store.all()).toEqual([expect.objectContaining({ items: [expect.objectContaining({ name: 'a' }), expect.objectContaining({ name: 'b' })] })]);
  });

  test.each([
    ['nothing.json', undefined, 'there is no such file'],
    ['cut.json', JSON.stringify(list).slice(0, -5), 'JSON'],
    ['wrong.json', '{"a" 1}', 'JSON'],
  ])('%s is a problem that every Snapshot out of it carries', (name, content, why) => {
    const path = content === undefined ? join(folder, name) : file(name, content);
    const catalog = SnapshotCatalog.fromFile(path);
    const [problem] = catalog.database('orders').latest()._problems;
    expect(catalog._problems).toEqual([problem]);
    expect(problem).toMatchObject({ code: 'catalog-unreadable', severity: 'error' });
    expect(problem.message).toContain(why);
  });
});

test('drivers, kinds and statistics that nobody knows yet change nothing of what is known', () => {
  const known = exported({ name: 'known' });
  const driven = exported({
    name: 'driven',
    time: '2026-11-21T09:00:00Z',
    components: {
      dump: { phase: 'Succeeded', driver: 'Weaviate', path: 'dump', weaviateStats: { objects: 3 } },
    },
  });
  const catalog = of(
    known, driven,
    exported({ name: 'of-a-vector-database', database: 'vectors', kind: 'Weaviate', components: { dump: { phase: 'Succeeded', driver: 'Weaviate' } } }),
    exported({ name: 'of-a-machine', spec: { appRef: undefined }, components: { disk: { phase: 'Succeeded', driver: 'Solr' } } }),
  );
  expect(catalog.database('orders').latest()).toMatchObject({ name: 'driven', method: BackupMethod.LOGICAL, _problems: [] });
  expect(catalog.database('orders').named('known')._problems).toEqual([]);
  expect(catalog.leftOut.map(l => l.reason).sort()).toEqual(['not-a-database', 'unknown-engine']);
});

test('whatever the objects, a catalog answers', () => {
  const anything = fc.oneof(fc.anything(), fc.record({
    kind: fc.constantFrom('Snapshot', 'Repository', undefined),
    metadata: fc.anything(),
    spec: fc.anything(),
    status: fc.anything(),
  }), fc.record({
    kind: fc.constant('Snapshot'),
    metadata: fc.record({ name: fc.constant('orders'), labels: fc.anything(), ownerReferences: fc.anything() }),
    spec: fc.record({ appRef: fc.oneof(fc.constant({ name: 'orders', kind: 'Postgres' }), fc.anything()), repository: fc.anything() }),
    status: fc.record({ phase: fc.constant('Succeeded'), snapshotTime: fc.anything(), components: fc.oneof(fc.constant({ dump: null }), fc.dictionary(fc.constantFrom('wal', 'dump'), fc.record({ logStats: fc.anything() }))) }),
  }));
  fc.assert(fc.property(fc.array(anything, { maxLength: 5 }), objects => {
    const catalog = SnapshotCatalog.fromObjects(objects);
    const db = catalog.database('orders');
    expect([catalog.databases, catalog.leftOut, db.snapshots, db.windows, db.leftOut, db.suggestions()].every(Array.isArray)).toBe(true);
    expect(db.latest().name).toEqual(expect.any(String));
  }), { numRuns: 300 });
});

test('an engine that needs references is known by its kind', () => {
  const { engine } = of(exported({ kind: 'MSSQLServer', version: '2022-cu16' })).database('orders').latest();
  expect(engine).toBeInstanceOf(Engine);
  expect(engine.key).toBe('mssqlserver');
});
