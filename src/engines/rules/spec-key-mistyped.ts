import { SpecSubject } from './subject';
import { articled } from '../../findings/article';
import { rule } from '../../findings/finding';
import { nearest } from '../../findings/nearest';
import { keysAt } from '../../values/keys';

/** Keys that look like one of the CRD's: the API server drops what it does not know without a word. */
export const specKeyMistyped = rule<SpecSubject>('key-unknown', ({ facts, spec }) => Object.keys(spec).flatMap(key => {
  const meant = mistyped(key, keysAt(facts.kind)!);
  return meant === undefined ? [] : [{
    message: `${articled(facts.kind)} has no such key, so the cluster would drop it without a word`,
    value: `spec.${key}`,
    allowed: meant,
    remedy: `say ${meant}`,
    property: `spec.${key}`,
  }];
}), 'spec', 'engine', 'topology');

/** What a key that is not known is most like; what was called terminationPolicy once has a rule of its own. */
export function mistyped(key: string, known: ReadonlySet<string>): string | undefined {
  return known.has(key) || key === 'terminationPolicy' ? undefined : nearest(key, known);
}
