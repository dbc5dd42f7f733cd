import { Size } from 'cdk8s';
import {
  DruidDeepStorageType, DruidMetadataType, Engine, ExistingDatabase, PointInTimeRestore, RestorableDatabase, RestoreProcess, Snapshot, SnapshotClone,
  SnapshotRestore, Topology,
} from '../../src';
import { monday, Shop } from '../support/shop';

const AT = '2026-11-20T08:30:00Z';
const service = (spec: object, annotations?: object): object => ({ serviceTemplates: [{ alias: 'primary', ...(annotations && { metadata: { annotations } }), spec }] });

// what stands in the spec, and where the finding sees it
const CLAIMS: [string, object, string][] = [
  ['a node port', service({ type: 'NodePort', ports: [{ name: 'primary', port: 5432, nodePort: 30432 }] }), 'serviceTemplates[0].spec.ports[0].nodePort: 30432'],
  ['an address of a load balancer', service({ loadBalancerIP: '10.0.0.7' }), 'serviceTemplates[0].spec.loadBalancerIP: 10.0.0.7'],
  ['an external address', service({ externalIPs: ['10.0.0.8'] }), 'serviceTemplates[0].spec.externalIPs[0]: 10.0.0.8'],
  ['an address by annotation', service({}, { 'metallb.universe.tf/loadBalancerIPs': '10.0.0.9' }), 'loadBalancerIPs\\"][0]: 10.0.0.9'],
  ['a name in DNS', service({}, { 'external-dns.alpha.kubernetes.io/hostname': 'db.corp' }), 'hostname\\"][0]: db.corp'],
  ['a volume', { storage: { volumeName: 'pv-1' } }, 'storage.volumeName: pv-1'],
];

describe('what exists once is not given to an incarnation as well', () => {
  test.each(CLAIMS)('%s', (_what, spec, value) => {
    const shop = new Shop();
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders({ spec }), at: AT });
    const key = Object.keys(spec)[0];
    expect(shop.codes).toEqual(['exists-once']);
    const found = shop.finding('exists-once')!;
    expect(found.path).toBe('shop/Undo');
    expect(found.value).toContain(value);
    expect(found.remedy).toContain(`overrides: { spec: { ${key}: … } }`);
    expect(() => shop.app.synthYaml()).toThrow('[exists-once]');
  });

  test.each(CLAIMS.slice(0, 5))('and the override that is named solves it: %s', (_what, spec) => {
    const shop = new Shop();
    const orders = shop.orders({ spec });
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT, overrides: { spec: { serviceTemplates: null } } });
    new SnapshotRestore(shop.chart, 'Back', { database: undo.restored, snapshot: monday() });
    expect(shop.codes).toEqual([]);
    expect(shop.object('Postgres', undo.restored.incarnation).spec).not.toHaveProperty('serviceTemplates');
  });

  test('names that MongoDB and Redis announce', () => {
    const shop = new Shop();
    const mongo = new RestorableDatabase(shop.chart, 'Mongo', {
      engine: Engine.MONGODB,
      version: '8.0.4',
      replicas: 3,
      storage: { size: Size.gibibytes(1) },
      topology: Topology.mongoReplicaSet('rs0'),
      spec: { replicaSet: { horizons: { dns: 'mongo.corp', pods: ['m0.corp'] } } },
      backup: shop.logical,
    });
    new SnapshotRestore(shop.chart, 'Back', { database: mongo, snapshot: monday({ engine: Engine.MONGODB, version: '8.0.4' }) });
    const redis = new RestorableDatabase(shop.chart, 'Redis', {
      engine: Engine.REDIS,
      version: '7.4.1',
      storage: { size: Size.gibibytes(1) },
      topology: Topology.redisCluster({ shards: 3, replicas: 2 }),
      spec: { cluster: { announce: { type: 'ip', shards: [{ endpoints: ['10.0.0.1:6379'] }] } } },
      backup: shop.logical,
    });
    new SnapshotRestore(shop.chart, 'Again', { database: redis, snapshot: monday({ engine: Engine.REDIS, version: '7.4.1' }) });
    const { Findings } = jest.requireActual('../../src');
    expect(Findings.of(shop.app).all.filter((f: any) => f.code === 'exists-once').map((f: any) => f.value)).toEqual([
      '"replicaSet.horizons.dns: mongo.corp"', '"replicaSet.horizons.pods[0]: m0.corp"', '"cluster.announce.shards[0].endpoints[0]: 10.0.0.1:6379"',
    ]);
  });

  test('that an imported database has, which is in no app', () => {
    const shop = new Shop();
    const manifest = (spec: object) => ({
      apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'orders', namespace: 'shop' }, spec: { version: '17.5', storage: { resources: { requests: { storage: '1Gi' } } }, ...spec },
    });
    const orders = ExistingDatabase.fromManifest(shop.chart, 'Orders', manifest(service({ loadBalancerIP: '10.0.0.7' })), { backup: shop.logical });
    new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday() });
    new RestorableDatabase(shop.chart, 'Copy', { like: orders });
    expect(shop.codes.filter(c => c === 'exists-once')).toHaveLength(2);
  });

  test('but what is written over keeps it', () => {
    const shop = new Shop();
    const orders = shop.orders({ spec: service({ loadBalancerIP: '10.0.0.7' }) });
    new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday(), process: RestoreProcess.OVERWRITE });
    expect(shop.codes).toEqual([]);
  });
});

describe('what a database keeps in another one is not shared with a second of its kind', () => {
  const druid = (store: string, zookeeper: string): Engine => Engine.druid({
    deepStorage: { type: DruidDeepStorageType.S3, configSecret: { name: 'deep' } },
    metadataStorage: { type: DruidMetadataType.MYSQL, name: store, namespace: 'shop' },
    zookeeper: { name: zookeeper, namespace: 'shop' },
  });
  const events = (shop: Shop): RestorableDatabase => new RestorableDatabase(shop.chart, 'Events', {
    engine: druid('meta', 'zk'), version: '30.0.1', storage: { size: Size.gibibytes(1) }, topology: Topology.druid({}), backup: shop.logical,
  });
  const dump = (): Snapshot => monday({ engine: druid('meta', 'zk'), version: '30.0.1', database: 'events', repository: 'events-logical' });
  const back = (shop: Shop, props: object = {}): SnapshotRestore => new SnapshotRestore(shop.chart, 'Back', { database: events(shop), snapshot: dump(), ...props });
  const INCARNATION = { process: RestoreProcess.INCARNATION };

  test('the metadata store of a Druid: its backup would be written over what the old one lives by', () => {
    const shop = new Shop();
    back(shop, INCARNATION);
    expect(shop.finding('exists-once')).toMatchObject({ path: 'shop/Back', value: '"metadataStorage: shop/meta druid"' });
    const overwritten = new Shop();
    back(overwritten);
    expect(overwritten.codes).toEqual([]);
  });

  test.each([[{ metadataStorage: { linkedDB: 'events2' }, zookeeperRef: { name: 'zk2' } }, []], [{ metadataStorage: { name: 'meta2' } }, ['coordinator-shared']]])(
    'and the override that is named solves it: %j', (spec, codes) => {
      const shop = new Shop();
      back(shop, { ...INCARNATION, overrides: { spec } });
      expect(shop.codes).toEqual(codes);
    });

  test('nor with a copy, whoever says so', () => {
    const shop = new Shop();
    new SnapshotClone(shop.chart, 'Copy', { like: events(shop), name: 'copy', snapshot: dump() });
    expect(shop.codes).toEqual(['coordinator-shared', 'exists-once']);
    const apart = new Shop();
    new SnapshotClone(apart.chart, 'Copy', { like: events(apart), name: 'copy', snapshot: dump(), engine: druid('meta2', 'zk2') });
    expect(apart.codes).toEqual([]);
    const ofManifest = new Shop();
    new SnapshotClone(ofManifest.chart, 'Copy', { name: 'copy', snapshot: monday({ engine: druid('meta', 'zk'), version: '30.0.1', database: 'events', components: ['dump', 'manifest'] }) });
    expect(ofManifest.codes).toContain('part-missing');
  });

  test('a keeper that other code runs is a warning: tables may have names of their own in it', () => {
    const cluster = (keeper: object): object => ({ clusterTopology: { cluster: { name: 'main', shards: 2, replicas: 2, storage: { resources: { requests: { storage: '1Gi' } } } }, clickHouseKeeper: keeper } });
    const restored = (keeper: object, overrides?: object): string[] => {
      const shop = new Shop();
      const version = '25.7.1';
      const visits = new RestorableDatabase(shop.chart, 'Visits', { engine: Engine.CLICKHOUSE, version, storage: { size: Size.gibibytes(1) }, spec: cluster(keeper), backup: shop.logical });
      new SnapshotRestore(shop.chart, 'Back', { database: visits, snapshot: monday({ engine: Engine.CLICKHOUSE, version, database: 'visits' }), overrides });
      return shop.codes;
    };
    const elsewhere = { externallyManaged: true, node: { host: 'keeper.shop.svc', port: 2181 } };
    expect(restored(elsewhere)).toEqual(['coordinator-shared']);
    expect(restored(elsewhere, { spec: { clusterTopology: { clickHouseKeeper: { node: { host: 'keeper2.shop.svc' } } } } })).toEqual([]);
    expect(restored({ externallyManaged: false, spec: { replicas: 3, storage: { resources: { requests: { storage: '1Gi' } } } } })).toEqual([]);
  });
});

describe('two databases of an app', () => {
  test.each(CLAIMS)('cannot both have %s', (_what, spec) => {
    const shop = new Shop();
    shop.orders({ spec });
    new RestorableDatabase(shop.chart, 'Bills', { engine: Engine.POSTGRES, version: '17.5', storage: { size: Size.gibibytes(1) }, spec });
    expect(shop.codes).toEqual(['exists-once']);
    expect(shop.finding('exists-once')?.message).toContain('Postgres shop/orders and Postgres shop/bills');
  });

  test('may be headless both', () => {
    const shop = new Shop();
    const spec = service({ clusterIP: 'None' });
    shop.orders({ spec });
    new RestorableDatabase(shop.chart, 'Bills', { engine: Engine.POSTGRES, version: '17.5', storage: { size: Size.gibibytes(1) }, spec });
    expect(shop.codes).toEqual([]);
  });

  test('are an incarnation and one long before it, too', () => {
    const shop = new Shop();
    const orders = shop.orders({ spec: service({ loadBalancerIP: '10.0.0.7' }) });
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT, overrides: { spec: { serviceTemplates: null } } });
    new SnapshotRestore(shop.chart, 'Back', { database: undo.restored, snapshot: monday(), overrides: { spec: service({ loadBalancerIP: '10.0.0.7' }) } });
    expect(shop.codes).toEqual(['exists-once']);
  });
});

describe('the name of a replication group of MySQL', () => {
  const groupName = '11111111-2222-4333-8444-555555555555';
  const other = '99999999-2222-4333-8444-555555555555';
  const build = (overrides?: object): { shop: Shop; names: () => any[] } => {
    const shop = new Shop();
    const orders = shop.orders({ engine: Engine.MYSQL, version: '8.4.3', topology: Topology.mysqlGroupReplication({ groupName }) });
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT, overrides });
    new PointInTimeRestore(shop.chart, 'More', { database: undo.restored, at: '2026-11-21T08:30:00Z' });
    return { shop, names: () => shop.objects.filter(o => o.kind === 'MySQL').map(o => o.spec.topology.group.name) };
  };

  test('stays with the first one: KubeDB makes up another', () => {
    expect(build().names()).toEqual([groupName, undefined, undefined]);
  });

  test('is what an override says, for that incarnation', () => {
    expect(build({ spec: { topology: { group: { name: other } } } }).names()).toEqual([groupName, other, undefined]);
  });
});

describe('TLS names of the user', () => {
  test('stand beside those of our Services, in every incarnation', () => {
    const shop = new Shop();
    const orders = shop.orders({
      tls: { issuer: { name: 'ca' } }, spec: { tls: { certificates: [{ alias: 'server', dnsNames: ['db.corp'], duration: '2160h' }, { alias: 'client', duration: '24h' }] } },
    });
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT });
    for (const name of ['orders', undo.restored.incarnation]) {
      const [server, client] = shop.object('Postgres', name).spec.tls.certificates;
      expect(server).toMatchObject({ alias: 'server', duration: '2160h' });
      expect(server.dnsNames).toEqual(expect.arrayContaining(['db.corp', 'orders-client', `${name}-maintenance.shop.svc`]));
      expect(client).toMatchObject({ alias: 'client', duration: '24h' });
    }
  });

  test('are those of readers, too, before there are any: members that come later need no other certificate', () => {
    const certificates = (replicas: number): unknown[] => {
      const shop = new Shop();
      const orders = shop.orders({ replicas, tls: { issuer: { name: 'ca' } } });
      const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT });
      return ['orders', undo.restored.incarnation].map(name => shop.object('Postgres', name).spec.tls.certificates);
    };
    expect(certificates(3)).toEqual(certificates(1));
    for (const [{ dnsNames }] of certificates(1) as any) expect(dnsNames).toContain('orders-read-only.shop.svc');
  });
});
