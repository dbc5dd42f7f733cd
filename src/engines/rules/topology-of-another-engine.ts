import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';

/** A typed topology that belongs to another engine. */
export const topologyOfAnotherEngine = rule<SpecSubject>('topology-of-another-engine', ({ facts, topologyOf }) => (
  topologyOf === undefined || topologyOf.includes(facts.key) ? [] : [{
    message: `this topology is not one of ${facts.kind}`,
    value: topologyOf.join(', '),
    allowed: facts.key,
    remedy: `take a factory of Topology that is for ${facts.key}`,
  }]
), 'topology', 'engine');
