import { rule } from '../../findings/finding';
import { readTime } from '../time';
import { isInFuture, TimeSubject } from './time-subject';

/** More than any clock is wrong by. */
const DAY = 24 * 3600 * 1000;

/** A time that had not come when the catalog was exported, or that has not come on any clock. */
export const timeInFuture = rule<TimeSubject>('time-in-future', ({ time: written, now, clock }) => {
  const { time } = readTime(written);
  if (time === undefined) return [];
  if (isInFuture(time, now)) {
    return [{
      message: 'the time is later than the export of the catalog',
      value: written,
      allowed: `up to ${now}`,
      remedy: 'export the catalog anew if the time has passed by now',
    }];
  }
  return clock === undefined || !isInFuture(time, new Date(clock.getTime() + DAY).toISOString()) ? [] : [{
    message: 'the time has not come yet, so there is no data of it',
    value: written,
    allowed: 'a time that has passed',
    remedy: 'look at the year and the month',
  }];
}, 'at', 'init');
