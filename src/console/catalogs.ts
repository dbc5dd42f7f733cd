import { DigestingKubectl } from './kubectl';
import { Freshness, Memory } from './memory';
import { catalogOfCluster, readable } from '../cli/catalog/read';
import { Io } from '../cli/io';
import { KubectlFlags } from '../cli/kubectl';
import { SnapshotCatalog } from '../snapshots/catalog';
import { streamCatalog } from '../snapshots/stream';

/** A catalog, and a word that changes whenever what it was read from does. */
export interface Catalog {
  readonly catalog: SnapshotCatalog;
  readonly revision: string;
}

/** An export that was opened beside the cluster, or instead of it. */
export interface Export {
  readonly id: number;
  readonly name: string;
  readonly exportedAt: string | null;
  readonly databases: number;
}

/** Snapshots come and go by the minute. */
const FRESH = 10_000;
/** Reading a catalog may take a tenth of the time at most. */
const SHARE = 10;

/** The catalogs that the page can look into: of the cluster, read anew now and then, and of exports, read once. */
export class Catalogs {
  private readonly memory: Memory<Catalog>;
  private readonly exports: (Export & { readonly content: Catalog })[] = [];
  private took = 0;

  public constructor(private readonly io: Io, now: () => number) {
    this.memory = new Memory(now);
  }

  /** That of the cluster that a connection leads to: of a namespace, or of all. */
  public ofCluster(flags: KubectlFlags, line: object, namespace: string | undefined): Promise<Catalog> {
    const freshness: Freshness = { fresh: Math.max(FRESH, this.took * SHARE), stale: Infinity };
    return this.memory.get(JSON.stringify([flags.context, namespace]), freshness, async () => {
      const started = performance.now();
      const kubectl = new DigestingKubectl(this.io, flags, line);
      const catalog = readable(await catalogOfCluster(kubectl, namespace));
      this.took = performance.now() - started;
      return { catalog, revision: kubectl.digest };
    });
  }

  /** That of an export; undefined where there is none of that number. */
  public ofExport(id: number): Catalog | undefined {
    return this.exports.find(e => e.id === id)?.content;
  }

  /** The exports that were opened. */
  public get opened(): Export[] {
    return this.exports.map(({ content: _, ...about }) => about);
  }

  /** Opens an export. */
  public async open(name: string, chunks: AsyncIterable<Uint8Array | string>): Promise<Export> {
    return this.add(name, await streamCatalog(chunks, name));
  }

  /** Takes an export that was read. */
  public add(name: string, read: SnapshotCatalog): Export {
    const catalog = readable(read);
    const about = { id: this.exports.length + 1, name, exportedAt: catalog.exportedAt ?? null, databases: catalog.databases.length };
    this.exports.push({ ...about, content: { catalog, revision: `export-${about.id}` } });
    return about;
  }
}
