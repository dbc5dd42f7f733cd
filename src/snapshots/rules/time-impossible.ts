import { TimeProblem } from '../time';
import { aboutForm } from './time-form';

/** A time of the right form that no calendar or clock shows: 30 February, 25 o'clock, a leap second. */
export const timeImpossible = aboutForm('time-impossible', TimeProblem.IMPOSSIBLE, {
  message: 'no calendar or clock shows this time',
});
