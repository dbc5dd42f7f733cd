import { SpecSubject } from './subject';
import { Problem, rule } from '../../findings/finding';
import { nearest } from '../../findings/nearest';
import { DATABASE_POD, InPod, under, unknownInPod, unknownInPods } from '../../values/pods';
import { fieldsOf } from '../fields';

/** Keys that look like one of the CRD's: the API server drops what it does not know without a word. */
export const specKeyMistyped = rule<SpecSubject>('key-unknown', ({ facts, spec }) => [
  ...Object.keys(spec).flatMap(key => {
    const meant = mistyped(key, fieldsOf(facts.kind));
    return meant === undefined ? [] : [dropped(`spec.${key}`, facts.kind, meant)];
  }),
  ...under('spec', unknownInPods(spec, inPod)).map(({ path, meant }) => dropped(path, `pod of ${facts.kind}`, meant)),
], 'spec', 'engine', 'topology');

/** What a key that is not known is most like; what was called terminationPolicy once has a rule of its own. */
export function mistyped(key: string, known: ReadonlySet<string>): string | undefined {
  return known.has(key) || key === 'terminationPolicy' ? undefined : nearest(key, known);
}

/** Every `podTemplate`: a topology has one for each of its parts. */
const inPod: InPod = (key, value) => (key === 'podTemplate' ? under('.spec', unknownInPod(value?.spec, DATABASE_POD)) : undefined);

function dropped(property: string, kind: string, meant: string | undefined): Problem {
  return {
    message: `a ${kind} has no such key, so the cluster would drop it without a word`,
    value: property,
    allowed: meant,
    remedy: meant === undefined ? 'leave it out' : `say ${meant}`,
    property,
  };
}
