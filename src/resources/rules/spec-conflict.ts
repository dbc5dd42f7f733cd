import { ObjectSubject } from './subject';
import { rule } from '../../findings/finding';

/** A path that a typed property and `spec` set to different values: nothing a user wrote is overridden in silence. */
export const specConflict = rule<ObjectSubject>('spec-conflict', ({ kind, name, conflicts = [] }) => conflicts.map(path => ({
  message: `${kind} ${name} sets ${path} twice, to different values`,
  remedy: 'say it once: by the typed property or in spec',
})));
