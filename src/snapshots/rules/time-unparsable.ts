import { TimeProblem } from '../time';
import { aboutForm } from './time-form';

/** A text that is no time. */
export const timeUnparsable = aboutForm('time-unparsable', TimeProblem.UNPARSABLE, {
  message: 'this is no time that can be read',
});
