import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** What a database is written with, another one may not be able to read. */
export const dataDoesNotFit = rule<RestoreSubject>('data-does-not-fit', ({ before, resolved, assembled, state }) => {
  const source = before?.spec ?? resolved.like?._state.spec;
  const target = assembled.spec;
  const why = source === undefined || target === undefined || resolved.point === undefined ? undefined
    : state.engine._facts.unfit?.(source, target, resolved.point.kind === 'time');
  return why === undefined ? [] : [{ message: why.message, value: why.value, remedy: why.remedy }];
}, 'version', 'spec', 'overrides', 'like', 'init', 'at', 'snapshot');
