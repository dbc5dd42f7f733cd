// Every engine once, with what it needs and the backups it knows; the rest works alike.
import { App, Chart, Cron, Size } from 'cdk8s';
import {
  Backup, BackupStorage, DruidDeepStorageType, DruidMetadataType, Engine, RestorableDatabase, RestorableDatabaseProps, StorageBackend,
  Topology,
} from 'cdk8s-kubestash';

const app = new App();
const chart = new Chart(app, 'engines', { namespace: 'engines' });

const encryptionSecret = { name: 'restic' };
const storage = new BackupStorage(chart, 'Storage', {
  backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', prefix: 'engines', secret: { name: 's3-credentials' } }),
});
const logical = Backup.logical({ storage, encryptionSecret, schedule: Cron.daily() });
const native = Backup.logical({ storage, schedule: Cron.daily() });
const continuous = Backup.continuous({ storage, encryptionSecret, fullBackup: Cron.daily() });
const database = (id: string, props: RestorableDatabaseProps) => new RestorableDatabase(chart, id, {
  storage: { size: Size.gibibytes(10) }, backup: logical, ...props,
});

database('Postgres', { engine: Engine.POSTGRES, version: '17.5', replicas: 3, topology: Topology.postgresHotStandby(), backup: continuous });
database('Mysql', { engine: Engine.MYSQL, version: '8.4.3', replicas: 3, topology: Topology.mysqlGroupReplication(), backup: continuous });
database('Mariadb', { engine: Engine.MARIADB, version: '11.8.5', replicas: 3, topology: Topology.mariadbGalera(), backup: continuous });
database('Mongo', { engine: Engine.MONGODB, version: '8.0.10' });
database('MongoReplicas', { engine: Engine.MONGODB, version: '8.0.10', replicas: 3, topology: Topology.mongoReplicaSet('rs0') });
database('MongoShards', {
  engine: Engine.MONGODB,
  version: '8.0.10',
  topology: Topology.mongoSharded({ shards: 2, shardReplicas: 3, configServerReplicas: 3, mongosReplicas: 2 }),
});
database('SqlServer', {
  engine: Engine.mssqlserver({ issuer: { name: 'company-ca' }, acceptEula: true, edition: 'Developer' }), version: '2022-cu22', backup: native,
});
database('Clickhouse', { engine: Engine.CLICKHOUSE, version: '25.7.1' });
database('Redis', { engine: Engine.REDIS, version: '8.2.2', topology: Topology.redisCluster({ shards: 3, replicas: 2 }) });
database('Valkey', { engine: Engine.REDIS, version: 'valkey-8.1.1' });
database('Elasticsearch', { engine: Engine.ELASTICSEARCH, version: 'xpack-9.2.3', replicas: 3 });
database('Opensearch', {
  engine: Engine.OPENSEARCH,
  version: 'opensearch-3.4.0',
  topology: Topology.elasticsearch({ master: { replicas: 3 }, data: { replicas: 2 }, ingest: { replicas: 2 } }),
});
database('Singlestore', {
  engine: Engine.singlestore({ license: { name: 'singlestore-license' } }),
  version: '8.9.3',
  topology: Topology.singlestore({ aggregators: 2, leaves: 2 }),
});
database('Zookeeper', { engine: Engine.ZOOKEEPER, version: '3.9.1', replicas: 3 });
database('Druid', {
  engine: Engine.druid({
    deepStorage: { type: DruidDeepStorageType.S3, configSecret: { name: 'deep-storage' } },
    metadataStorage: { type: DruidMetadataType.MYSQL, name: 'mysql', namespace: 'engines' },
    zookeeper: { name: 'zookeeper', namespace: 'engines' },
  }),
  version: '36.0.0',
  topology: Topology.druid(),
});
database('Cassandra', { engine: Engine.CASSANDRA, version: '5.0.7', topology: Topology.cassandraRacks([{ name: 'r0', replicas: 3 }]), backup: native });
database('Neo4j', { engine: Engine.NEO4J, version: '2026.06.0', replicas: 3, backup: native });
database('Qdrant', { engine: Engine.QDRANT, version: '1.17.0', replicas: 3, topology: Topology.qdrantDistributed() });
database('Etcd', { engine: Engine.ETCD, version: '3.6.4', replicas: 3, backup: undefined });

app.synth();
