import { isDeepStrictEqual } from 'util';
import { RestoreSubject } from './subject';
import { dotted, has, valueAt } from '../../engines/spec';
import { warning } from '../../findings/finding';

/** A keeper or ZooKeeper that stands elsewhere: replicated tables, leaders and queues of both have the same names in it. */
export const coordinatorShared = warning<RestoreSubject>('coordinator-shared', ({ before, like, state, assembled }) => {
  const other = assembled.decision.choice.incarnation ? before : like;
  if (other?.spec === undefined || state.spec === undefined || other.engine.key !== state.engine.key) return [];
  const { spec } = state;
  const { spec: its } = other;
  return (state.engine._facts.coordinators?.(spec) ?? [])
    .filter(path => has(spec, path) && isDeepStrictEqual(valueAt(spec, path), valueAt(its, path)))
    .map(path => ({
      message: `${state.incarnation.name} is coordinated where ${other.incarnation.name} is: what has the same name there is one for both`,
      value: `${dotted(path)}: ${JSON.stringify(valueAt(spec, path))}`,
      remedy: `give it another one: ${before === undefined ? '' : 'overrides: { '}spec: { ${path[0]}: … }${before === undefined ? '' : ' }'}; acknowledge this if paths there hold the name of the database`,
    }));
}, 'overrides.spec', 'spec', 'like', 'engine');
