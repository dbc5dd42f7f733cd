import { ApiObject, Size } from 'cdk8s';
import {
  DeletionPolicy, Engine, ExistingDatabase, Findings, PointInTimeRestore, RestorableDatabase, RestoreProcess, SnapshotRestore, Topology,
} from '../../src';
import { engineFactsOfKey } from '../../src/engines/registry';
import { monday, Shop } from '../support/shop';

const AT = '2026-11-20T08:30:00Z';

describe('an incarnation carries', () => {
  test('labels and annotations of the database', () => {
    const shop = new Shop();
    const orders = shop.orders({ labels: { team: 'x' }, annotations: { 'linkerd.io/inject': 'enabled' } });
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT });
    const back = new SnapshotRestore(shop.chart, 'Back', { database: undo.restored, snapshot: monday() });
    for (const { incarnation } of [undo.restored, back.restored]) {
      expect(shop.object('Postgres', incarnation).metadata).toMatchObject({
        labels: { 'team': 'x', 'cdk8s-kubestash/database': 'orders', 'cdk8s-kubestash/incarnation': incarnation },
        annotations: { 'linkerd.io/inject': 'enabled' },
      });
    }
  });

  test('what overrides make of them, from that restore on', () => {
    const shop = new Shop();
    const orders = shop.orders({ labels: { team: 'x', tier: 'gold' } });
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT, overrides: { labels: { team: 'y' } } });
    const back = new SnapshotRestore(shop.chart, 'Back', { database: undo.restored, snapshot: monday() });
    expect(shop.object('Postgres', 'orders').metadata.labels).toMatchObject({ team: 'x', tier: 'gold' });
    expect(shop.object('Postgres', back.restored.incarnation).metadata.labels).toMatchObject({ team: 'y', tier: 'gold' });
  });

  test('labels by which its archiver finds it, which are its own', () => {
    const shop = new Shop();
    const orders = shop.orders({ labels: { team: 'x' } });
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT });
    expect(shop.object('Postgres', undo.restored.incarnation).metadata.labels['cdk8s-kubestash/incarnation']).toBe(undo.restored.incarnation);
  });

  test.each([DeletionPolicy.HALT, DeletionPolicy.WIPE_OUT, DeletionPolicy.DELETE])('the deletion policy of the database: %s', deletionPolicy => {
    const shop = new Shop();
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders({ deletionPolicy }), at: AT });
    expect(shop.object('Postgres', undo.restored.incarnation).spec.deletionPolicy).toBe(deletionPolicy);
  });

  test('another deletion policy and another Secret where overrides say so', () => {
    const shop = new Shop();
    const undo = new PointInTimeRestore(shop.chart, 'Undo', {
      database: shop.orders(), at: AT, overrides: { deletionPolicy: DeletionPolicy.HALT, authSecret: { name: 'old-password' } },
    });
    expect(shop.object('Postgres', undo.restored.incarnation).spec).toMatchObject({ deletionPolicy: 'Halt', authSecret: { name: 'old-password' } });
    expect(undo.restored.authSecretName).toBe('old-password');
    expect(JSON.stringify(shop.object('Job'))).toContain('"secretKeyRef":{"key":"password","name":"old-password"}');
  });

  test('no key of spec that an override takes away', () => {
    const shop = new Shop();
    const orders = shop.orders({ spec: { serviceTemplates: [{ alias: 'primary' }], healthChecker: { periodSeconds: 5 } } });
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT, overrides: { spec: { serviceTemplates: null } } });
    const { spec } = shop.object('Postgres', undo.restored.incarnation);
    expect(spec).not.toHaveProperty('serviceTemplates');
    expect(spec.healthChecker).toEqual({ periodSeconds: 5 });
  });
});

describe('an override goes over what was said before, however it was said', () => {
  test.each([
    ['a property over spec', { replicas: undefined, spec: { replicas: 3 } }, { replicas: 5 }, { replicas: 5 }],
    ['spec over a property', { replicas: 3 }, { spec: { replicas: 5 } }, { replicas: 5 }],
    ['spec over the Secret', {}, { spec: { authSecret: { name: 'mine' } } }, { authSecret: { kind: 'Secret', name: 'mine' } }],
    ['spec over the deletion policy', {}, { spec: { deletionPolicy: 'Halt' } }, { deletionPolicy: 'Halt' }],
    ['a size over spec', { storage: undefined, spec: { storage: { resources: { requests: { storage: '50Gi' } } } } }, { storage: { size: Size.gibibytes(60) } },
      { storage: { resources: { requests: { storage: '60Gi' } } } }],
    ['spec over a topology', { topology: Topology.postgresHotStandby({ synchronous: true }) }, { spec: { streamingMode: 'Asynchronous' } }, { streamingMode: 'Asynchronous' }],
  ])('%s', (_what, orders, overrides, expected) => {
    const shop = new Shop();
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(orders), at: AT, overrides });
    expect(shop.codes).toEqual([]);
    expect(shop.object('Postgres', undo.restored.incarnation).spec).toMatchObject(expected);
  });

  test('but not over itself', () => {
    const shop = new Shop();
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: AT, overrides: { replicas: 5, spec: { replicas: 4 } } });
    expect(shop.finding('spec-set-twice')).toMatchObject({ path: 'shop/Undo', value: '"replicas"' });
  });
});

test('a copy does not carry the labels of its model: whoever lets pods with them in did not mean it', () => {
  const shop = new Shop();
  new RestorableDatabase(shop.chart, 'Copy', { like: shop.orders({ labels: { team: 'x' } }) });
  expect(shop.object('Postgres', 'copy').metadata.labels).not.toHaveProperty('team');
});

describe('the CR can be reached', () => {
  test('of the database, the restore and what it leaves behind', () => {
    const shop = new Shop();
    const orders = shop.orders();
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT });
    expect(ApiObject.of(orders)).toBe(orders.resource);
    expect(ApiObject.of(orders).name).toBe('orders');
    for (const object of [ApiObject.of(undo), ApiObject.of(undo.restored), undo.restored.resource!]) {
      expect(object.name).toBe(undo.restored.incarnation);
    }
    ApiObject.of(undo).metadata.addLabel('seen', 'yes');
    expect(shop.object('Postgres', undo.restored.incarnation).metadata.labels.seen).toBe('yes');
  });

  test('of what was written over: it is the one that stands there', () => {
    const shop = new Shop();
    const orders = shop.orders();
    const back = new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday(), process: RestoreProcess.OVERWRITE });
    expect(ApiObject.of(back)).toBe(orders.resource);
    expect(back.restored.resource).toBe(orders.resource);
  });

  test('no longer once it is retired, nor where this code does not make it', () => {
    const shop = new Shop();
    const orders = shop.orders();
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT, retirePrevious: true });
    expect(orders.resource).toBeUndefined();
    expect(undo.restored.resource?.name).toBe(undo.restored.incarnation);
    const other = ExistingDatabase.fromName(shop.chart, 'Other', 'other', { engine: Engine.POSTGRES });
    expect(other.resource).toBeUndefined();
    expect(() => ApiObject.of(other)).toThrow('ApiObject');
  });
});

describe('a database without passwords', () => {
  // what turns them off (upstream CRDs): disableAuth or disableSecurity
  const OPEN: [string, object][] = [
    ['redis', { disableAuth: true }], ['zookeeper', { disableAuth: true }], ['elasticsearch', { disableSecurity: true }],
    ['opensearch', { disableSecurity: true }], ['clickhouse', { disableSecurity: true }], ['cassandra', { disableSecurity: true }],
    ['neo4j', { disableSecurity: true }], ['qdrant', { disableSecurity: true }],
  ];
  const engine = (key: string): Engine => Engine._of(engineFactsOfKey(key)!);

  test.each(OPEN)('stays one in every incarnation: %s', (key, spec) => {
    const shop = new Shop();
    const facts = engineFactsOfKey(key)!;
    const version = Object.keys(facts.shell.images)[0];
    const db = new RestorableDatabase(shop.chart, 'Db', {
      engine: engine(key), version, spec, storage: { size: Size.gibibytes(1) },
    });
    new SnapshotRestore(shop.chart, 'Back', {
      database: db, snapshot: monday({ engine: engine(key), version }), process: RestoreProcess.INCARNATION,
    });
    expect(Findings.of(shop.app).all.filter(f => f.code === 'part-forbidden')).toEqual([]);
    const crs = shop.chart.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c) && c.kind === facts.kind);
    expect(crs).toHaveLength(2);
    for (const cr of crs) expect(cr.toJson().spec).not.toHaveProperty('authSecret');
  });

  test('gets a Secret again where an override turns them on', () => {
    const shop = new Shop();
    const db = new RestorableDatabase(shop.chart, 'Db', {
      engine: Engine.REDIS, version: '7.4.1', spec: { disableAuth: true }, storage: { size: Size.gibibytes(1) },
    });
    const back = new SnapshotRestore(shop.chart, 'Back', {
      database: db, snapshot: monday({ engine: Engine.REDIS, version: '7.4.1', database: 'db' }), overrides: { spec: { disableAuth: false } },
    });
    expect(shop.object('Redis', back.restored.incarnation).spec.authSecret).toEqual({ kind: 'Secret', name: 'db-auth' });
  });
});
