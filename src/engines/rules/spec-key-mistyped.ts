import { SpecSubject } from './subject';
import { Problem, rule } from '../../findings/finding';
import { nearest } from '../../findings/nearest';
import { DATABASE_POD } from '../../values/pods';
import { fieldsOf } from '../fields';

/** Keys that look like one of the CRD's: the API server drops what it does not know without a word. */
export const specKeyMistyped = rule<SpecSubject>('key-unknown', ({ facts, spec }) => [
  ...Object.keys(spec).flatMap(key => {
    const meant = mistyped(key, fieldsOf(facts.kind));
    return meant === undefined ? [] : [dropped(`spec.${key}`, facts.kind, meant)];
  }),
  ...unknownToPods(spec.podTemplate?.spec).map(key => dropped(`spec.podTemplate.spec.${key}`, `pod of ${facts.kind}`, nearest(key, DATABASE_POD))),
], 'spec', 'engine', 'topology');

/** What a key that is not known is most like; what was called terminationPolicy once has a rule of its own. */
export function mistyped(key: string, known: readonly string[]): string | undefined {
  return known.includes(key) || key === 'terminationPolicy' ? undefined : nearest(key, known);
}

function unknownToPods(pod: unknown): string[] {
  return typeof pod === 'object' && pod !== null ? Object.keys(pod).filter(key => !DATABASE_POD.has(key)) : [];
}

function dropped(property: string, kind: string, meant: string | undefined): Problem {
  return {
    message: `a ${kind} has no such key, so the cluster would drop it without a word`,
    value: property,
    allowed: meant,
    remedy: meant === undefined ? 'leave it out' : `say ${meant}`,
    property,
  };
}
