import { ObjectReference } from './refs';

/** A cert-manager issuer that is there already (upstream: `tlsIssuerRef`). */
export interface ManifestIssuerRef {
  /**
   * API group of the issuer.
   *
   * @default - left out
   */
  readonly apiGroup?: string;

  /** `Issuer` or `ClusterIssuer`. */
  readonly kind: string;

  /** Name of the issuer. */
  readonly name: string;
}

/** What is restored of the manifests of a database, and under which names. */
export interface ManifestRestoreOptions {
  /**
   * Namespace that they are restored to.
   *
   * @default - the one they were backed up in
   */
  readonly restoreNamespace?: string;

  /**
   * Whether the database itself is restored.
   *
   * @default true
   */
  readonly db?: boolean;

  /**
   * New name of the database.
   *
   * @default - the one it was backed up with
   */
  readonly dbName?: string;

  /**
   * Whether its auth Secret is restored.
   *
   * @default true
   */
  readonly authSecret?: boolean;

  /**
   * New name of the auth Secret.
   *
   * @default - the one it was backed up with
   */
  readonly authSecretName?: string;

  /**
   * Whether its config Secret is restored.
   *
   * @default true
   */
  readonly configSecret?: boolean;

  /**
   * New name of the config Secret.
   *
   * @default - the one it was backed up with
   */
  readonly configSecretName?: string;

  /**
   * Whether its init script is restored.
   *
   * @default true
   */
  readonly initScript?: boolean;

  /**
   * Whether its archiver is restored.
   *
   * @default false
   */
  readonly archiver?: boolean;

  /**
   * The archiver that it gets.
   *
   * @default - none
   */
  readonly archiverRef?: ObjectReference;

  /**
   * The issuer that it gets.
   *
   * @default - the one it was backed up with
   */
  readonly tlsIssuerRef?: ManifestIssuerRef;
}

/** What is restored of the manifests of an MSSQLServer. */
export interface MsSqlServerManifestOptions {
  /**
   * Namespace that they are restored to.
   *
   * @default - the one they were backed up in
   */
  readonly restoreNamespace?: string;

  /**
   * Whether the database itself is restored.
   *
   * @default true
   */
  readonly db?: boolean;

  /**
   * New name of the database.
   *
   * @default - the one it was backed up with
   */
  readonly dbName?: string;

  /**
   * Whether its auth Secret is restored.
   *
   * @default true
   */
  readonly authSecret?: boolean;

  /**
   * New name of the auth Secret.
   *
   * @default - the one it was backed up with
   */
  readonly authSecretName?: string;

  /**
   * Whether its init script is restored.
   *
   * @default true
   */
  readonly initScript?: boolean;

  /**
   * Whether its archiver is restored.
   *
   * @default false
   */
  readonly archiver?: boolean;

  /**
   * The archiver that it gets.
   *
   * @default - none
   */
  readonly archiverRef?: ObjectReference;

  /**
   * The issuer that it gets.
   *
   * @default - the one it was backed up with
   */
  readonly tlsIssuerRef?: ManifestIssuerRef;
}

/** What is restored of the manifests of a Druid. */
export interface DruidManifestOptions {
  /**
   * Namespace that they are restored to.
   *
   * @default - the one they were backed up in
   */
  readonly restoreNamespace?: string;

  /**
   * Whether the database itself is restored.
   *
   * @default true
   */
  readonly db?: boolean;

  /**
   * New name of the database.
   *
   * @default - the one it was backed up with
   */
  readonly dbName?: string;

  /**
   * Whether its auth Secret is restored.
   *
   * @default true
   */
  readonly authSecret?: boolean;

  /**
   * New name of the auth Secret.
   *
   * @default - the one it was backed up with
   */
  readonly authSecretName?: string;

  /**
   * Whether its config Secret is restored.
   *
   * @default true
   */
  readonly configSecret?: boolean;

  /**
   * New name of the config Secret.
   *
   * @default - the one it was backed up with
   */
  readonly configSecretName?: string;

  /**
   * Whether the Secret of its deep storage is restored.
   *
   * @default true
   */
  readonly deepStorageSecret?: boolean;
}

/** What is restored of the manifests of a RedisSentinel. */
export interface RedisSentinelManifestOptions {
  /**
   * Namespace that they are restored to.
   *
   * @default - the one they were backed up in
   */
  readonly restoreNamespace?: string;

  /**
   * Whether the sentinel itself is restored.
   *
   * @default true
   */
  readonly sentinel?: boolean;

  /**
   * New name of the sentinel (upstream: `SentinelName`).
   *
   * @default - the one it was backed up with
   */
  readonly sentinelName?: string;

  /**
   * Whether its auth Secret is restored.
   *
   * @default true
   */
  readonly authSecret?: boolean;

  /**
   * New name of the auth Secret.
   *
   * @default - the one it was backed up with
   */
  readonly authSecretName?: string;

  /**
   * The issuer that it gets.
   *
   * @default - the one it was backed up with
   */
  readonly tlsIssuerRef?: ManifestIssuerRef;
}

/** Where the manifests of a workload are restored to. */
export interface WorkloadManifestOptions {
  /**
   * Namespace that they are restored to.
   *
   * @default - the one they were backed up in
   */
  readonly restoreNamespace?: string;
}

/** What a restore of manifests does, by kind of database. */
export interface ManifestOptions {
  /**
   * For Postgres.
   *
   * @default - none
   */
  readonly postgres?: ManifestRestoreOptions;

  /**
   * For MySQL.
   *
   * @default - none
   */
  readonly mySql?: ManifestRestoreOptions;

  /**
   * For MariaDB.
   *
   * @default - none
   */
  readonly mariaDb?: ManifestRestoreOptions;

  /**
   * For MongoDB.
   *
   * @default - none
   */
  readonly mongoDb?: ManifestRestoreOptions;

  /**
   * For MSSQLServer.
   *
   * @default - none
   */
  readonly msSqlServer?: MsSqlServerManifestOptions;

  /**
   * For ClickHouse.
   *
   * @default - none
   */
  readonly clickhouse?: ManifestRestoreOptions;

  /**
   * For Druid.
   *
   * @default - none
   */
  readonly druid?: DruidManifestOptions;

  /**
   * For ZooKeeper.
   *
   * @default - none
   */
  readonly zooKeeper?: ManifestRestoreOptions;

  /**
   * For Singlestore.
   *
   * @default - none
   */
  readonly singlestore?: ManifestRestoreOptions;

  /**
   * For Redis.
   *
   * @default - none
   */
  readonly redis?: ManifestRestoreOptions;

  /**
   * For RedisSentinel.
   *
   * @default - none
   */
  readonly redisSentinel?: RedisSentinelManifestOptions;

  /**
   * For workloads.
   *
   * @default - none
   */
  readonly workload?: WorkloadManifestOptions;
}
