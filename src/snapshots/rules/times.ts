import { timeBetweenWindows } from './time-between-windows';
import { timeImpossible } from './time-impossible';
import { timeInFuture } from './time-in-future';
import { timeOfFraction } from './time-of-fraction';
import { timeOutsideWindows } from './time-outside-windows';
import { TimeSubject } from './time-subject';
import { timeUnparsable } from './time-unparsable';
import { timeWithoutZone } from './time-without-zone';
import { Rule } from '../../findings/finding';

/** What is asked of how a point in time is written. */
export const timeFormRules: readonly Rule<TimeSubject>[] = [
  timeWithoutZone,
  timeUnparsable,
  timeImpossible,
  timeOfFraction,
];

/** What is asked of a point in time. */
export const timeRules: readonly Rule<TimeSubject>[] = [
  ...timeFormRules,
  timeInFuture,
  timeOutsideWindows,
  timeBetweenWindows,
];
