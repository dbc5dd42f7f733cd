import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** The operator restores only what an archiver of the engine has made. */
export const pointInTimeNotOffered = rule<RestoreSubject>('point-in-time-not-offered', ({ resolved, state }) => {
  if (resolved.point?.kind !== 'time' || state.engine._facts.archiver !== undefined) return [];
  return [{
    message: `${state.engine.kind} has no recovery to a point in time`,
    value: state.engine.key,
    remedy: 'restore one of its Snapshots',
  }];
}, 'engine', 'at', 'init', 'source');
