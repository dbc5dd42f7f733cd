import { IssuerRef, SecretRef } from './refs';

/** What KubeDB demands of a Microsoft SQL Server. */
export interface MSSQLServerOptions {
  /** Who issues the certificates with which the servers trust each other (upstream: `spec.tls.issuerRef`). */
  readonly issuer: IssuerRef;

  /**
   * Whether you accept Microsoft's licence terms (`ACCEPT_EULA`). The server does not start otherwise.
   */
  readonly acceptEula: boolean;

  /**
   * Edition or product key (`MSSQL_PID`): `Evaluation` (180 days), `Developer`, `Express`, `Web`, `Standard`, `Enterprise`,
   * `EnterpriseCore`, or a key of the form `#####-#####-#####-#####-#####`.
   */
  readonly edition: string;

  /**
   * Whether clients are to encrypt their connections too (upstream: `spec.tls.clientTLS`).
   *
   * @default false
   */
  readonly clientTls?: boolean;
}

/** What KubeDB demands of a SingleStore. */
export interface SinglestoreOptions {
  /** Secret with the licence (upstream: `spec.licenseSecret`). */
  readonly license: SecretRef;
}

/** What KubeDB demands of a Druid. */
export interface DruidOptions {
  /** Where segments are kept. They are not part of a backup. */
  readonly deepStorage: DruidDeepStorage;

  /** The database that holds the metadata: what a backup of Druid is made of. */
  readonly metadataStorage: DruidMetadataStorage;

  /** The ZooKeeper through which the nodes find each other. */
  readonly zookeeper: DruidZooKeeper;
}

/** Kinds of deep storage. */
export enum DruidDeepStorageType {
  /** Amazon S3 and what speaks its language. */
  S3 = 's3',

  /** Google Cloud Storage. */
  GOOGLE = 'google',

  /** Azure Blob Storage. */
  AZURE = 'azure',

  /** Hadoop's file system. */
  HDFS = 'hdfs',
}

/** Deep storage of Druid (upstream: `spec.deepStorage`). */
export interface DruidDeepStorage {
  /** What kind of storage it is. */
  readonly type: DruidDeepStorageType;

  /**
   * Secret with its configuration.
   *
   * @default - none
   */
  readonly configSecret?: SecretRef;
}

/** Kinds of metadata stores. */
export enum DruidMetadataType {
  /** MySQL. */
  MYSQL = 'MySQL',

  /** PostgreSQL. */
  POSTGRESQL = 'PostgreSQL',
}

/** The database that holds Druid's metadata (upstream: `spec.metadataStorage`). */
export interface DruidMetadataStorage {
  /** What kind of database it is. Decides which tasks back it up. */
  readonly type: DruidMetadataType;

  /** Name of its AppBinding, which is the name of the database if KubeDB runs it. */
  readonly name: string;

  /** Namespace of its AppBinding. */
  readonly namespace: string;

  /**
   * Name of the database in it.
   *
   * @default - KubeDB's choice: `druid`
   */
  readonly linkedDatabase?: string;
}

/** The ZooKeeper of Druid (upstream: `spec.zookeeperRef`). */
export interface DruidZooKeeper {
  /** Name of its AppBinding, which is the name of the ZooKeeper if KubeDB runs it. */
  readonly name: string;

  /** Namespace of its AppBinding. */
  readonly namespace: string;

  /**
   * Path below which Druid keeps its nodes, beginning with a slash.
   *
   * @default - KubeDB's choice
   */
  readonly pathsBase?: string;
}
