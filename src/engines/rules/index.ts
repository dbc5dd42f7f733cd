import { Rule } from '../../findings';
import { SpecSubject } from './subject';

/** What is asked about every finished database spec, in the order in which people read the answers. */
export const engineRules: readonly Rule<SpecSubject>[] = [];
