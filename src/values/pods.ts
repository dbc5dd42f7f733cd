import { words as fields } from './fields';
import { Reading, Required } from './kind';
import { unknownIn } from './pod-keys';

/** More of the `spec` of a pod, in the words of Kubernetes: what has a property of its own is not said here. */
export function podSpec(
  what: string, known: () => Iterable<string>, properties: readonly string[], elsewhere: (key: string) => Elsewhere | undefined = () => undefined,
): Required {
  const more = (): ReadonlySet<string> => new Set([...known()].filter(key => !properties.includes(key)));
  return {
    ...fields,
    read: (value, reading) => withoutUnknown(fields.read(value, reading), more(), reading, key => (
      properties.includes(key) ? { why: `${key} has a property of its own` } : elsewhere(key) ?? { why: `${what} has no such key` }
    )),
  };
}

/** Why a key has no place here, and where it has one. */
interface Elsewhere { readonly why: string; readonly remedy?: string }

/** Refuses keys that a type of upstream does not have: an API server drops them without a word. */
function withoutUnknown(
  value: Record<string, unknown>, known: ReadonlySet<string>, reading: Reading, about: (key: string) => Elsewhere,
): Record<string, unknown> {
  const unknown = unknownIn(value, known);
  for (const { key, meant } of unknown) {
    const { why, remedy } = about(key);
    reading.below(key, () => reading.refuse({
      code: 'key-unknown',
      message: `${reading.name} would be dropped without a word: ${why}`,
      allowed: meant ?? [...known].join(', '),
      remedy: remedy ?? (meant === undefined ? 'leave it out' : `say ${meant}`),
    }));
  }
  return unknown.length === 0 ? value : Object.fromEntries(Object.entries(value).filter(([key]) => known.has(key)));
}
