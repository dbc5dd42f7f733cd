import { Json } from './facts';
import { NamespacedRef } from './refs';
import {
  AvailabilityGroupOptions, CassandraRack, ClickHouseClusterOptions, DruidTopologyOptions, SinglestoreTopologyOptions,
} from './topology-more-options';
import {
  MariaDbGaleraOptions, MariaDbReplicationOptions, MongoShardedOptions, MySqlGroupOptions, MySqlInnoDbOptions, MySqlSemiSyncOptions,
  PostgresStandbyOptions, RedisClusterOptions, SearchNodes, SearchTopologyOptions,
} from './topology-options';
import { given, primaries, storage, streaming } from './topology-parts';

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
    return new Topology(['postgres'], { standbyMode: 'Hot', ...streaming(options) });
  }

  /**
   * PostgreSQL whose standby servers take no connections.
   *
   * @param options how they follow
   */
  public static postgresWarmStandby(options: PostgresStandbyOptions = {}): Topology {
    return new Topology(['postgres'], { standbyMode: 'Warm', ...streaming(options) });
  }

  /**
   * MySQL with group replication, 3 to 9 members.
   *
   * @param options the group
   */
  public static mysqlGroupReplication(options: MySqlGroupOptions = {}): Topology {
    return new Topology(['mysql'], {
      topology: { mode: 'GroupReplication', group: { mode: primaries(options.multiPrimary), ...given('name', options.groupName) } },
    });
  }

  /**
   * MySQL as an InnoDB cluster, with MySQL Routers.
   *
   * @param options the cluster
   */
  public static mysqlInnoDbCluster(options: MySqlInnoDbOptions = {}): Topology {
    return new Topology(['mysql'], {
      topology: { mode: 'InnoDBCluster', innoDBCluster: { mode: primaries(options.multiPrimary), router: { replicas: options.routers ?? 1 } } },
    });
  }

  /**
   * MySQL with semi-synchronous replication.
   *
   * @param options how the source waits
   */
  public static mysqlSemiSync(options: MySqlSemiSyncOptions = {}): Topology {
    return new Topology(['mysql'], {
      topology: {
        mode: 'SemiSync',
        semiSync: {
          errantTransactionRecoveryPolicy: 'PseudoTransaction',
          sourceWaitForReplicaCount: options.acknowledgements ?? 1,
          ...given('sourceTimeout', options.sourceTimeout),
        },
      },
    });
  }

  /**
   * MariaDB as a Galera cluster, at least 3 members, all of which take writes.
   *
   * @param options the cluster
   */
  public static mariadbGalera(options: MariaDbGaleraOptions = {}): Topology {
    return new Topology(['mariadb'], { topology: { mode: 'GaleraCluster' }, ...given('wsrepSSTMethod', options.stateTransfer) });
  }

  /**
   * MariaDB with replication, at least 3 members.
   *
   * @param options proxies in front
   */
  public static mariadbReplication(options: MariaDbReplicationOptions = {}): Topology {
    const maxscale = { replicas: options.maxscale ?? 1, ...storage(options.maxscaleStorage) };
    return new Topology(['mariadb'], { topology: { mode: 'MariaDBReplication', maxscale } });
  }

  /**
   * MongoDB as a replica set.
   *
   * @param name name of the replica set, which drivers are given; it can never be changed
   */
  public static mongoReplicaSet(name: string): Topology {
    return new Topology(['mongodb'], { replicaSet: { name } });
  }

  /**
   * A sharded MongoDB.
   *
   * @param options its counts
   */
  public static mongoSharded(options: MongoShardedOptions): Topology {
    return new Topology(['mongodb'], {
      shardTopology: {
        shard: { shards: options.shards, replicas: options.shardReplicas },
        configServer: { replicas: options.configServerReplicas, ...storage(options.configServerStorage) },
        mongos: { replicas: options.mongosReplicas },
      },
    });
  }

  /**
   * Redis or Valkey Cluster.
   *
   * @param options its counts
   */
  public static redisCluster(options: RedisClusterOptions = {}): Topology {
    return new Topology(['redis'], { mode: 'Cluster', cluster: { shards: options.shards ?? 3, replicas: options.replicas ?? 2 } });
  }

  /**
   * Redis or Valkey whose master is watched by sentinels.
   *
   * @param sentinel the RedisSentinel
   */
  public static redisSentinel(sentinel: NamespacedRef): Topology {
    return new Topology(['redis'], { mode: 'Sentinel', sentinelRef: { name: sentinel.name, ...given('namespace', sentinel.namespace) } });
  }

  /**
   * Elasticsearch or OpenSearch with nodes of different roles.
   *
   * @param options the roles
   */
  public static elasticsearch(options: SearchTopologyOptions): Topology {
    const roles = Object.entries(options as unknown as Record<string, SearchNodes | undefined>)
      .flatMap(([role, nodes]) => (nodes === undefined ? [] : [[role, { replicas: nodes.replicas ?? 1, ...storage(nodes.storage) }]]));
    return new Topology(['elasticsearch', 'opensearch'], { topology: Object.fromEntries(roles) });
  }

  /**
   * SQL Server as an availability group.
   *
   * @param options the group
   */
  public static mssqlAvailabilityGroup(options: AvailabilityGroupOptions = {}): Topology {
    return new Topology(['mssqlserver'], {
      topology: {
        mode: 'AvailabilityGroup',
        availabilityGroup: { ...given('databases', options.databases), ...given('secondaryAccessMode', options.secondaryAccess) },
      },
    });
  }

  /**
   * ClickHouse as a cluster with keepers.
   *
   * @param options its counts
   */
  public static clickhouseCluster(options: ClickHouseClusterOptions): Topology {
    return new Topology(['clickhouse'], {
      clusterTopology: {
        cluster: { name: options.name ?? 'cluster', shards: options.shards, replicas: options.replicas },
        clickHouseKeeper: { spec: { replicas: options.keeperReplicas ?? 3, ...storage(options.keeperStorage) } },
      },
    });
  }

  /**
   * SingleStore with aggregators and leaves.
   *
   * @param options its counts
   */
  public static singlestore(options: SinglestoreTopologyOptions = {}): Topology {
    return new Topology(['singlestore'], {
      topology: {
        aggregator: { replicas: options.aggregators ?? 3, ...storage(options.aggregatorStorage) },
        leaf: { replicas: options.leaves ?? 2 },
      },
    });
  }

  /**
   * Nodes of Druid.
   *
   * @param options their numbers
   */
  public static druid(options: DruidTopologyOptions = {}): Topology {
    const nodes = (replicas: number | undefined) => ({ replicas: replicas ?? 1 });
    return new Topology(['druid'], {
      topology: {
        coordinators: nodes(options.coordinators),
        ...(options.overlords ? { overlords: nodes(options.overlords) } : {}),
        brokers: nodes(options.brokers),
        ...(options.routers === 0 ? {} : { routers: nodes(options.routers) }),
        historicals: nodes(options.historicals),
        middleManagers: { ...nodes(options.middleManagers), ...storage(options.middleManagerStorage) },
      },
    });
  }

  /**
   * Cassandra in racks, two members at least.
   *
   * @param racks the racks
   */
  public static cassandraRacks(racks: CassandraRack[]): Topology {
    return new Topology(['cassandra'], {
      topology: { rack: racks.map(rack => ({ name: rack.name, replicas: rack.replicas ?? 1, ...storage(rack.storage) })) },
    });
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
