import { rule } from '../../findings/finding';
import { readTime } from '../time';
import { isInFuture, TimeSubject } from './time-subject';

/** A time that had not come when the catalog was exported. */
export const timeInFuture = rule<TimeSubject>('time-in-future', ({ time: written, now }) => {
  const { time } = readTime(written);
  return time === undefined || !isInFuture(time, now) ? [] : [{
    message: 'the time is later than the export of the catalog',
    value: written,
    allowed: `up to ${now}`,
    remedy: 'export the catalog anew if the time has passed by now',
  }];
});
