import { Problem, Rule, rule } from '../../findings/finding';
import { readTime, TIME_FORM, TimeProblem } from '../time';

/** A time as it was written. */
export interface WrittenTime {
  readonly time: string;
}

/** A rule about one thing that may be wrong with how a time is written. */
export function aboutForm(code: string, about: TimeProblem, problem: Omit<Problem, 'value' | 'allowed'>): Rule<WrittenTime> {
  return rule(code, ({ time }) => (readTime(time).problem === about ? [{ value: time, remedy: 'write date, time and zone', allowed: TIME_FORM, ...problem }] : []), 'at', 'init');
}
