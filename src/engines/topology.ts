import { NamespacedRef } from './refs';
import {
  AvailabilityGroupOptions, CassandraRack, ClickHouseClusterOptions, DruidTopologyOptions, SinglestoreTopologyOptions,
} from './topology-more-options';
import {
  MariaDbGaleraOptions, MariaDbReplicationOptions, MongoShardedOptions, MySqlGroupOptions, MySqlInnoDbOptions, MySqlSemiSyncOptions,
  PostgresStandbyOptions, RedisClusterOptions, SearchNodes, SearchTopologyOptions,
} from './topology-options';
import { given, primaries, storage, streaming } from './topology-parts';
import {
  availabilityGroup, cassandraRacks, clickhouseCluster, druidTopology, mariadbGalera, mariadbReplication, mongoSharded, mysqlGroup, mysqlInnoDb,
  mysqlSemiSync, postgresStandby, redisCluster, replicaSet, searchTopology, singlestoreTopology,
} from './values';
import { made } from '../values/given';
import { Json } from '../values/json';
import { namespacedRef } from '../values/names';

/**
 * How the members of a database work together. Each factory is for one engine; another one refuses it.
 *
 * Where a topology has counts of its own, `replicas` of the database has no place; where it has none, `replicas` is the
 * number of members.
 *
 * @example
 *
 * import { Topology } from 'cdk8s-kubestash';
 *
 * const sharded = Topology.mongoSharded({ shards: 2, shardReplicas: 3, configServerReplicas: 3, mongosReplicas: 2 });
 */
export class Topology {
  /**
   * PostgreSQL whose standby servers can be read from.
   *
   * @param options how they follow
   */
  public static postgresHotStandby(options: PostgresStandbyOptions = {}): Topology {
    return made('Topology.postgresHotStandby', postgresStandby, options, of => new Topology(['postgres'], { standbyMode: 'Hot', ...streaming(of) }));
  }

  /**
   * PostgreSQL whose standby servers take no connections.
   *
   * @param options how they follow
   */
  public static postgresWarmStandby(options: PostgresStandbyOptions = {}): Topology {
    return made('Topology.postgresWarmStandby', postgresStandby, options, of => new Topology(['postgres'], { standbyMode: 'Warm', ...streaming(of) }));
  }

  /**
   * MySQL with group replication, 3 to 9 members.
   *
   * @param options the group
   */
  public static mysqlGroupReplication(options: MySqlGroupOptions = {}): Topology {
    return made('Topology.mysqlGroupReplication', mysqlGroup, options, of => new Topology(['mysql'], {
      topology: { mode: 'GroupReplication', group: { mode: primaries(of.multiPrimary), ...given('name', of.groupName) } },
    }));
  }

  /**
   * MySQL as an InnoDB cluster, with MySQL Routers.
   *
   * @param options the cluster
   */
  public static mysqlInnoDbCluster(options: MySqlInnoDbOptions = {}): Topology {
    return made('Topology.mysqlInnoDbCluster', mysqlInnoDb, options, of => new Topology(['mysql'], {
      topology: { mode: 'InnoDBCluster', innoDBCluster: { mode: primaries(of.multiPrimary), router: { replicas: of.routers ?? 1 } } },
    }));
  }

  /**
   * MySQL with semi-synchronous replication.
   *
   * @param options how the source waits
   */
  public static mysqlSemiSync(options: MySqlSemiSyncOptions = {}): Topology {
    return made('Topology.mysqlSemiSync', mysqlSemiSync, options, of => new Topology(['mysql'], {
      topology: {
        mode: 'SemiSync',
        semiSync: {
          errantTransactionRecoveryPolicy: 'PseudoTransaction',
          sourceWaitForReplicaCount: of.acknowledgements ?? 1,
          ...given('sourceTimeout', of.sourceTimeout),
        },
      },
    }));
  }

  /**
   * MariaDB as a Galera cluster, at least 3 members, all of which take writes.
   *
   * @param options the cluster
   */
  public static mariadbGalera(options: MariaDbGaleraOptions = {}): Topology {
    return made('Topology.mariadbGalera', mariadbGalera, options, of => new Topology(['mariadb'], { topology: { mode: 'GaleraCluster' }, ...given('wsrepSSTMethod', of.stateTransfer) }));
  }

  /**
   * MariaDB with replication, at least 3 members.
   *
   * @param options proxies in front
   */
  public static mariadbReplication(options: MariaDbReplicationOptions = {}): Topology {
    return made('Topology.mariadbReplication', mariadbReplication, options, of => {
      const maxscale = { replicas: of.maxscale ?? 1, ...storage(of.maxscaleStorage) };
      return new Topology(['mariadb'], { topology: { mode: 'MariaDBReplication', maxscale } });
    });
  }

  /**
   * MongoDB as a replica set.
   *
   * @param name name of the replica set, which drivers are given; it can never be changed
   */
  public static mongoReplicaSet(name: string): Topology {
    return made('Topology.mongoReplicaSet', replicaSet, { name }, of => new Topology(['mongodb'], { replicaSet: of }));
  }

  /**
   * A sharded MongoDB.
   *
   * @param options its counts
   */
  public static mongoSharded(options: MongoShardedOptions): Topology {
    return made('Topology.mongoSharded', mongoSharded, options, of => new Topology(['mongodb'], {
      shardTopology: {
        shard: { shards: of.shards, replicas: of.shardReplicas },
        configServer: { replicas: of.configServerReplicas, ...storage(of.configServerStorage) },
        mongos: { replicas: of.mongosReplicas },
      },
    }));
  }

  /**
   * Redis or Valkey Cluster.
   *
   * @param options its counts
   */
  public static redisCluster(options: RedisClusterOptions = {}): Topology {
    return made('Topology.redisCluster', redisCluster, options, of => new Topology(['redis'], { mode: 'Cluster', cluster: { shards: of.shards ?? 3, replicas: of.replicas ?? 2 } }));
  }

  /**
   * Redis or Valkey whose master is watched by sentinels.
   *
   * @param sentinel the RedisSentinel
   */
  public static redisSentinel(sentinel: NamespacedRef): Topology {
    return made('Topology.redisSentinel', namespacedRef('a RedisSentinel'), sentinel, of => new Topology(['redis'], { mode: 'Sentinel', sentinelRef: { name: of.name, ...given('namespace', of.namespace) } }));
  }

  /**
   * Elasticsearch or OpenSearch with nodes of different roles.
   *
   * @param options the roles
   */
  public static elasticsearch(options: SearchTopologyOptions): Topology {
    return made('Topology.elasticsearch', searchTopology, options, of => {
      const roles = Object.entries(of as unknown as Record<string, SearchNodes | undefined>)
        .flatMap(([role, nodes]) => (nodes === undefined ? [] : [[role, { replicas: nodes.replicas ?? 1, ...storage(nodes.storage) }]]));
      return new Topology(['elasticsearch', 'opensearch'], { topology: Object.fromEntries(roles) });
    });
  }

  /**
   * SQL Server as an availability group.
   *
   * @param options the group
   */
  public static mssqlAvailabilityGroup(options: AvailabilityGroupOptions = {}): Topology {
    return made('Topology.mssqlAvailabilityGroup', availabilityGroup, options, of => new Topology(['mssqlserver'], {
      topology: {
        mode: 'AvailabilityGroup',
        availabilityGroup: { ...given('databases', of.databases), ...given('secondaryAccessMode', of.secondaryAccess) },
      },
    }));
  }

  /**
   * ClickHouse as a cluster with keepers.
   *
   * @param options its counts
   */
  public static clickhouseCluster(options: ClickHouseClusterOptions): Topology {
    return made('Topology.clickhouseCluster', clickhouseCluster, options, of => new Topology(['clickhouse'], {
      clusterTopology: {
        cluster: { name: of.name ?? 'cluster', shards: of.shards, replicas: of.replicas },
        clickHouseKeeper: { spec: { replicas: of.keeperReplicas ?? 3, ...storage(of.keeperStorage) } },
      },
    }));
  }

  /**
   * SingleStore with aggregators and leaves.
   *
   * @param options its counts
   */
  public static singlestore(options: SinglestoreTopologyOptions = {}): Topology {
    return made('Topology.singlestore', singlestoreTopology, options, of => new Topology(['singlestore'], {
      topology: {
        aggregator: { replicas: of.aggregators ?? 3, ...storage(of.aggregatorStorage) },
        leaf: { replicas: of.leaves ?? 2 },
      },
    }));
  }

  /**
   * Nodes of Druid.
   *
   * @param options their numbers
   */
  public static druid(options: DruidTopologyOptions = {}): Topology {
    return made('Topology.druid', druidTopology, options, of => {
      const nodes = (replicas: number | undefined) => ({ replicas: replicas ?? 1 });
      return new Topology(['druid'], {
        topology: {
          coordinators: nodes(of.coordinators),
          ...(of.overlords ? { overlords: nodes(of.overlords) } : {}),
          brokers: nodes(of.brokers),
          ...(of.routers === 0 ? {} : { routers: nodes(of.routers) }),
          historicals: nodes(of.historicals),
          middleManagers: { ...nodes(of.middleManagers), ...storage(of.middleManagerStorage) },
        },
      });
    });
  }

  /**
   * Cassandra in racks, two members at least.
   *
   * @param racks the racks
   */
  public static cassandraRacks(racks: CassandraRack[]): Topology {
    return made('Topology.cassandraRacks', cassandraRacks, { racks }, ({ racks: of }) => new Topology(['cassandra'], {
      topology: { rack: of.map(rack => ({ name: rack.name, replicas: rack.replicas ?? 1, storageType: 'Durable', ...storage(rack.storage) })) },
    }));
  }

  /** Qdrant with several members. */
  public static qdrantDistributed(): Topology {
    return new Topology(['qdrant'], { mode: 'Distributed' });
  }

  /** @internal */
  public readonly _engineKeys: readonly string[];

  /** @internal */
  public readonly _spec: Json;

  private constructor(engineKeys: string[], spec: Json) {
    this._engineKeys = engineKeys;
    this._spec = spec;
  }
}
