import { rule } from '../../findings/finding';
import { dotted } from '../spec';
import { SpecSubject } from './subject';

/** Texts that must have a certain form. */
export const textMalformed = rule<SpecSubject>('text-malformed', ({ facts, spec }) => (facts.layout.formats?.(spec) ?? [])
  .filter(format => !format.pattern.test(format.value))
  .map(({ path, value, of, allowed }) => ({
    message: `${of}, ${dotted(path)}, is not what KubeDB accepts`, value, allowed, remedy: 'write it in this form', property: `spec.${dotted(path)}`,
  })), 'spec', 'topology');
