import { outside, printWindow, TimeSubject } from './time-subject';
import { rule } from '../../findings/finding';

/** A time before or after all that the logs hold. */
export const timeOutsideWindows = rule<TimeSubject>('time-outside-windows', subject => {
  const position = outside(subject);
  if (position === undefined || (position.before !== undefined && position.after !== undefined)) return [];
  const nearest = position.before ?? position.after;
  if (nearest === undefined) {
    return [{
      message: 'the catalog lists no logs on a full backup, so the database cannot be taken back to any point in time',
      value: subject.time,
      allowed: 'none',
      remedy: 'restore a Snapshot',
    }];
  }
  return [{
    message: position.before === undefined ? 'the time is before the first full backup with logs' : 'the time is after the end of the logs',
    value: subject.time,
    allowed: printWindow(nearest),
    ...(position.before === undefined ? {} : { remedy: 'export the catalog anew: the logs may go further by now' }),
  }];
}, 'at', 'init', 'catalog', 'source', 'name', 'namespace', 'backup');
