import { rule } from '../../findings/finding';
import { dotted, has, valueAt } from '../spec';
import { SpecSubject } from './subject';

/** Parts of a spec that KubeDB's webhooks refuse beside others. */
export const partForbidden = rule<SpecSubject>('part-forbidden', ({ facts, spec }) => (facts.layout.forbids?.(spec) ?? [])
  .filter(part => has(spec, part.path))
  .map(part => ({ message: `${part.of} must not have ${dotted(part.path)}`, value: valueAt(spec, part.path), remedy: part.remedy ?? `leave ${dotted(part.path)} out` })), 'spec', 'topology', 'engine', 'storage', 'replicas', 'authSecret');
