import { Size } from 'cdk8s';
import { DruidDeepStorageType, DruidMetadataType, Engine, Topology } from '../../src/engines';
import { EngineFacts } from '../../src/engines/facts';
import { has, withValueAt } from '../../src/engines/spec';
import { Json } from '../../src/values/json';

export const sqlserver = Engine.mssqlserver({ issuer: { name: 'ca' }, acceptEula: true, edition: 'Developer' });
export const singlestore = Engine.singlestore({ license: { name: 'license' } });
const druidWith = (metadata: string, zookeeper: string): Engine => Engine.druid({
  deepStorage: { type: DruidDeepStorageType.S3, configSecret: { name: 'segments' } },
  metadataStorage: { type: DruidMetadataType.MYSQL, name: metadata, namespace: 'shop' },
  zookeeper: { name: zookeeper, namespace: 'shop' },
});
export const druid = druidWith('metadata', 'zookeeper');

/** What a copy is run by: a second Druid has a metadata store of its own. */
export const copied = (engine: Engine): Engine => (engine === druid ? druidWith('metadata-2', 'zookeeper-2') : engine);

/** Every engine, with the newest version that upstream lists. */
export const engines: Engine[] = [
  Engine.POSTGRES, Engine.MYSQL, Engine.MARIADB, Engine.MONGODB, sqlserver, Engine.CLICKHOUSE, Engine.REDIS, Engine.ELASTICSEARCH,
  Engine.OPENSEARCH, singlestore, Engine.ZOOKEEPER, druid, Engine.CASSANDRA, Engine.NEO4J, Engine.QDRANT, Engine.ETCD,
];

const small = { size: Size.gibibytes(1), storageClassName: 'standard' };
const nodes = { replicas: 2, storage: small };

/** Every topology, with the number of members where it has no counts of its own. */
export const topologies: [string, Engine, Topology, number | undefined][] = (<[string, Engine, Topology, number?][]>[
  ['postgresHotStandby', Engine.POSTGRES, Topology.postgresHotStandby({ synchronous: true }), 3],
  ['postgresWarmStandby', Engine.POSTGRES, Topology.postgresWarmStandby({ synchronous: false }), 2],
  ['mysqlGroupReplication', Engine.MYSQL, Topology.mysqlGroupReplication({ groupName: 'dc002fc3-c412-4d18-b1d4-66c1fbfbbc9b' }), 3],
  ['mysqlInnoDbCluster', Engine.MYSQL, Topology.mysqlInnoDbCluster({ routers: 2 }), 3],
  ['mysqlSemiSync', Engine.MYSQL, Topology.mysqlSemiSync({ acknowledgements: 2, sourceTimeout: '10s' }), 3],
  ['mariadbGalera', Engine.MARIADB, Topology.mariadbGalera(), 3],
  ['mariadbReplication', Engine.MARIADB, Topology.mariadbReplication({ maxscale: 2, maxscaleStorage: small }), 3],
  ['mongoReplicaSet', Engine.MONGODB, Topology.mongoReplicaSet('rs0'), 3],
  ['mongoSharded', Engine.MONGODB, Topology.mongoSharded({
    shards: 2, shardReplicas: 3, configServerReplicas: 3, mongosReplicas: 2, configServerStorage: small,
  })],
  ['redisCluster', Engine.REDIS, Topology.redisCluster()],
  ['redisSentinel', Engine.REDIS, Topology.redisSentinel({ name: 'sentinel', namespace: 'shop' }), 3],
  ['elasticsearch', Engine.ELASTICSEARCH, Topology.elasticsearch({ master: nodes, ingest: {}, data: nodes, dataHot: nodes })],
  ['opensearch', Engine.OPENSEARCH, Topology.elasticsearch({ master: nodes, ingest: nodes, data: {} })],
  ['mssqlAvailabilityGroup', sqlserver, Topology.mssqlAvailabilityGroup({ databases: ['orders'] }), 3],
  ['clickhouseCluster', Engine.CLICKHOUSE, Topology.clickhouseCluster({ shards: 2, replicas: 2, keeperStorage: small })],
  ['singlestore', singlestore, Topology.singlestore({ aggregatorStorage: small })],
  ['druid', druid, Topology.druid({ overlords: 1, middleManagerStorage: small })],
  ['cassandraRacks', Engine.CASSANDRA, Topology.cassandraRacks([{ name: 'a', replicas: 2 }, { name: 'b', storage: small }])],
  ['qdrantDistributed', Engine.QDRANT, Topology.qdrantDistributed(), 3],
]).map(([name, engine, topology, replicas]) => [name, engine, topology, replicas]);

/** Engines that stand alone without a topology. */
export const alone = engines.filter(e => e.key !== 'druid');

/** A spec as the library would finish it. */
export function specOf(engine: Engine, topology?: Topology, replicas?: number, extra: Json = {}): Json {
  const facts = engine._facts;
  // Not every MySQL has a router.
  const version = topology?._spec.topology?.mode === 'InnoDBCluster' ? '8.4.8' : versionOf(facts);
  let spec: Json = { version, ...engine._spec, ...topology?._spec, deletionPolicy: 'Delete', ...extra };
  if (replicas !== undefined) spec = withValueAt(spec, facts.layout.replicas(spec)!, replicas);
  for (const path of facts.layout.storage(spec)) {
    if (!has(spec, path)) spec = withValueAt(spec, path, { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } });
  }
  return spec;
}

export function versionOf(facts: EngineFacts): string {
  return Object.keys(facts.shell.images).at(-1)!;
}
