import { rule } from '../../findings/finding';

/** A search in a catalog that came back empty. */
export interface Search {
  /** What was looked for, in words: `a logical Snapshot of orders`. */
  readonly wanted: string;
  /** Name or time that was given. */
  readonly given?: string;
  /** What there is instead. */
  readonly instead: readonly string[];
}

/** A Snapshot that no export lists, or that cannot be restored. */
export const snapshotNotFound = rule<Search>('snapshot-not-found', ({ wanted, given, instead }) => [{
  message: `the catalog has no ${wanted} to restore from`,
  value: given,
  allowed: instead.length > 0 ? instead.join(', ') : 'none',
  remedy: 'export the catalog anew, or pin the Snapshot with Snapshot.fromAttributes',
}]);
