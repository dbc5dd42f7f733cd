import { Size } from 'cdk8s';

/** Volumes of one part of a topology, where they differ from those of the data. */
export interface TopologyStorage {
  /** Size of each volume. */
  readonly size: Size;

  /**
   * StorageClass of the volumes.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;
}

/** How the standby servers of a PostgreSQL follow. */
export interface PostgresStandbyOptions {
  /**
   * Whether a commit waits for a standby server (upstream: `spec.streamingMode`).
   *
   * @default - KubeDB's choice: it does not
   */
  readonly synchronous?: boolean;
}

/** A group of MySQL servers. */
export interface MySqlGroupOptions {
  /**
   * Whether all members take writes (upstream: `mode: Multi-Primary`).
   *
   * @default false
   */
  readonly multiPrimary?: boolean;

  /**
   * Name of the group, a UUID.
   *
   * @default - KubeDB makes one up
   */
  readonly groupName?: string;
}

/** An InnoDB cluster of MySQL servers. */
export interface MySqlInnoDbOptions {
  /**
   * Whether all members take writes (upstream: `mode: Multi-Primary`).
   *
   * @default false
   */
  readonly multiPrimary?: boolean;

  /**
   * Number of MySQL Routers.
   *
   * @default 1
   */
  readonly routers?: number;
}

/** Semi-synchronous replication of MySQL servers. */
export interface MySqlSemiSyncOptions {
  /**
   * How many replicas must have a transaction before it is committed.
   *
   * @default 1
   */
  readonly acknowledgements?: number;

  /**
   * How long the source waits for them before it goes on alone, as a duration of Go (`24h`, `10s`).
   *
   * @default '24h'
   */
  readonly sourceTimeout?: string;
}

/** How a MariaDB server that joins a Galera cluster gets the data (upstream: `spec.wsrepSSTMethod`). */
export enum MariaDbStateTransfer {
  /** Copies files; the server that gives is blocked meanwhile. */
  RSYNC = 'rsync',

  /** Copies with mariabackup; the server that gives goes on. */
  MARIABACKUP = 'mariabackup',
}

/** A Galera cluster of MariaDB servers. */
export interface MariaDbGaleraOptions {
  /**
   * How a server that joins gets the data.
   *
   * @default MariaDbStateTransfer.RSYNC
   */
  readonly stateTransfer?: MariaDbStateTransfer;
}

/** Replication of MariaDB servers. */
export interface MariaDbReplicationOptions {
  /**
   * Number of MaxScale proxies in front, at least 1: KubeDB runs no replication of MariaDB without.
   *
   * @default 1
   */
  readonly maxscale?: number;

  /**
   * Volumes of MaxScale.
   *
   * @default - like those of the data
   */
  readonly maxscaleStorage?: TopologyStorage;
}

/** A sharded MongoDB. */
export interface MongoShardedOptions {
  /** Number of shards. */
  readonly shards: number;

  /** Number of members of each shard. */
  readonly shardReplicas: number;

  /** Number of config servers. */
  readonly configServerReplicas: number;

  /** Number of mongos, which clients talk to. */
  readonly mongosReplicas: number;

  /**
   * Volumes of the config servers.
   *
   * @default - like those of the shards
   */
  readonly configServerStorage?: TopologyStorage;
}

/** A Redis or Valkey Cluster. */
export interface RedisClusterOptions {
  /**
   * Number of shards, at least 3.
   *
   * @default 3
   */
  readonly shards?: number;

  /**
   * Number of members of each shard, the master included: at least 2.
   *
   * @default 2
   */
  readonly replicas?: number;
}

/** Nodes of one role of an Elasticsearch or OpenSearch. */
export interface SearchNodes {
  /**
   * Number of nodes.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Volumes of these nodes.
   *
   * @default - those of the database
   */
  readonly storage?: TopologyStorage;
}

/** Node roles of an Elasticsearch or OpenSearch. */
export interface SearchTopologyOptions {
  /** Nodes that may be elected master. */
  readonly master: SearchNodes;

  /** Nodes that take documents in; clients talk to these. */
  readonly ingest: SearchNodes;

  /**
   * Nodes that hold data of any temperature.
   *
   * @default - none
   */
  readonly data?: SearchNodes;

  /**
   * Nodes that hold content that does not age.
   *
   * @default - none
   */
  readonly dataContent?: SearchNodes;

  /**
   * Nodes that hold the newest data.
   *
   * @default - none
   */
  readonly dataHot?: SearchNodes;

  /**
   * Nodes that hold data which is seldom changed.
   *
   * @default - none
   */
  readonly dataWarm?: SearchNodes;

  /**
   * Nodes that hold data which is seldom read.
   *
   * @default - none
   */
  readonly dataCold?: SearchNodes;

  /**
   * Nodes that hold data which is kept in snapshots.
   *
   * @default - none
   */
  readonly dataFrozen?: SearchNodes;

  /**
   * Nodes for machine learning.
   *
   * @default - none
   */
  readonly ml?: SearchNodes;

  /**
   * Nodes for transforms.
   *
   * @default - none
   */
  readonly transform?: SearchNodes;

  /**
   * Nodes that only distribute requests.
   *
   * @default - none
   */
  readonly coordinating?: SearchNodes;
}
