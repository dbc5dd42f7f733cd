import { useEffect, useState } from 'preact/hooks';
import type { ListedDatabase, Said, Snapshot, SnapshotsAnswer } from './answers';
import { Lost, run } from './api';
import { optionsOf, Place } from './scope';

/** A database with all of its Snapshots, the newest first. */
export type FullDatabase = ListedDatabase;

export interface Listing {
  readonly databases: readonly FullDatabase[];
  readonly exportedAt: string | null;
  /** Whether more is on its way. */
  readonly loading: boolean;
  readonly error?: Said['error'];
}

/** As many as are read in less than a frame. */
const PAGE = 4000;
const EVERY = 10_000;

/**
 * Everything that can be restored: of one database, or of all. It is read page by page, and anew when the catalog has
 * changed; until that is complete the former stays.
 */
export function useSnapshots(place: Place, database?: { readonly name: string; readonly namespace: string }): Listing | undefined {
  const key = JSON.stringify([place, database]);
  const [state, setState] = useState<{ key: string; listing: Listing }>();
  useEffect(() => {
    let over = false;
    let timer = 0;
    let revision: string | undefined;
    const ask = (more: object) => run<SnapshotsAnswer>('snapshots', database === undefined ? [] : [database.name], {
      ...optionsOf(database === undefined ? place : { ...place, namespace: database.namespace }), ...more,
    }, place.export);
    const show = (listing: Listing) => {
      if (!over) setState({ key, listing });
    };
    const read = async (): Promise<void> => {
      const first = await ask({ limit: String(PAGE) });
      if (over || (first.revision !== undefined && first.revision === revision)) return;
      const isFirst = revision === undefined;
      if (first.answer === undefined) {
        // No Snapshots at all: nothing is wrong with that.
        const nothing = first.exitCode === 1;
        return show({ databases: [], exportedAt: null, loading: false, ...(nothing ? {} : { error: first.error }) });
      }
      let pages = [first.answer];
      const isLast = (page: SnapshotsAnswer) => page.databases.every(d => d.snapshots.length < PAGE);
      if (isFirst) show({ ...joined(pages), loading: !isLast(first.answer) });
      for (let skip = PAGE; !over && !isLast(pages[pages.length - 1]); skip += PAGE) {
        const next = await ask({ limit: String(PAGE), skip: String(skip) });
        if (next.answer === undefined) break;
        // What was read of another catalog does not fit on.
        if (next.revision !== first.revision) return read();
        pages = [...pages, next.answer];
      }
      revision = first.revision;
      show({ ...joined(pages), loading: false });
    };
    const look = async (): Promise<void> => {
      try {
        if (!document.hidden || revision === undefined) await read();
      } catch (e) {
        if (!(e instanceof Lost)) throw e;
      } finally {
        if (!over) timer = window.setTimeout(look, EVERY);
      }
    };
    void look();
    return () => {
      over = true;
      window.clearTimeout(timer);
    };
  }, [key]);
  return state?.key === key ? state.listing : undefined;
}

function joined(pages: readonly SnapshotsAnswer[]): Omit<Listing, 'loading'> {
  const [first] = pages;
  if (pages.length === 1) return first;
  const more = new Map<string, Snapshot[]>();
  for (const { databases } of pages) {
    for (const d of databases) {
      const all = more.get(`${d.namespace}/${d.name}`) ?? [];
      for (const s of d.snapshots) all.push(s);
      more.set(`${d.namespace}/${d.name}`, all);
    }
  }
  return { exportedAt: first.exportedAt, databases: first.databases.map(d => ({ ...d, snapshots: more.get(`${d.namespace}/${d.name}`)! })) };
}
