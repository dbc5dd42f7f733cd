import { cassandra } from './cassandra';
import { clickhouse } from './clickhouse';
import { druid } from './druid';
import { elasticsearch } from './elasticsearch';
import { DruidOptions, MSSQLServerOptions, SinglestoreOptions } from './engine-options';
import { etcd } from './etcd';
import { EngineFacts } from './facts';
import { mariadb } from './mariadb';
import { mongodb } from './mongodb';
import { mssqlserver } from './mssqlserver';
import { mysql } from './mysql';
import { neo4j } from './neo4j';
import { opensearch } from './opensearch';
import { postgres } from './postgres';
import { qdrant } from './qdrant';
import { redis } from './redis';
import { engineFactsOfKind } from './registry';
import { singlestore } from './singlestore';
import { druidOptions, mssqlserverOptions, singlestoreOptions } from './values';
import { zookeeper } from './zookeeper';
import { made } from '../values/given';
import { Json } from '../values/json';

/**
 * A database engine that KubeDB runs and KubeStash backs up.
 *
 * Constants where nothing is mandatory, factories where KubeDB demands references. Two engines are the same if their
 * `key` is.
 *
 * @example
 *
 * import { Engine } from 'cdk8s-kubestash';
 *
 * const postgres = Engine.POSTGRES;
 * const sqlserver = Engine.mssqlserver({ issuer: { name: 'company-ca' }, acceptEula: true, edition: 'Standard' });
 */
export class Engine {
  /** PostgreSQL (kind `Postgres`), with its PostGIS, TimescaleDB, Percona and DocumentDB builds. */
  public static readonly POSTGRES = new Engine(postgres);

  /** MySQL (kind `MySQL`). */
  public static readonly MYSQL = new Engine(mysql);

  /** MariaDB (kind `MariaDB`). */
  public static readonly MARIADB = new Engine(mariadb);

  /** MongoDB, official and Percona builds (kind `MongoDB`). */
  public static readonly MONGODB = new Engine(mongodb);

  /** ClickHouse (kind `ClickHouse`). */
  public static readonly CLICKHOUSE = new Engine(clickhouse);

  /** Redis and Valkey (kind `Redis`). */
  public static readonly REDIS = new Engine(redis);

  /** Elasticsearch (kind `Elasticsearch`; for versions `opensearch-*` say `OPENSEARCH`). */
  public static readonly ELASTICSEARCH = new Engine(elasticsearch);

  /** OpenSearch (kind `Elasticsearch` with a version `opensearch-*`). */
  public static readonly OPENSEARCH = new Engine(opensearch);

  /** ZooKeeper (kind `ZooKeeper`). */
  public static readonly ZOOKEEPER = new Engine(zookeeper);

  /** Cassandra (kind `Cassandra`). */
  public static readonly CASSANDRA = new Engine(cassandra);

  /** Neo4j (kind `Neo4j`). */
  public static readonly NEO4J = new Engine(neo4j);

  /** Qdrant (kind `Qdrant`). */
  public static readonly QDRANT = new Engine(qdrant);

  /** etcd (kind `Etcd`): restored into a new one by the KubeDB operator. */
  public static readonly ETCD = new Engine(etcd);

  /**
   * Microsoft SQL Server (kind `MSSQLServer`).
   *
   * @param options what KubeDB demands of it
   */
  public static mssqlserver(options: MSSQLServerOptions): Engine {
    return made('Engine.mssqlserver', mssqlserverOptions, options, ({ issuer, acceptEula, edition, clientTls }) => new Engine(mssqlserver, {
      tls: {
        issuerRef: { apiGroup: issuer.group ?? 'cert-manager.io', kind: issuer.kind ?? 'Issuer', name: issuer.name },
        clientTLS: clientTls ?? false,
      },
      podTemplate: {
        spec: {
          containers: [{
            name: 'mssql',
            env: [
              ...(acceptEula ? [{ name: 'ACCEPT_EULA', value: 'Y' }] : []),
              { name: 'MSSQL_PID', value: edition },
            ],
          }],
        },
      },
    }));
  }

  /**
   * SingleStore (kind `Singlestore`).
   *
   * @param options what KubeDB demands of it
   */
  public static singlestore(options: SinglestoreOptions): Engine {
    return made('Engine.singlestore', singlestoreOptions, options, ({ license }) => (
      new Engine(singlestore, { licenseSecret: { kind: 'Secret', name: license.name } })
    ));
  }

  /**
   * Apache Druid (kind `Druid`). What is backed up and restored is its metadata store.
   *
   * @param options what KubeDB demands of it
   */
  public static druid(options: DruidOptions): Engine {
    return made('Engine.druid', druidOptions, options, ({ deepStorage, metadataStorage, zookeeper: zk }) => new Engine(druid, {
      deepStorage: {
        type: deepStorage.type,
        ...(deepStorage.configSecret === undefined ? {} : { configSecret: { name: deepStorage.configSecret.name } }),
      },
      metadataStorage: {
        type: metadataStorage.type,
        name: metadataStorage.name,
        namespace: metadataStorage.namespace,
        ...(metadataStorage.linkedDatabase === undefined ? {} : { linkedDB: metadataStorage.linkedDatabase }),
      },
      zookeeperRef: {
        name: zk.name,
        namespace: zk.namespace,
        ...(zk.pathsBase === undefined ? {} : { pathsBase: zk.pathsBase }),
      },
    }));
  }

  /**
   * The engine behind a kind and version that are read from a cluster, without what a factory would demand: the spec
   * that was read has it.
   *
   * @internal
   */
  public static _ofKind(kind: string, version?: string): Engine | undefined {
    const facts = engineFactsOfKind(kind, version);
    return facts === undefined ? undefined : Engine._of(facts);
  }

  /**
   * The engine that facts are about: the constant, where there is one.
   *
   * @internal
   */
  public static _of(facts: EngineFacts): Engine {
    const constant = Engine._constantName(facts);
    return constant === undefined ? new Engine(facts) : (Engine as unknown as Record<string, Engine>)[constant];
  }

  /**
   * Name of the constant of an engine: `POSTGRES`. Undefined where a factory makes it.
   *
   * @internal
   */
  public static _constantName(facts: EngineFacts): string | undefined {
    return Object.entries(Engine).find(([, value]) => value instanceof Engine && value._facts === facts)?.[0];
  }

  /** @internal */
  public readonly _facts: EngineFacts;

  /** @internal */
  public readonly _spec: Json;

  private constructor(facts: EngineFacts, spec: Json = {}) {
    this._facts = facts;
    this._spec = spec;
  }

  /** Stable name of the engine: `postgres`, `mysql`, `opensearch`, … */
  public get key(): string {
    return this._facts.key;
  }

  /** Kind of its custom resource: `Postgres`, `MySQL`, `Elasticsearch`, … */
  public get kind(): string {
    return this._facts.kind;
  }

  /** Name of the KubeStash Addon that backs it up: `postgres-addon`, … */
  public get addon(): string {
    return this._facts.addon;
  }
}
