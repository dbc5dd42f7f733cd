import { SnapshotAttributes } from '../attributes';

/** A Snapshot as somebody wrote it down. */
export interface PinnedFacts {
  readonly name: string;
  readonly attributes: SnapshotAttributes;
}
