import { TopologyStorage } from './topology-options';

/** What clients may do on the secondaries of an availability group. */
export enum SecondaryAccess {
  /** Nothing. */
  PASSIVE = 'Passive',

  /** Read, if they say so when they connect (`ApplicationIntent=ReadOnly`). */
  READ_ONLY = 'ReadOnly',

  /** Read. */
  ALL = 'All',
}

/** An availability group of SQL Servers. */
export interface AvailabilityGroupOptions {
  /**
   * Databases in the group.
   *
   * @default - none; add them with SQL
   */
  readonly databases?: string[];

  /**
   * What clients may do on secondaries.
   *
   * @default SecondaryAccess.PASSIVE
   */
  readonly secondaryAccess?: SecondaryAccess;
}

/** A cluster of ClickHouse servers with its keeper. */
export interface ClickHouseClusterOptions {
  /**
   * Name of the cluster, as SQL refers to it (`ON CLUSTER …`).
   *
   * @default 'cluster'
   */
  readonly name?: string;

  /** Number of shards. */
  readonly shards: number;

  /** Number of members of each shard. */
  readonly replicas: number;

  /**
   * Number of keepers: odd, so that they can outvote each other.
   *
   * @default 3
   */
  readonly keeperReplicas?: number;

  /**
   * Volumes of the keepers.
   *
   * @default - like those of the data
   */
  readonly keeperStorage?: TopologyStorage;
}

/** A cluster of SingleStore nodes. */
export interface SinglestoreTopologyOptions {
  /**
   * Number of aggregators, which clients talk to.
   *
   * @default 3
   */
  readonly aggregators?: number;

  /**
   * Number of leaves, which hold the data.
   *
   * @default 2
   */
  readonly leaves?: number;

  /**
   * Volumes of the aggregators.
   *
   * @default - like those of the leaves
   */
  readonly aggregatorStorage?: TopologyStorage;
}

/** Nodes of a Druid, by number. */
export interface DruidTopologyOptions {
  /**
   * Number of coordinators.
   *
   * @default 1
   */
  readonly coordinators?: number;

  /**
   * Number of overlords.
   *
   * @default - none: the coordinators do their work
   */
  readonly overlords?: number;

  /**
   * Number of brokers.
   *
   * @default 1
   */
  readonly brokers?: number;

  /**
   * Number of routers, which clients talk to; with 0 they talk to the brokers.
   *
   * @default 1
   */
  readonly routers?: number;

  /**
   * Number of historicals.
   *
   * @default 1
   */
  readonly historicals?: number;

  /**
   * Number of middle managers.
   *
   * @default 1
   */
  readonly middleManagers?: number;

  /**
   * Volumes of the middle managers.
   *
   * @default - like those of the historicals
   */
  readonly middleManagerStorage?: TopologyStorage;
}

/** A rack of Cassandra. */
export interface CassandraRack {
  /** Name of the rack, part of the names of its pods. */
  readonly name: string;

  /**
   * Number of members.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Volumes of the members.
   *
   * @default - those of the database
   */
  readonly storage?: TopologyStorage;
}
