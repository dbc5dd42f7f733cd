import { rule } from '../../findings/finding';
import { readTime } from '../time';
import { TimeSubject } from './time-subject';

/** KubeDB keeps whole seconds of `recoveryTimestamp` (a `metav1.Time`): the rest would be dropped, and what happened in it lost. */
export const timeOfFraction = rule<TimeSubject>('time-of-fraction', ({ time: written }) => {
  const { time } = readTime(written);
  if (time === undefined || time.length === 20) return [];
  const second = `${time.slice(0, 19)}Z`;
  const next = `${new Date(Date.parse(second) + 1000).toISOString().slice(0, 19)}Z`;
  return [{
    message: 'KubeDB restores to whole seconds: it would drop the fraction',
    value: written,
    allowed: `${second}, ${next}`,
    remedy: 'take the second before what must not come back',
  }];
}, 'at', 'init');
