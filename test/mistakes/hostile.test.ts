import { Size } from 'cdk8s';
import {
  Backup, BackupStorage, Check, Engine, ExistingDatabase, Expect, Findings, Platform, PointInTimeRestore, resources, RestorableDatabase, Resume,
  Severity, SnapshotCatalog, SnapshotClone, SnapshotRestore, StorageBackend, Topology,
} from '../../src';
import { monday, Shop } from '../support/shop';

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

const SPEC = { version: '17.5', storage: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
const METADATA = { name: 'orders', namespace: 'shop' };
const AT = '2026-11-20T08:30:00Z';

/** What nobody means to give, and a program may give all the same. */
const VALUES: Record<string, () => any> = {
  'a getter that throws': () => ({ get name(): string { throw new Error('not yet'); } }),
  'a value that is asked for too early': () => new Proxy({}, { get: () => { throw new Error('not yet'); }, ownKeys: () => { throw new Error('not yet'); } }),
  'an object in itself': () => { const one: any = {}; one.name = one; return one; },
  'an object without a bottom': () => { let one: any = {}; for (let i = 0; i < 20_000; i++) one = { name: one }; return one; },
  'a promise': () => Promise.resolve(1),
  'bytes': () => Buffer.from('x'),
  'an error': () => new Error('x'),
  'an expression': () => /x/,
  'a function': () => () => 1,
  'a symbol': () => Symbol('x'),
  'a large number': () => BigInt(3),
  'no day': () => new Date(NaN),
  'a list with a hole': () => { const list = ['a', 'b']; delete list[0]; return list; },
};

/** Who is given it. */
const TAKERS: Record<string, (shop: Shop, value: any) => void> = {
  'all properties': ({ chart }, value) => { new RestorableDatabase(chart, 'New', value); },
  'all properties of a restore': ({ chart }, value) => { new PointInTimeRestore(chart, 'Undo', value); },
  'all properties of a clone': ({ chart }, value) => { new SnapshotClone(chart, 'Clone', value); },
  ...Object.fromEntries(['name', 'namespace', 'version', 'replicas', 'storage', 'topology', 'tls', 'authSecret', 'labels', 'annotations', 'spec', 'pods', 'run', 'backup', 'init', 'session'].map(key => (
    [key, (shop: Shop, value: any) => { shop.orders({ [key]: value }); }]
  ))),
  'a part of a spec': (shop, value) => { shop.orders({ spec: { podTemplate: value } }); },
  ...Object.fromEntries(['database', 'at', 'source', 'sourceLogs', 'resume', 'overrides', 'isolation', 'restoreId', 'settled', 'catalog'].map(key => (
    [`${key} of a restore`, (shop: Shop, value: any) => { new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: AT, [key]: value }); }]
  ))),
  'a Snapshot': (shop, value) => { new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), snapshot: value }); },
  'the facts of a Snapshot': (shop, value) => { new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), snapshot: monday({ components: value, size: value, time: value }) }); },
  'a manifest': ({ chart }, value) => { ExistingDatabase.fromManifest(chart, 'Orders', value); },
  'the spec of a manifest': ({ chart }, value) => { ExistingDatabase.fromManifest(chart, 'Orders', { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: METADATA, spec: value }); },
  'the labels of a manifest': ({ chart }, labels) => { ExistingDatabase.fromManifest(chart, 'Orders', { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { ...METADATA, labels }, spec: SPEC }); },
  'a check': (shop, value) => { new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: AT, resume: Resume.automatic({ checks: [value] }) }); },
  'what a check asks and expects': (shop, value) => {
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: AT, resume: Resume.automatic({ checks: [Check.sql(value, { expect: Expect.atLeast(value) })] }) });
  },
  'a backend': ({ chart }, value) => { new BackupStorage(chart, 'Other', { backend: StorageBackend.s3(value) }); },
  'a backup': (shop, value) => { shop.orders({ backup: Backup.logical(value) }); },
  'shards': ({ chart }, value) => {
    new RestorableDatabase(chart, 'Mongo', { engine: Engine.MONGODB, version: '8.0.10', storage: { size: Size.gibibytes(1) }, topology: Topology.mongoSharded(value) });
  },
  'a platform': (shop, value) => { Platform.of(shop.app).use(value); shop.orders(); },
  'a plain resource': ({ chart }, value) => { new resources.BackupConfiguration(chart, 'Backup', value); },
};

describe.each(Object.keys(VALUES))('%s', what => {
  test.each(Object.keys(TAKERS))('is told, and never dropped or a stack from inside: %s', taker => {
    const shop = new Shop();
    try {
      TAKERS[taker](shop, VALUES[what]());
    } catch (e) {
      expect(e).toBeInstanceOf(TypeError);
      expect((e as Error).message).toMatch(/^\[[^\]]+\] \[[a-z-]+\] \S+ /);
      return;
    }
    const found = Findings.of(shop.app).all;
    expect(found.filter(f => f.severity === Severity.ERROR)).not.toEqual([]);
    expect(found.filter(f => f.remedy === undefined)).toEqual([]);
    expect(() => shop.app.synthYaml()).toThrow(/^Validation failed/);
  });
});

test.each(['a symbol', 'a value that is asked for too early'])('an object of a catalog that is none is told: %s', what => {
  const shop = new Shop();
  const catalog = SnapshotCatalog.fromObjects([Object.create(null), VALUES[what]()]);
  new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), snapshot: monday(), catalog });
  expect(shop.codes).toEqual(['catalog-unreadable']);
});
