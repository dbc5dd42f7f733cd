import { Cron, Duration, Size } from 'cdk8s';
import fc from 'fast-check';
import {
  Backup, BackupMethod, Check, Engine, PointInTimeRestore, RestorableDatabase, RestoreProcess, Resume, Retention, SafetyBackup, Snapshot,
  SnapshotClone, SnapshotRestore, Topology, Traffic,
} from '../../src';
import { Shop } from '../support/shop';

/** An engine with a topology that fits it, and how many members it has by itself. */
interface Kind { readonly engine: () => Engine; readonly topology?: () => Topology; readonly replicas?: number }

const KINDS: Record<string, Kind> = {
  'postgres': { engine: () => Engine.POSTGRES, replicas: 3 },
  'postgres hot': { engine: () => Engine.POSTGRES, topology: () => Topology.postgresHotStandby({ synchronous: true }), replicas: 3 },
  'mysql': { engine: () => Engine.MYSQL, replicas: 1 },
  'mysql group': { engine: () => Engine.MYSQL, topology: () => Topology.mysqlGroupReplication(), replicas: 3 },
  'mysql innodb': { engine: () => Engine.MYSQL, topology: () => Topology.mysqlInnoDbCluster({ routers: 2 }), replicas: 3 },
  'mysql semisync': { engine: () => Engine.MYSQL, topology: () => Topology.mysqlSemiSync({ sourceTimeout: '24h' }), replicas: 3 },
  'mariadb galera': { engine: () => Engine.MARIADB, topology: () => Topology.mariadbGalera(), replicas: 3 },
  'mariadb replication': { engine: () => Engine.MARIADB, topology: () => Topology.mariadbReplication({ maxscale: 2, maxscaleStorage: { size: Size.gibibytes(1) } }), replicas: 3 },
  'mongodb': { engine: () => Engine.MONGODB, topology: () => Topology.mongoReplicaSet('rs0'), replicas: 3 },
  'mongodb sharded': { engine: () => Engine.MONGODB, topology: () => Topology.mongoSharded({ shards: 2, shardReplicas: 3, configServerReplicas: 3, mongosReplicas: 2 }) },
  'redis': { engine: () => Engine.REDIS, replicas: 1 },
  'redis cluster': { engine: () => Engine.REDIS, topology: () => Topology.redisCluster() },
  'redis sentinel': { engine: () => Engine.REDIS, topology: () => Topology.redisSentinel({ name: 'watch', namespace: 'shop' }), replicas: 3 },
  'elasticsearch': { engine: () => Engine.ELASTICSEARCH, replicas: 1 },
  'elasticsearch roles': { engine: () => Engine.ELASTICSEARCH, topology: () => Topology.elasticsearch({ master: { replicas: 3 }, ingest: {}, data: { replicas: 2 } }) },
  'opensearch': { engine: () => Engine.OPENSEARCH, replicas: 1 },
  'mssqlserver': { engine: () => Engine.mssqlserver({ issuer: { name: 'ca' }, acceptEula: true, edition: 'Standard' }), replicas: 1 },
  'mssqlserver group': {
    engine: () => Engine.mssqlserver({ issuer: { name: 'ca' }, acceptEula: true, edition: 'Developer' }), topology: () => Topology.mssqlAvailabilityGroup({ databases: ['orders'] }), replicas: 3,
  },
  'clickhouse': { engine: () => Engine.CLICKHOUSE, replicas: 1 },
  'clickhouse cluster': { engine: () => Engine.CLICKHOUSE, topology: () => Topology.clickhouseCluster({ shards: 2, replicas: 2 }) },
  'singlestore': { engine: () => Engine.singlestore({ license: { name: 'license' } }), topology: () => Topology.singlestore() },
  'druid': {
    engine: () => Engine.druid({
      deepStorage: { type: 's3' as any, configSecret: { name: 'deep' } }, metadataStorage: { type: 'MySQL' as any, name: 'meta', namespace: 'shop' }, zookeeper: { name: 'zk', namespace: 'shop' },
    }),
    topology: () => Topology.druid(),
  },
  'cassandra racks': { engine: () => Engine.CASSANDRA, topology: () => Topology.cassandraRacks([{ name: 'r1', replicas: 2 }]) },
  'neo4j': { engine: () => Engine.NEO4J, replicas: 3 },
  'qdrant': { engine: () => Engine.QDRANT, topology: () => Topology.qdrantDistributed(), replicas: 3 },
  'zookeeper': { engine: () => Engine.ZOOKEEPER, replicas: 3 },
  'etcd': { engine: () => Engine.ETCD, replicas: 3 },
};

/** What an app of these tests consists of; every choice is one that a careful person makes. */
export interface World {
  readonly kind: string;
  readonly version: number;
  readonly backup: 'none' | 'logical' | 'continuous' | 'both';
  readonly target: 'none' | 'moment' | 'snapshot' | 'clone' | 'overwrite';
  readonly declared: boolean;
  readonly tls: boolean;
  readonly labelled: boolean;
}

/** Worlds of all engines, topologies, methods and targets. */
export const worlds: fc.Arbitrary<World> = fc.record({
  kind: fc.constantFrom(...Object.keys(KINDS)),
  version: fc.nat(100),
  backup: fc.constantFrom('none', 'logical', 'continuous', 'both'),
  target: fc.constantFrom('none', 'moment', 'snapshot', 'clone', 'overwrite'),
  declared: fc.boolean(),
  tls: fc.boolean(),
  labelled: fc.boolean(),
});

const AT = '2026-11-20T08:30:00Z';

/** What is passed to the database and its restore; any of it may be made something else. */
export interface Props {
  database: Record<string, any>;
  restore: Record<string, any>;
  logical: Record<string, any>;
  snapshot: Record<string, any>;
}

/** Makes an app; `change` may spoil what is passed. */
export function build(world: World, change: (props: Props) => void = () => undefined): Shop {
  const shop = new Shop();
  const { engine, topology, replicas } = KINDS[world.kind];
  const of = engine();
  const versions = Object.keys(of._facts.shell.images);
  const version = versions[world.version % versions.length];
  const props: Props = {
    database: {
      engine: of,
      version,
      name: 'orders',
      ...(replicas === undefined ? {} : { replicas }),
      ...(topology === undefined ? {} : { topology: topology() }),
      storage: { size: Size.gibibytes(10), storageClassName: 'fast' },
      ...(world.declared ? { traffic: Traffic.declared({ open: false }) } : {}),
      ...(world.tls ? { tls: { issuer: { name: 'ca' } } } : {}),
      ...(world.labelled ? { labels: { team: 'shop' }, annotations: { note: 'x' } } : {}),
      run: { deadline: Duration.hours(2) },
    },
    restore: world.target === 'moment' ? { at: AT } : {},
    logical: { storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily(), retention: Retention.keepLast(3) },
    snapshot: { method: BackupMethod.LOGICAL, engine: of, version, namespace: 'shop', repository: 'orders-logical', database: 'orders', time: AT, encryptionSecret: { name: 'restic' } },
  };
  change(props);
  const backups = [
    ...(world.backup === 'logical' || world.backup === 'both' ? [Backup.logical(props.logical as any)] : []),
    ...(world.backup === 'continuous' || world.backup === 'both' ? [shop.continuous] : []),
  ];
  const database = new RestorableDatabase(shop.chart, 'Orders', { ...props.database, ...(backups.length > 0 ? { backup: Backup.combined(...backups) } : {}) });
  const resume = world.declared ? {} : { resume: Resume.manual({ checks: [Check.command({ image: 'busybox:1.36', command: ['true'] })] }) };
  const snapshot = (): Snapshot => Snapshot.fromAttributes('orders-logical-1795424400', props.snapshot as any);
  switch (world.target) {
    case 'moment': new PointInTimeRestore(shop.chart, 'Undo', { database, ...resume, ...props.restore } as any); break;
    case 'snapshot': new SnapshotRestore(shop.chart, 'Back', { database, snapshot: snapshot(), ...resume, ...props.restore } as any); break;
    case 'clone': new SnapshotClone(shop.chart, 'Clone', { snapshot: snapshot(), like: database, name: 'copy', authSecret: { name: 'a' }, ...props.restore } as any); break;
    case 'overwrite':
      new SnapshotRestore(shop.chart, 'Back', { database, snapshot: snapshot(), process: RestoreProcess.OVERWRITE, safetyBackup: SafetyBackup.none('a copy'), ...resume, ...props.restore } as any);
      break;
    case 'none': break;
  }
  return shop;
}

const circular: any = {};
circular.self = circular;

/** Values of every type that a language lets through. */
export const junk: fc.Arbitrary<{ readonly of: string; readonly value: any }> = fc.oneof(
  fc.constantFrom<any>(null, '', ' ', 'Über', '-a', 'x'.repeat(300), 'a b', '${x}', '0o17', '\u2028', '__proto__', 0, -1, 1.5, 1e9, NaN, Infinity, true, false, 10n,
    [], [null], [undefined], {}, { name: 5 }, { a: null }, circular, new Date(0), new Date(NaN), () => 1, new Map(), Symbol('s'), Engine.POSTGRES, Size.gibibytes(0), Duration.millis(1500)),
  fc.string({ maxLength: 20 }), fc.double(), fc.jsonValue({ maxDepth: 2 }),
).map(value => ({ of: typeof value, value }));

/** Where something may be put. */
export const PLACES: readonly [keyof Props, string][] = [
  ...['engine', 'version', 'name', 'namespace', 'replicas', 'storage', 'topology', 'tls', 'authSecret', 'spec', 'traffic', 'isolation', 'clientServiceName', 'readOnlyServiceName',
    'maintenanceServiceName', 'recordName', 'scriptsName', 'restoreName', 'run', 'pods', 'session', 'labels', 'annotations', 'deletionPolicy', 'like', 'init', 'resume', 'catalog', 'other']
    .map((key): [keyof Props, string] => ['database', key]),
  ...['overrides', 'pods', 'session', 'restoreId', 'restoreName', 'at', 'source', 'database', 'snapshot', 'process', 'safetyBackup', 'retirePrevious', 'replicationStrategy', 'catalog']
    .map((key): [keyof Props, string] => ['restore', key]),
  ...['storage', 'encryptionSecret', 'schedule', 'retention', 'name', 'repository', 'directory', 'pod', 'hooks', 'timeout', 'params', 'spec', 'paused']
    .map((key): [keyof Props, string] => ['logical', key]),
  ...['method', 'engine', 'version', 'namespace', 'repository', 'database', 'time', 'size', 'volumeSize', 'components', 'encryptionSecret']
    .map((key): [keyof Props, string] => ['snapshot', key]),
];
