import { JobPodTemplate } from './types/pod';
import { ContainerRuntimeSettings, RuntimeSettings } from './types/runtime-settings';
import { RetryConfig, ScheduledJob } from './types/schedule';

/** Kinds of archivers. */
export enum ArchiverKind {
  /** For Postgres. */
  POSTGRES = 'PostgresArchiver',

  /** For MySQL. */
  MYSQL = 'MySQLArchiver',

  /** For MariaDB. */
  MARIADB = 'MariaDBArchiver',

  /** For MongoDB. */
  MONGODB = 'MongoDBArchiver',

  /** For MSSQLServer. */
  MSSQLSERVER = 'MSSQLServerArchiver',

  /** For ClickHouse, whose logs are `incrementalBackup`. */
  CLICKHOUSE = 'ClickHouseArchiver',

  /** For Etcd, which has no logs. */
  ETCD = 'EtcdArchiver',

  /** For Neo4j, whose logs are `differentialBackup`; upstream has it since autumn 2026. */
  NEO4J = 'Neo4jArchiver',
}

/**
 * The part of an archiver's `spec` that holds its logs.
 *
 * @internal
 */
export function logPartOf(kind: string): string {
  switch (kind) {
    case ArchiverKind.CLICKHOUSE: return 'incrementalBackup';
    case ArchiverKind.NEO4J: return 'differentialBackup';
    default: return 'logBackup';
  }
}

/** What takes the full backups of an archiver. */
export enum ArchiverDriver {
  /** A physical backup by restic. */
  RESTIC = 'Restic',

  /** The native backup of Microsoft SQL Server by WAL-G. */
  WAL_G = 'WalG',

  /** A CSI VolumeSnapshot. */
  VOLUME_SNAPSHOTTER = 'VolumeSnapshotter',

  /** clickhouse-backup. */
  CLICK_HOUSE_BACKUP = 'ClickHouseBackup',

  /** Medusa, for Cassandra. */
  MEDUSA = 'Medusa',

  /** neo4j-admin. */
  NEO4J_ADMIN = 'Neo4jAdmin',

  /** Solr's own backup. */
  SOLR = 'Solr',
}

/** When a part of an archiver runs. Unlike in a BackupConfiguration, `jobTemplate` may be missing. */
export interface ArchiverSchedule {
  /** Five fields of cron, or `@daily` and the like. */
  readonly schedule: string;

  /**
   * The Jobs that it starts.
   *
   * @default - KubeStash's own
   */
  readonly jobTemplate?: ScheduledJob;

  /**
   * `Allow`, `Forbid` or `Replace` while the last one is still running.
   *
   * @default 'Allow'
   */
  readonly concurrencyPolicy?: string;

  /**
   * How many succeeded Jobs are kept.
   *
   * @default 3
   */
  readonly successfulJobsHistoryLimit?: number;

  /**
   * How many failed Jobs are kept.
   *
   * @default 1
   */
  readonly failedJobsHistoryLimit?: number;
}

/** Parameters of the task that takes full backups. */
export interface ArchiverTask {
  /** The parameters: `{ volumeSnapshotClassName: "csi" }`. */
  readonly params: { readonly [key: string]: any };
}

/** Backups of the database's manifests. */
export interface ArchiverManifestBackup {
  /**
   * When it runs.
   *
   * @default - never by itself
   */
  readonly scheduler?: ArchiverSchedule;

  /**
   * What pods and Jobs look like.
   *
   * @default - KubeStash's own
   */
  readonly jobTemplate?: JobPodTemplate;

  /**
   * Settings of the containers.
   *
   * @default - the Addon's
   */
  readonly containerRuntimeSettings?: ContainerRuntimeSettings;

  /**
   * What happens after a failure.
   *
   * @default - nothing
   */
  readonly retryConfig?: RetryConfig;

  /**
   * How long it may take, as a Go duration: `2h`.
   *
   * @default - no limit
   */
  readonly timeout?: string;

  /**
   * How many BackupSessions are kept.
   *
   * @default 1
   */
  readonly sessionHistoryLimit?: number;
}

/** The full backups that logs are replayed onto. */
export interface ArchiverFullBackup extends ArchiverManifestBackup {
  /** What takes them. */
  readonly driver: ArchiverDriver;

  /**
   * Parameters of its task.
   *
   * @default - the Addon's
   */
  readonly task?: ArchiverTask;
}

/** A Secret with settings of the program that ships logs. */
export interface ArchiverLogConfig {
  /** Name of the Secret. */
  readonly name: string;

  /** Environment variables and the keys of the Secret they come from. */
  readonly envToSecretKey: { readonly [key: string]: string };
}

/** The logs that are shipped without pause (ClickHouse: increments). */
export interface ArchiverLogBackup {
  /**
   * How often a differential backup is taken, as a Go duration; for Neo4j alone.
   *
   * @default '5m'
   */
  readonly backupInterval?: string;

  /**
   * How long they stay: a number and one of `d`, `w`, `m`, `y`.
   *
   * @default '1y'
   */
  readonly retentionPeriod?: string;

  /**
   * When old ones are removed, as cron.
   *
   * @default '0 0 1 * *'
   */
  readonly retentionSchedule?: string;

  /**
   * Settings of the program that ships them.
   *
   * @default - none
   */
  readonly configSecret?: ArchiverLogConfig;

  /**
   * Settings of the pod that ships them.
   *
   * @default - the operator's own
   */
  readonly runtimeSettings?: RuntimeSettings;

  /**
   * How many succeeded shipments the status lists.
   *
   * @default 5
   */
  readonly successfulLogHistoryLimit?: number;

  /**
   * How many failed shipments the status lists.
   *
   * @default 5
   */
  readonly failedLogHistoryLimit?: number;

  /**
   * How many removals the status lists.
   *
   * @default 5
   */
  readonly logRetentionHistoryLimit?: number;
}
