import type { Snapshot } from '../state/answers';
import { Instant, toInstant } from '../time/instant';

/** Which data is wanted: that of an instant, or of a Snapshot. */
export type Pick =
  | {
    readonly kind: 'time';
    readonly at: Instant;
    /** Seconds of a pixel, where it was pointed at. */
    readonly within?: number;
  }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot };

/** When a pick is of. */
export const instantOf = (pick: Pick): Instant => (pick.kind === 'time' ? pick.at : toInstant(pick.snapshot.time));
