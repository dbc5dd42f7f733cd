import {
  DruidDeepStorage, DruidDeepStorageType, DruidMetadataStorage, DruidMetadataType, DruidOptions, DruidZooKeeper, MSSQLServerOptions,
  SinglestoreOptions,
} from './engine-options';
import { IssuerRef } from './refs';
import {
  AvailabilityGroupOptions, CassandraRack, ClickHouseClusterOptions, DruidTopologyOptions, SecondaryAccess, SinglestoreTopologyOptions,
} from './topology-more-options';
import {
  MariaDbGaleraOptions, MariaDbReplicationOptions, MariaDbStateTransfer, MongoShardedOptions, MySqlGroupOptions, MySqlInnoDbOptions,
  MySqlSemiSyncOptions, PostgresStandbyOptions, RedisClusterOptions, SearchNodes, SearchTopologyOptions, TopologyStorage,
} from './topology-options';
import { list, struct } from '../values/compound';
import { optional, Required, text } from '../values/kind';
import { dnsLabel, namespaceName, secretRef, storageClassName, subdomain } from '../values/names';
import { size } from '../values/quantities';
import { choice, count, flag, relativePath, words } from '../values/texts';
import { goDuration } from '../values/times';

/** Kinds of issuers that cert-manager has. Others come with a group of their own. */
const anyIssuer = struct<IssuerRef>({
  name: subdomain('the name of an issuer'), kind: optional(words('the kind of an issuer')), group: optional(subdomain('an API group')),
});
const certManagerIssuer = struct<IssuerRef>({
  name: subdomain('the name of an issuer'), kind: optional(choice('a kind of issuer of cert-manager', ['Issuer', 'ClusterIssuer'])), group: optional(subdomain('an API group')),
});

export const issuerRef: Required = {
  ...anyIssuer, read: (value, reading) => (isForeign(value) ? anyIssuer : certManagerIssuer).read(value, reading),
};

function isForeign(issuer: any): boolean {
  return typeof issuer?.group === 'string' && issuer.group !== 'cert-manager.io';
}

/** Editions and licences of SQL Server (upstream: the environment variable MSSQL_PID); a product key is one too. */
const EDITIONS = ['Developer', 'Express', 'Standard', 'Enterprise', 'EnterpriseCore', 'Evaluation', 'Web', 'StandardDeveloper', 'EnterpriseDeveloper'];
const edition = choice('an edition of SQL Server', EDITIONS);
const productKey = /^[A-Z0-9]{5}(-[A-Z0-9]{5}){4}$/i;

export const mssqlserverOptions = struct<MSSQLServerOptions>({
  issuer: issuerRef,
  acceptEula: flag,
  edition: { ...edition, read: (value, reading) => (typeof value === 'string' && productKey.test(value) ? value : edition.read(value, reading)) },
  clientTls: optional(flag),
});

export const singlestoreOptions = struct<SinglestoreOptions>({ license: secretRef });

export const druidOptions = struct<DruidOptions>({
  deepStorage: struct<DruidDeepStorage>({ type: choice('a kind of deep storage', DruidDeepStorageType), configSecret: optional(secretRef) }),
  metadataStorage: struct<DruidMetadataStorage>({
    type: choice('a kind of metadata store', DruidMetadataType),
    name: subdomain('the name of an AppBinding'),
    namespace: namespaceName,
    linkedDatabase: optional(words('the name of a database')),
  }),
  zookeeper: struct<DruidZooKeeper>({ name: subdomain('the name of an AppBinding'), namespace: namespaceName, pathsBase: optional(relativePath) }),
});

const topologyStorage = optional(struct<TopologyStorage>({ size, storageClassName: optional(storageClassName) }));
const members = count('a number of members');
const some = optional(members);
const any = optional(count('a number of members', 0));

export const postgresStandby = struct<PostgresStandbyOptions>({ synchronous: optional(flag) });

export const mysqlGroup = struct<MySqlGroupOptions>({ multiPrimary: optional(flag), groupName: optional(words('the name of a group')) });

export const mysqlInnoDb = struct<MySqlInnoDbOptions>({ multiPrimary: optional(flag), routers: some });

export const mysqlSemiSync = struct<MySqlSemiSyncOptions>({ acknowledgements: some, sourceTimeout: optional(goDuration) });

export const mariadbGalera = struct<MariaDbGaleraOptions>({ stateTransfer: optional(choice('a way to transfer state', MariaDbStateTransfer)) });

export const mariadbReplication = struct<MariaDbReplicationOptions>({ maxscale: any, maxscaleStorage: topologyStorage });

export const replicaSet = struct<{ name: string }>({
  name: text({ code: 'name-invalid', what: 'the name of a replica set', allowed: 'letters, digits, "-", "_" and "."', problem: v => !/^[-.\w]+$/.test(v) }),
});

export const mongoSharded = struct<MongoShardedOptions>({
  shards: members, shardReplicas: members, configServerReplicas: members, mongosReplicas: members, configServerStorage: topologyStorage,
});

export const redisCluster = struct<RedisClusterOptions>({ shards: some, replicas: some });

const searchNodes = struct<SearchNodes>({ replicas: some, storage: topologyStorage });
const moreNodes = optional(searchNodes);

export const searchTopology = struct<SearchTopologyOptions>({
  master: searchNodes,
  ingest: searchNodes,
  data: moreNodes,
  dataContent: moreNodes,
  dataHot: moreNodes,
  dataWarm: moreNodes,
  dataCold: moreNodes,
  dataFrozen: moreNodes,
  ml: moreNodes,
  transform: moreNodes,
  coordinating: moreNodes,
});

export const availabilityGroup = struct<AvailabilityGroupOptions>({
  databases: optional(list(words('the name of a database'), 1)), secondaryAccess: optional(choice('a way to access secondaries', SecondaryAccess)),
});

export const clickhouseCluster = struct<ClickHouseClusterOptions>({
  name: optional(dnsLabel('the name of a cluster')), shards: members, replicas: members, keeperReplicas: some, keeperStorage: topologyStorage,
});

export const singlestoreTopology = struct<SinglestoreTopologyOptions>({ aggregators: some, leaves: some, aggregatorStorage: topologyStorage });

export const druidTopology = struct<DruidTopologyOptions>({
  coordinators: some, overlords: any, brokers: some, routers: any, historicals: some, middleManagers: some, middleManagerStorage: topologyStorage,
});

export const cassandraRacks = struct<{ readonly racks: CassandraRack[] }>({
  racks: list(struct<CassandraRack>({ name: dnsLabel('the name of a rack'), replicas: some, storage: topologyStorage }), 1),
});
