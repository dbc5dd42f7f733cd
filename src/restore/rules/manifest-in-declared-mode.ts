import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** A manifest is restored as it is: without a shape of its own a clone takes storage class and size of the original. */
export const manifestInDeclaredMode = rule<RestoreSubject>('manifest-in-declared-mode', ({ state, assembled }) => {
  if (assembled.decision.choice.process !== 'manifest' || !state.traffic._declared || !state.traffic._open) return [];
  return [{
    message: 'the database would be open while its data is being restored',
    value: 'Traffic.declared({ open: true })',
    allowed: 'Traffic.declared({ open: false })',
    remedy: 'open it in a later commit',
  }];
}, 'traffic', 'snapshot');
