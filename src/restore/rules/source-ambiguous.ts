import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';
import { compareTimes } from '../../snapshots/time';

/** A restored database keeps logs of its own life only: what was before is in the logs of the one before. */
export const sourceAmbiguous = rule<RestoreSubject>('source-ambiguous', ({ resolved }) => {
  const { point } = resolved;
  if (point?.kind !== 'time' || point.source.livesSince === undefined) return [];
  if (compareTimes(point.time, point.source.livesSince) > 0) return [];
  return [{
    message: `${point.source.database} was itself restored to ${point.source.livesSince}, so its logs hold nothing of that time`,
    value: point.time,
    allowed: `a time after ${point.source.livesSince}`,
    remedy: 'name the database whose life it was: source: …',
  }];
}, 'at', 'source', 'init');
