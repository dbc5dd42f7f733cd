import { tasksIn } from './addons';
import { ObjectSubject } from './subject';
import { rule, warning } from '../../findings/finding';
import { nearest } from '../../findings/nearest';

/** Tasks that are misspelt, or that are the other side's: the Job of a session asks the Addon, and fails. */
export const taskUnknown = rule<ObjectSubject>('task-unknown', subject => tasksIn(subject).flatMap(({ name, known, others, addon, path }) => {
  const meant = nearest(name, known) ?? (others.includes(name) ? known.join(', ') : undefined);
  return meant === undefined ? [] : [{
    message: others.includes(name) ? `${addon} has this task for the other direction` : `${addon} has no such task`,
    value: name,
    allowed: meant,
    remedy: 'name a task of the Addon',
    property: path,
  }];
}));

/** Tasks that upstream's own Addon did not have when this library was made. */
export const taskNotKnown = warning<ObjectSubject>('task-not-known', subject => tasksIn(subject).flatMap(({ name, known, others, addon, path }) => (
  nearest(name, known) !== undefined || others.includes(name) ? [] : [{
    message: `${addon} is not known to have this task`,
    value: name,
    allowed: known.join(', '),
    remedy: 'name a task of the Addon, or acknowledge that yours has it',
    property: path,
  }]
)));
