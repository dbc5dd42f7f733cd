import { rule } from '../../findings/finding';
import { dotted, has } from '../spec';
import { SpecSubject } from './subject';

/** Parts of a spec without which KubeDB's webhooks refuse it. */
export const partMissing = rule<SpecSubject>('part-missing', ({ facts, spec }) => (facts.layout.requires?.(spec) ?? [])
  .filter(part => !has(spec, part.path))
  .map(part => ({ message: `${part.of} needs ${dotted(part.path)}`, remedy: part.remedy ?? `say ${dotted(part.path)}` })), 'spec', 'topology', 'engine', 'storage');
