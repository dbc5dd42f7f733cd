import { rule } from '../../findings/finding';
import { dotted } from '../spec';
import { SpecSubject } from './subject';

/** Parts that are told apart by their names. */
export const nameGivenTwice = rule<SpecSubject>('name-given-twice', ({ facts, spec }) => (facts.layout.duplicates?.(spec) ?? [])
  .map(twice => ({
    message: `the name of ${twice.of} in ${dotted(twice.path)} is given twice`,
    value: twice.value,
    remedy: 'give each its own name',
    property: twice.path[0] === 'topology' ? 'topology' : `spec.${dotted(twice.path)}`,
  })), 'topology', 'spec');
