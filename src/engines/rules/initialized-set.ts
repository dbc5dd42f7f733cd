import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';

/** The operator sets it; set by hand, nothing would be restored. */
export const initializedSet = rule<SpecSubject>('initialized-set', ({ spec }) => (spec.init?.initialized === undefined ? [] : [{
  message: 'init.initialized is the operator\'s own: set from outside, it takes the database for restored',
  value: spec.init.initialized,
  remedy: 'leave it out',
}]), 'spec.init');
