import { SpecSubject } from './subject';
import { Rule } from '../../findings';

/** What is asked about every finished database spec, in the order in which people read the answers. */
export const engineRules: readonly Rule<SpecSubject>[] = [];
