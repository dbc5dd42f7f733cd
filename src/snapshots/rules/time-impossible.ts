import { aboutForm, WrittenTime } from './time-form';
import { Rule } from '../../findings/finding';
import { compareTimes, readTime, TimeProblem } from '../time';

/** When Kubernetes was first released: nothing that it runs is older. */
const FIRST = '2015-07-21T00:00:00Z';

const notOnClocks = aboutForm('time-impossible', TimeProblem.IMPOSSIBLE, {
  message: 'no calendar or clock shows this time',
});

/** A time that no calendar or clock shows (30 February, 25 o'clock, a leap second), or that is older than anything that could be restored. */
export const timeImpossible: Rule<WrittenTime> = { ...notOnClocks, check: subject => [...notOnClocks.check(subject), ...beforeBackups(subject)] };

function beforeBackups({ time: written }: WrittenTime) {
  const { time } = readTime(written);
  return time === undefined || compareTimes(time, FIRST) >= 0 ? [] : [{
    message: 'the time is older than Kubernetes, so there is no backup of it', value: written, allowed: 'a time since the first backup', remedy: 'look at the year',
  }];
}
