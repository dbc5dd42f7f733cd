import { Size } from 'cdk8s';
import { Engine, Topology } from '../../src';

/** An engine with a topology that fits it, and how many members it has by itself. */
export interface Kind {
  readonly engine: () => Engine;
  readonly topology?: () => Topology;
  readonly replicas?: number;
  /** Versions that have the topology; all by default. */
  readonly versionIs?: RegExp;
  /** Whether it is one server where logs are kept by several. */
  readonly isAlone?: true;
}

const store = { size: Size.gibibytes(1) };
const SQL_SERVER = { issuer: { name: 'ca' }, acceptEula: true };
const DRUID = () => Engine.druid({
  deepStorage: { type: 's3' as any, configSecret: { name: 'deep' } }, metadataStorage: { type: 'MySQL' as any, name: 'meta', namespace: 'shop' }, zookeeper: { name: 'zk', namespace: 'shop' },
});

/** Every engine, in every topology. */
export const KINDS: Record<string, Kind> = {
  'postgres': { engine: () => Engine.POSTGRES, replicas: 3 },
  'postgres hot': { engine: () => Engine.POSTGRES, topology: () => Topology.postgresHotStandby({ synchronous: true }), replicas: 3 },
  'postgres warm': { engine: () => Engine.POSTGRES, topology: () => Topology.postgresWarmStandby(), replicas: 2 },
  'mysql': { engine: () => Engine.MYSQL, replicas: 1 },
  'mysql group': { engine: () => Engine.MYSQL, topology: () => Topology.mysqlGroupReplication({ multiPrimary: true }), replicas: 3 },
  'mysql innodb': { engine: () => Engine.MYSQL, topology: () => Topology.mysqlInnoDbCluster({ routers: 2 }), replicas: 3, versionIs: /^8\.(0\.3[125]|4\.3)$/ },
  'mysql semisync': { engine: () => Engine.MYSQL, topology: () => Topology.mysqlSemiSync({ sourceTimeout: '24h' }), replicas: 3 },
  'mariadb': { engine: () => Engine.MARIADB, replicas: 1 },
  'mariadb galera': { engine: () => Engine.MARIADB, topology: () => Topology.mariadbGalera(), replicas: 3 },
  'mariadb replication': { engine: () => Engine.MARIADB, topology: () => Topology.mariadbReplication({ maxscale: 2, maxscaleStorage: store }), replicas: 3 },
  'mongodb': { engine: () => Engine.MONGODB, topology: () => Topology.mongoReplicaSet('rs0'), replicas: 3 },
  'mongodb alone': { engine: () => Engine.MONGODB, replicas: 1, isAlone: true },
  'mongodb sharded': {
    engine: () => Engine.MONGODB,
    topology: () => Topology.mongoSharded({ shards: 2, shardReplicas: 3, configServerReplicas: 3, mongosReplicas: 2, configServerStorage: store }),
  },
  'redis': { engine: () => Engine.REDIS, replicas: 1 },
  'redis cluster': { engine: () => Engine.REDIS, topology: () => Topology.redisCluster({ shards: 4, replicas: 3 }) },
  'redis sentinel': { engine: () => Engine.REDIS, topology: () => Topology.redisSentinel({ name: 'watch', namespace: 'shop' }), replicas: 3 },
  'elasticsearch': { engine: () => Engine.ELASTICSEARCH, replicas: 1 },
  'elasticsearch roles': { engine: () => Engine.ELASTICSEARCH, topology: () => Topology.elasticsearch({ master: { replicas: 3 }, ingest: {}, data: { replicas: 2, storage: store } }) },
  'elasticsearch tiers': {
    engine: () => Engine.ELASTICSEARCH,
    topology: () => Topology.elasticsearch({
      master: {}, ingest: {}, data: {}, dataContent: {}, dataHot: { storage: store }, dataWarm: {}, ml: {}, coordinating: { replicas: 2 },
    }),
  },
  'opensearch': { engine: () => Engine.OPENSEARCH, replicas: 1 },
  'opensearch roles': { engine: () => Engine.OPENSEARCH, topology: () => Topology.elasticsearch({ master: { replicas: 3 }, ingest: {}, data: {} }) },
  'mssqlserver': { engine: () => Engine.mssqlserver({ ...SQL_SERVER, edition: 'Standard' }), replicas: 1 },
  'mssqlserver group': {
    engine: () => Engine.mssqlserver({ ...SQL_SERVER, edition: 'Developer' }), topology: () => Topology.mssqlAvailabilityGroup({ databases: ['orders'] }), replicas: 3,
  },
  'clickhouse': { engine: () => Engine.CLICKHOUSE, replicas: 1 },
  'clickhouse cluster': { engine: () => Engine.CLICKHOUSE, topology: () => Topology.clickhouseCluster({ shards: 2, replicas: 2, keeperStorage: store }) },
  'singlestore': { engine: () => Engine.singlestore({ license: { name: 'license' } }), topology: () => Topology.singlestore({ aggregatorStorage: store }) },
  'singlestore alone': { engine: () => Engine.singlestore({ license: { name: 'license' } }) },
  'druid': { engine: DRUID, topology: () => Topology.druid() },
  'druid large': { engine: DRUID, topology: () => Topology.druid({ overlords: 1, routers: 0, middleManagerStorage: store }) },
  'cassandra': { engine: () => Engine.CASSANDRA, replicas: 1 },
  'cassandra racks': { engine: () => Engine.CASSANDRA, topology: () => Topology.cassandraRacks([{ name: 'r1', replicas: 2 }, { name: 'r2', storage: store }]) },
  'neo4j': { engine: () => Engine.NEO4J, replicas: 3 },
  'qdrant': { engine: () => Engine.QDRANT, replicas: 1 },
  'qdrant distributed': { engine: () => Engine.QDRANT, topology: () => Topology.qdrantDistributed(), replicas: 3 },
  'zookeeper': { engine: () => Engine.ZOOKEEPER, replicas: 3 },
  'etcd': { engine: () => Engine.ETCD, replicas: 3 },
};
