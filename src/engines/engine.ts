import { EngineFacts, Json } from './facts';
import { postgres } from './postgres';

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
 * const sqlserver = Engine.mssqlserver({ issuer: { name: 'company-ca' }, acceptEula: true });
 */
export class Engine {
  /** PostgreSQL (kind `Postgres`), with its PostGIS, TimescaleDB, Percona and DocumentDB builds. */
  public static readonly POSTGRES = new Engine(postgres);

  /** @internal */
  public readonly _facts: EngineFacts;

  /** @internal */
  public readonly _spec: Json;

  private constructor(facts: EngineFacts, spec: Json = {}) {
    this._facts = facts;
    this._spec = { ...facts.baseSpec, ...spec };
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
