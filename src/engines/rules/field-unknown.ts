import { mistyped } from './spec-key-mistyped';
import { SpecSubject } from './subject';
import { warning } from '../../findings/finding';
import { keysAt } from '../../values/keys';

/** Old and ours: other rules speak of them. */
const SAID_ELSEWHERE = ['terminationPolicy'];

/** A key that no CRD of the kind has: refused where fields are validated strictly, dropped without a word where they are not. */
export const fieldUnknown = warning<SpecSubject>('field-unknown', ({ facts, spec }) => {
  const known = keysAt(facts.kind)!;
  return Object.keys(spec).filter(key => !known.has(key) && !SAID_ELSEWHERE.includes(key) && mistyped(key, known) === undefined).map(key => ({
    message: `${facts.apiVersion} ${facts.kind} is not known to have spec.${key}`,
    value: key,
    allowed: nearest(key, known),
    remedy: 'mend the name, or acknowledge this if your KubeDB is newer than this library',
    property: `spec.${key}`,
  }));
}, 'spec', 'engine', 'topology');

/** Names that begin alike, or differ in capitals only. */
function nearest(key: string, known: ReadonlySet<string>): string | undefined {
  const start = key.slice(0, 4).toLowerCase();
  const near = [...known].filter(k => k.toLowerCase().startsWith(start));
  return near.length === 0 ? undefined : near.join(', ');
}
