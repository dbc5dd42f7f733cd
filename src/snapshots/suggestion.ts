import { BackupMethod } from './method';
import { Snapshot } from './snapshot';

/** A Snapshot to restore from, and what speaks for it. */
export interface Suggestion {
  /** The Snapshot. */
  readonly snapshot: Snapshot;

  /** What speaks for it, in lower case and without a final period. */
  readonly reason: string;
}

/** What is looked for. */
export interface SuggestionOptions {
  /**
   * Only backups of this method.
   *
   * @default - all that hold data: logical, physical, volume snapshot
   */
  readonly method?: BackupMethod;

  /**
   * Only backups taken at or before this time, in RFC 3339 with a zone.
   *
   * @default - all
   */
  readonly at?: string;

  /**
   * Whether it is to be restored in another cluster than the one that took the backups. Volume snapshots stay behind.
   *
   * @default false
   */
  readonly otherCluster?: boolean;

  /**
   * Most that are returned.
   *
   * @default 10
   */
  readonly limit?: number;
}
