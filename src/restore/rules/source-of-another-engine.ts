import { RestoreSubject } from './subject';
import { articled } from '../../findings/article';
import { rule } from '../../findings/finding';

/** A point in time of one engine cannot be replayed by another. */
export const sourceOfAnotherEngine = rule<RestoreSubject>('source-of-another-engine', ({ resolved, state }) => {
  const { point } = resolved;
  if (point?.kind !== 'time' || point.source.facts.key === state.engine.key) return [];
  return [{
    message: `the logs of ${articled(point.source.facts.kind)} cannot be replayed by ${articled(state.engine.kind)}`,
    value: `${point.source.namespace}/${point.source.database}`,
    allowed: `a source of engine ${state.engine.key}`,
    remedy: 'name a source of the same engine',
  }];
}, 'source', 'engine', 'init');
