import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** Only some engines know how to choose how replicas get their data, each in its own words. */
export const replicationStrategyUnknown = rule<RestoreSubject>('replication-strategy-unknown', ({ assembled, state }) => {
  const { init, request } = assembled.decision;
  const given = (init ?? request)?.archiver?.replicationStrategy;
  const known = state.engine._facts.archiver?.replicationStrategies ?? [];
  if (given === undefined || known.includes(given)) return [];
  return [{
    message: `${state.engine.kind} knows no such replication strategy`,
    value: given,
    allowed: known.length === 0 ? 'none: leave it out' : known.join(', '),
    remedy: 'take one that the engine knows, or none',
  }];
}, 'replicationStrategy', 'engine');
