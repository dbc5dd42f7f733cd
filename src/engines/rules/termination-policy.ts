import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';

/** The old name of `deletionPolicy`: the API server drops it without a word. */
export const terminationPolicy = rule<SpecSubject>('termination-policy', ({ facts, spec }) => (spec.terminationPolicy === undefined ? [] : [{
  message: `${facts.apiVersion} has no terminationPolicy: it would be dropped without a word`,
  value: spec.terminationPolicy,
  remedy: 'say deletionPolicy',
}]), 'spec.terminationPolicy');
