import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';

/** KubeDB's `halted` deletes pods, Services and the AppBinding: nothing can be restored into such a database. */
export const haltedSet = rule<SpecSubject>('halted-set', ({ spec }) => (spec.halted === true ? [{
  message: 'halted deletes the pods, the Services and the AppBinding, so nothing can be restored, and rewrites deletionPolicy to Halt',
  value: true,
  remedy: 'to keep clients out, halt the traffic; the pods go on',
}] : []), 'spec.halted');
