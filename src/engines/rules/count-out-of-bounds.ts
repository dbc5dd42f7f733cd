import { rule } from '../../findings/finding';
import { Limit } from '../layout-facts';
import { dotted } from '../spec';
import { SpecSubject } from './subject';

/** Counts that KubeDB's webhooks refuse, or that would not be what they look like. */
export const countOutOfBounds = rule<SpecSubject>('count-out-of-bounds', ({ facts, spec }) => (facts.layout.limits?.(spec) ?? [])
  .filter(l => (l.min !== undefined && l.value < l.min) || (l.max !== undefined && l.value > l.max) || l.except?.includes(l.value))
  .map(l => ({
    message: `${dotted(l.path)} does not fit ${l.of}`,
    value: l.value,
    allowed: bounds(l),
    remedy: l.remedy ?? 'give a number that fits, or take another topology',
  })), 'replicas', 'topology', 'spec.replicas', 'engine', 'version');

function bounds({ min, max, except }: Limit): string {
  const range = min === undefined ? `at most ${max}` : max === undefined ? `${min} or more` : min === max ? String(min) : `${min} to ${max}`;
  return except === undefined ? range : `${range}, but not ${except.join(' or ')}`;
}
