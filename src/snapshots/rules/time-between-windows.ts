import { outside, printWindow, TimeSubject } from './time-subject';
import { rule } from '../../findings/finding';

/** A time in a gap of the logs. */
export const timeBetweenWindows = rule<TimeSubject>('time-between-windows', subject => {
  const { before, after } = outside(subject) ?? {};
  return before === undefined || after === undefined ? [] : [{
    message: 'the time is in a gap between two windows of recoverable time',
    value: subject.time,
    allowed: `${printWindow(before)} or ${printWindow(after)}`,
    remedy: 'take a time in one of the windows, or restore a Snapshot',
  }];
}, 'at', 'init', 'catalog', 'source', 'name', 'namespace', 'backup');
