import { SnapshotSubject } from './subject';
import { timeInFuture } from './time-in-future';
import { warning } from '../../findings/finding';

/** A listed Snapshot of a day that is still to come: what is pinned in code says so itself. */
export const snapshotInFuture = warning<SnapshotSubject>('snapshot-in-future', ({ snapshot }) => {
  if (!snapshot._listed || timeInFuture.check({ time: snapshot.time, clock: new Date() }).length === 0) return [];
  return [{
    message: 'the Snapshot says that it was taken on a day that is still to come: a clock was wrong, so that nobody knows how old it is, or which is the newest',
    value: `${snapshot.name} of ${snapshot.time}`,
    remedy: 'choose a Snapshot by its name; acknowledge this if it is the one that is meant',
  }];
}, 'snapshot', 'init', 'catalog');
