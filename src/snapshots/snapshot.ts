import { Size } from 'cdk8s';
import { SnapshotAttributes } from './attributes';
import { Health, UNKNOWN_HEALTH } from './health';
import { BackupMethod, makeupOf, usualComponents } from './method';
import { Engine } from '../engines/engine';
import { NamespacedRef } from '../engines/refs';
import { ask, Finding } from '../findings/finding';
import { Inquiry } from '../findings/inquiry';
import { attributeRules } from './rules/attributes';
import { readTime } from './time';
import { pinnedSnapshot } from './values';
import { made } from '../values/given';

/** What a Snapshot knows beside its attributes when it does not come from code. */
export interface Origin {
  /** Listed by a catalog. */
  readonly listed: boolean;
  readonly health?: Health;
  /** Database whose incarnation was backed up. */
  readonly incarnationOf?: string;
  /** It stands for a Snapshot that was looked for in vain. */
  readonly missing?: boolean;
  /** What is wrong with how it was looked for. */
  readonly problems?: readonly Finding[];
}

/**
 * One backup of one database, as KubeStash lists it (upstream: kind `Snapshot` of `storage.kubestash.com`).
 *
 * Pin the one you restore from in code: the catalog moves on, the restore must not. `cdk8s-kubestash snapshots` prints
 * the line.
 *
 * @example
 *
 * import { BackupMethod, Engine, Snapshot } from 'cdk8s-kubestash';
 *
 * const monday = Snapshot.fromAttributes('orders-logical-1795424400', {
 *   method: BackupMethod.LOGICAL,
 *   engine: Engine.POSTGRES,
 *   version: '17.5',
 *   namespace: 'shop',
 *   repository: 'orders-logical',
 *   database: 'orders',
 *   time: '2026-11-23T09:00:00Z',
 *   encryptionSecret: { name: 'restic' },
 * });
 */
export class Snapshot {
  /**
   * A Snapshot whose facts are written down in code.
   *
   * @param name name of the Snapshot object
   * @param attributes its facts
   */
  public static fromAttributes(name: string, attributes: SnapshotAttributes): Snapshot {
    return made('Snapshot.fromAttributes', pinnedSnapshot, pinned(name, attributes), ({ name: named, ...facts }, refusals) => (
      new Snapshot(named, facts, {
        listed: false,
        problems: ask(attributeRules, { name: named, attributes: facts }, new Inquiry(refusals.map(r => r.property))),
      })
    ));
  }

  /**
   * A Snapshot out of a catalog.
   * @internal
   */
  public static _of(name: string, attributes: SnapshotAttributes, origin: Origin): Snapshot {
    return new Snapshot(name, attributes, origin);
  }

  /** Name of the Snapshot object. */
  public readonly name: string;

  /** How the backup was taken. */
  public readonly method: BackupMethod;

  /** Engine of the database that was backed up. */
  public readonly engine: Engine;

  /** Version of the database that was backed up, where it is known. */
  public readonly version?: string;

  /** Namespace of the Snapshot object and its Repository. */
  public readonly namespace: string;

  /** Name of the Repository that holds it. */
  public readonly repository: string;

  /** Name of the database that was backed up. */
  public readonly database: string;

  /** Namespace of the database that was backed up. */
  public readonly databaseNamespace: string;

  /** When it was taken: RFC 3339 in UTC. */
  public readonly time: string;

  /** Bytes it takes in the backend, where they are known. */
  public readonly size?: number;

  /** Size of the volume that was backed up, where it is known. */
  public readonly volumeSize?: Size;

  /** Names of its components. */
  public readonly components: string[];

  /** Whether the Kubernetes objects of the database were backed up along with its data. */
  public readonly withManifest: boolean;

  /** Secret with the password of the Repository, where there is one. Without a namespace it is in the namespace of the Snapshot. */
  public readonly encryptionSecret?: NamespacedRef;

  /** Backup session that took it, where it is known. */
  public readonly session?: string;

  /** How it ended: `Succeeded`, or why it should not be used. */
  public readonly phase: string;

  /** The database that this one was an incarnation of (`orders` of `orders-1a2b3c4d`), where a catalog can tell. */
  public readonly incarnationOf?: string;

  /** @internal */
  public readonly _listed: boolean;

  /** @internal */
  public readonly _missing: boolean;

  /** @internal */
  public readonly _health: Health;

  /** @internal */
  public readonly _problems: readonly Finding[];

  private constructor(name: string, attributes: SnapshotAttributes, origin: Origin) {
    this.name = name;
    this.method = attributes.method;
    this.engine = attributes.engine;
    this.version = attributes.version;
    this.namespace = attributes.namespace;
    this.repository = attributes.repository;
    this.database = attributes.database;
    this.databaseNamespace = attributes.databaseNamespace ?? attributes.namespace;
    this.time = readTime(attributes.time).time ?? attributes.time;
    this.size = attributes.size;
    this.volumeSize = attributes.volumeSize;
    this.withManifest = attributes.withManifest ?? makeupOf((attributes.components ?? []).map(c => ({ name: c }))).withManifest;
    this.components = attributes.components ?? usualComponents(attributes.method, this.withManifest);
    this.encryptionSecret = attributes.encryptionSecret;
    this.session = attributes.session;
    this.phase = attributes.phase ?? 'Succeeded';
    this.incarnationOf = origin.incarnationOf;
    this._listed = origin.listed;
    this._missing = origin.missing ?? false;
    this._health = origin.health ?? UNKNOWN_HEALTH;
    this._problems = origin.problems ?? [];
  }
}

/** What was given, as one struct; attributes that have a name of their own have a property too many. */
function pinned(name: string, attributes: SnapshotAttributes): SnapshotAttributes & { readonly name: string } {
  const { name: twice, ...facts } = attributes as SnapshotAttributes & { readonly name?: unknown };
  return { ...facts, name, ...(twice === undefined ? {} : { 'attributes.name': twice }) };
}
