import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** Logs are replayed by the same major version that wrote them. */
export const sourceOfAnotherMajorVersion = rule<RestoreSubject>('source-of-another-major-version', ({ resolved, state }) => {
  const { point } = resolved;
  if (point?.kind !== 'time' || point.source.version === undefined || state.version === undefined) return [];
  const { majorOf, kind } = state.engine._facts;
  const theirs = majorOf(point.source.version);
  if (theirs === majorOf(state.version)) return [];
  return [{
    message: `${kind} ${state.version} cannot replay logs of ${point.source.version}`,
    value: state.version,
    allowed: `a version of ${theirs}`,
    remedy: 'restore with the old version first, then upgrade',
  }];
}, 'version', 'source', 'init', 'overrides');
