import { TimeProblem } from '../time';
import { aboutForm } from './time-form';

/** A time that means another instant in every part of the world. */
export const timeWithoutZone = aboutForm('time-without-zone', TimeProblem.NO_ZONE, {
  message: 'the time says no zone',
  remedy: 'add the zone of the clock you read it from, Z for UTC',
});
