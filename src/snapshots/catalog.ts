import { DatabaseSnapshots } from './database-snapshots';
import { LeftOutReason, LeftOutSnapshot } from './left-out';
import { leftOutOf, Life } from './life';
import { DatabaseOptions, ListedDatabase } from './listed-database';
import { engineOf } from './objections';
import { fail, readInto } from './parse';
import { databaseAmbiguous } from './rules/database-ambiguous';
import { Snapshot } from './snapshot';
import { Bucket, Store } from './store';
import { ask, Finding } from '../findings/finding';
import { typeOf } from '../values/kind';

/**
 * What can be restored, out of an export of the cluster:
 * `kubectl get snapshots.storage.kubestash.com,repositories.storage.kubestash.com -A -o json`.
 *
 * A catalog suggests and checks. What is restored is pinned in code by `Snapshot.fromAttributes`, since the next export
 * may list other Snapshots.
 *
 * @example
 *
 * import { BackupMethod, SnapshotCatalog } from 'cdk8s-kubestash';
 *
 * const catalog = SnapshotCatalog.fromFile('snapshots.json');
 * const newest = catalog.database('orders', 'shop').latest(BackupMethod.LOGICAL);
 */
export class SnapshotCatalog {
  /**
   * Reads an export. JSON or YAML, told by its content; a list, several documents or one object.
   *
   * @param path path of the file
   */
  public static fromFile(path: string): SnapshotCatalog {
    const store = new Store();
    readInto(store, path);
    return new SnapshotCatalog(store);
  }

  /**
   * Takes objects as a cluster or a manifest has them: Snapshots, Repositories, lists of them. Others are passed over.
   *
   * @param objects the objects
   */
  public static fromObjects(objects: any[]): SnapshotCatalog {
    const store = new Store();
    const strangers = Array.isArray(objects) ? objects.filter(o => typeof o !== 'object' || o === null) : [objects];
    try {
      if (strangers.length > 0) throw new Error('these are no objects of Kubernetes');
      for (const object of objects) store.add(object);
    } catch (e) {
      fail(store, strangers.length > 0 ? typeOf(strangers[0]) : 'objects', e);
    }
    return new SnapshotCatalog(store);
  }

  /** A catalog that lists nothing and so objects to nothing. */
  public static empty(): SnapshotCatalog {
    return new SnapshotCatalog(new Store());
  }

  /** @internal */
  public static _of(store: Store): SnapshotCatalog {
    return new SnapshotCatalog(store);
  }

  private readonly lives = new Map<Bucket, Life>();
  private readonly answers = new Map<string, DatabaseSnapshots>();

  private constructor(private readonly store: Store) {}

  /**
   * Time of the export: what the annotation `cdk8s-kubestash/exported-at` says, else the newest time in it.
   * Undefined where there is none.
   */
  public get exportedAt(): string | undefined {
    return this.store.exportedAt;
  }

  /** The databases that there are Snapshots of, by namespace and name. Incarnations are listed with the database that they are of. */
  public get databases(): ListedDatabase[] {
    const families = new Map<Bucket, Bucket[]>();
    for (const bucket of this.store.all()) {
      if (engineKeyOf(bucket) === undefined) continue;
      const first = this.incarnated(bucket) ?? bucket;
      families.set(first, [...families.get(first) ?? [], bucket]);
    }
    return [...families].map(([first, all]) => ({
      name: first.app.name,
      namespace: first.namespace,
      engine: engineKeyOf(first)!,
      incarnations: all.filter(b => b !== first).map(b => b.app.name).sort(),
      repositories: [...new Set(all.flatMap(b => b.items.map(i => i.repository)))].sort(),
      snapshotCount: all.reduce((sum, b) => sum + b.items.length, 0),
    })).sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
  }

  /** Everything that is not offered, and why: of all databases, and what is of none. */
  public get leftOut(): LeftOutSnapshot[] {
    return [
      ...this.store.all().flatMap(b => this.lifeOf(b).leftOut),
      ...this.store.nameless.map(i => leftOutOf(i, LeftOutReason.NOT_A_DATABASE, 'it does not say what it is of')),
    ];
  }

  /**
   * What there is of a database and its incarnations.
   *
   * @param name name of the database
   * @param namespace its namespace; without it all namespaces are searched
   * @param options which of several is meant
   */
  public database(name: string, namespace?: string, options: DatabaseOptions = {}): DatabaseSnapshots {
    const key = JSON.stringify([name, namespace, options.engine?.key, options.repository, options.storage, options.incarnations]);
    let answer = this.answers.get(key);
    if (answer === undefined) this.answers.set(key, answer = this.find(name, namespace, options));
    return answer;
  }

  /**
   * What kept the export from being read.
   * @internal
   */
  public get _problems(): readonly Finding[] {
    return this.store.problems;
  }

  /**
   * Whether nothing was read.
   * @internal
   */
  public get _isEmpty(): boolean {
    return this.store.isEmpty;
  }

  /**
   * Lets one count as an incarnation of the other, whatever they are called: records know that, exports do not.
   * @internal
   */
  public _relate(namespace: string, incarnation: string, database: string): void {
    this.store.relate(namespace, incarnation, database);
  }

  /**
   * What the catalog says today about a Snapshot; undefined where it no longer lists it.
   * @internal
   */
  public _lookUp(snapshot: Snapshot): Snapshot | undefined {
    for (const bucket of this.store.named(snapshot.database)) {
      if (bucket.app.name !== snapshot.database || bucket.namespace !== snapshot.databaseNamespace) continue;
      const life = this.lifeOf(bucket);
      const item = life.find(snapshot.name);
      if (item !== undefined && item.namespace === snapshot.namespace) return life.snapshot(item);
    }
    return undefined;
  }

  /** The database that a thing is an incarnation of, where that is listed too. */
  private incarnated(bucket: Bucket): Bucket | undefined {
    const { app, namespace } = bucket;
    const base = this.store.baseOf(bucket);
    if (base === undefined) return undefined;
    return this.store.named(base).find(b => b.app.name === base && b.namespace === namespace && b.app.kind === app.kind);
  }

  private find(name: string, namespace: string | undefined, options: DatabaseOptions): DatabaseSnapshots {
    const buckets = this.store.named(name).filter(b => (namespace === undefined || b.namespace === namespace)
      && (options.incarnations !== false || b.app.name === name)
      && (options.engine === undefined || engineKeyOf(b) === options.engine.key));
    const found = new Set(buckets.filter(b => engineKeyOf(b) !== undefined).map(b => `${b.app.kind} ${b.namespace}/${name}`));
    return DatabaseSnapshots._of(
      name,
      buckets.map(b => this.lifeOf(b, name, options)),
      [...this.store.problems, ...ask([databaseAmbiguous], { name, found: [...found] })],
    );
  }

  private lifeOf(bucket: Bucket, name = bucket.app.name, { repository, storage }: DatabaseOptions = {}): Life {
    const incarnationOf = name === bucket.app.name ? undefined : name;
    if (repository !== undefined || storage !== undefined) {
      const items = bucket.items.filter(i => (repository === undefined || i.repository === repository)
        && (storage === undefined || this.store.repository(i.namespace, i.repository)?.storage === storage));
      return new Life(this.store, { ...bucket, items }, incarnationOf);
    }
    if (incarnationOf !== undefined) return new Life(this.store, bucket, incarnationOf);
    let life = this.lives.get(bucket);
    if (life === undefined) this.lives.set(bucket, life = new Life(this.store, bucket));
    return life;
  }
}

function engineKeyOf(bucket: Bucket): string | undefined {
  return engineOf(bucket.app, bucket.items[0]?.version)?.key;
}
