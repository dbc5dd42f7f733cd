import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** In declared mode a restore into the running database must find it closed. */
export const overwriteWhileOpen = rule<RestoreSubject>('overwrite-while-open', ({ state, assembled }) => {
  if (!state.traffic._declared || !state.traffic._open || assembled.decision.choice.process !== 'overwrite') return [];
  return [{
    message: 'the database would be written over while applications use it',
    value: 'Traffic.declared({ open: true })',
    allowed: 'Traffic.declared({ open: false })',
    remedy: 'close it in a commit before; open it in one after',
  }];
}, 'traffic', 'process', 'snapshot');
