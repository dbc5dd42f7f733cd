import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** What an earlier restore made keeps its name: a run that found it would take it for its own. */
export const restoreNameTaken = rule<RestoreSubject>('restore-name-taken', ({ before, state, assembled }) => {
  if (before === undefined) return [];
  const { name } = assembled.decision;
  const taken = [state.name, before.incarnation.name, ...state.incarnation.predecessors.map(p => p.name)];
  return !taken.includes(name) ? [] : [{
    message: `the database, or an earlier restore of ${state.name}, has this name`,
    value: name,
    remedy: 'give the restore another restoreName; one that is equal to an earlier one is told from it by restoreId',
  }];
}, 'restoreName', 'restoreId', 'snapshot', 'at', 'init', 'source');
