import { AppRef, appOf, Listed, listedOf, ListedRepository, repositoryOf, text } from './listed';
import { canonicalTime, compareTimes } from './time';
import { Finding } from '../findings/finding';
import { keyOf } from '../protocol/names';

/** Everything an export lists of one thing that is backed up. */
export interface Bucket {
  readonly app: AppRef;
  readonly namespace: string;
  readonly items: Listed[];
}

/** Annotation of the list, or of any object in it, that says when it was exported. */
export const EXPORTED_AT = keyOf('exported-at');

const INCARNATION = /^(.+)-[0-9a-f]{8}$/;

/** The name that an incarnation's name is made of (`orders` of `orders-1a2b3c4d`), if it may be one. */
export function baseOf(name: string): string | undefined {
  return INCARNATION.exec(name)?.[1];
}

/** What a catalog keeps of an export: one small record per Snapshot, found by the database it is of. */
export class Store {
  public readonly problems: Finding[] = [];
  /** Snapshots that do not say what they are of. */
  public readonly nameless: Listed[] = [];
  private readonly buckets = new Map<string, Bucket>();
  private readonly byName = new Map<string, Bucket[]>();
  private readonly repositories = new Map<string, ListedRepository>();
  /** Databases by their incarnations, `namespace/name`, where names do not tell. */
  private readonly related = new Map<string, string>();
  private orphans: { item: Listed; key: string }[] = [];
  private last: Bucket | undefined;
  private newest: string | undefined;
  private stated: string | undefined;

  /** Takes in any object: a Snapshot, a Repository, a list of them. Others are none of our business. */
  public add(object: any): void {
    if (typeof object !== 'object' || object === null) return;
    if (Array.isArray(object.items)) {
      this.addStatement(object.metadata);
      for (const item of object.items) this.add(item);
      return;
    }
    const { kind, apiVersion, metadata } = object;
    if (typeof metadata !== 'object' || metadata === null) return;
    if (typeof apiVersion === 'string' && !apiVersion.startsWith('storage.kubestash.com/')) return;
    if (kind === 'Snapshot') this.addSnapshot(object);
    else if (kind === 'Repository') this.addRepository(object);
    // The items of a typed list (`kubectl get --raw`) do not say their kind.
    else if (kind === undefined && object.spec?.storageRef !== undefined) this.addRepository(object);
    else if (kind === undefined && object.spec?.repository !== undefined) this.addSnapshot(object);
  }

  /** Time of the export: as stated, else the newest time that anything in it shows. */
  public get exportedAt(): string | undefined {
    return this.stated ?? this.newest;
  }

  /** Whether nothing at all was taken in. */
  public get isEmpty(): boolean {
    return this.buckets.size === 0 && this.repositories.size === 0 && this.nameless.length === 0 && this.orphans.length === 0;
  }

  /** All that is backed up. */
  public all(): Bucket[] {
    this.settle();
    return [...this.buckets.values()];
  }

  /** What is of this name or may be an incarnation of it. */
  public named(name: string): readonly Bucket[] {
    this.settle();
    return this.byName.get(name) ?? [];
  }

  /** The name of the database that a thing may be an incarnation of: as somebody knows, else by its own name. */
  public baseOf({ app, namespace }: Bucket): string | undefined {
    return this.related.get(`${namespace}/${app.name}`) ?? baseOf(app.name);
  }

  /** From now on one counts as an incarnation of the other, whatever they are called. */
  public relate(namespace: string, incarnation: string, database: string): void {
    this.related.set(`${namespace}/${incarnation}`, database);
    const known = this.named(database);
    const more = this.named(incarnation).filter(b => b.namespace === namespace && b.app.name === incarnation && !known.includes(b));
    if (more.length > 0) this.byName.set(database, [...known, ...more]);
  }

  /** A Repository, where the export has it. */
  public repository(namespace: string, name: string): ListedRepository | undefined {
    return this.repositories.get(`${namespace}/${name}`);
  }

  private addSnapshot(object: any): void {
    const item = listedOf(object);
    this.see(item.time);
    this.see(object.status?.lastUpdateTime);
    if (item.logs !== undefined) item.logs.forEach(log => this.see(log.end));
    this.addStatement(object.metadata);
    const ref = object.spec?.appRef;
    const last = this.last;
    // Exports are in the order of names: most Snapshots are of the database of the one before.
    if (last !== undefined && ref?.name === last.app.name && ref.kind === last.app.kind && ref.namespace === last.namespace) {
      last.items.push(item);
      return;
    }
    const app = appOf(object);
    if (app !== undefined) this.place(app, item);
    else this.orphans.push({ item, key: `${item.namespace}/${item.repository}` });
  }

  private addRepository(object: any): void {
    const repository = repositoryOf(object);
    this.repositories.set(`${repository.namespace}/${repository.name}`, repository);
    this.see(object.status?.lastBackupTime);
    this.addStatement(object.metadata);
  }

  private place(app: AppRef, item: Listed): void {
    const namespace = app.namespace ?? item.namespace;
    const key = `${namespace}\n${app.kind}\n${app.name}`;
    let bucket = this.buckets.get(key);
    if (bucket === undefined) {
      bucket = { app, namespace, items: [] };
      this.buckets.set(key, bucket);
      for (const name of [app.name, baseOf(app.name)]) {
        if (name === undefined) continue;
        const same = this.byName.get(name);
        if (same === undefined) this.byName.set(name, [bucket]);
        else same.push(bucket);
      }
    }
    bucket.items.push(item);
    this.last = bucket;
  }

  /** Snapshots that do not say what they are of are of what their Repository is of, wherever in the export it stands. */
  private settle(): void {
    for (const { item, key } of this.orphans) {
      const app = this.repositories.get(key)?.app;
      if (app === undefined) this.nameless.push(item);
      else this.place(app, item);
    }
    this.orphans = [];
  }

  private addStatement(metadata: any): void {
    const stated = text(metadata?.annotations?.[EXPORTED_AT]);
    if (stated !== undefined) this.stated = canonicalTime(stated) ?? this.stated;
  }

  private see(value: unknown): void {
    if (typeof value !== 'string' || value === this.newest) return;
    // One comparison of texts settles it for almost all.
    if (this.newest !== undefined && value.length === 20 && value < this.newest) return;
    const time = canonicalTime(value);
    if (time !== undefined && (this.newest === undefined || compareTimes(time, this.newest) > 0)) this.newest = time;
  }
}
