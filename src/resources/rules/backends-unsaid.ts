import { listOf, ObjectSubject } from './subject';
import { warning } from '../../findings/finding';

/** Upstream chooses the default BackupStorage when the object is written, and refuses it where there is none at that moment. */
export const backendsUnsaid = warning<ObjectSubject>('backends-unsaid', ({ kind, name, spec }) => (
  kind === 'BackupConfiguration' && listOf(spec.backends).length === 0 ? [{
    message: `BackupConfiguration ${name} names no backends: it is refused unless a default BackupStorage and RetentionPolicy are there before it`,
    remedy: 'name the backends, so that any order of applying will do',
  }] : []
));
