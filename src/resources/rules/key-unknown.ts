import { ObjectSubject, sessionsOf } from './subject';
import { rule, warning } from '../../findings/finding';
import { keysAt } from '../../values/keys';
import { UnknownKey, unknownIn } from '../../values/pod-keys';

/** Keys that look like one of the CRD's: the API server drops what it does not know without a word. */
export const keyUnknown = rule<ObjectSubject>('key-unknown', subject => keysOf(subject).flatMap(({ key, meant }) => (meant === undefined ? [] : [{
  message: `${subject.kind} ${subject.name} has a key that would be dropped without a word`,
  value: key,
  allowed: meant,
  remedy: `say ${meant}`,
  property: key,
}])), 'spec', 'kind');

/** Keys that no CRD had when this library was made. */
export const keyNotKnown = warning<ObjectSubject>('key-not-known', subject => keysOf(subject).flatMap(({ key, meant }) => (meant !== undefined ? [] : [{
  message: `${subject.kind} is not known to have this key: the cluster would drop it without a word`,
  value: key,
  remedy: 'leave it out, or acknowledge that your version of KubeStash has it',
  property: key,
}])), 'spec', 'kind');

/** Keys that are not known, with the path to them. */
function keysOf(subject: ObjectSubject): readonly UnknownKey[] {
  const known = keysAt(subject.kind);
  if (known === undefined) return [];
  const ofSession = keysAt(`${subject.kind}.sessions`) ?? keysAt('sessions')!;
  const unknown = unknownBelow('spec', subject.spec, known);
  for (const { path, session } of sessionsOf(subject)) unknown.push(...unknownBelow(`spec.${path}`, session, ofSession));
  return unknown;
}

function unknownBelow(path: string, value: unknown, known: ReadonlySet<string>): UnknownKey[] {
  return unknownIn(value, known).map(({ key, meant }) => ({ key: `${path}.${key}`, meant }));
}
