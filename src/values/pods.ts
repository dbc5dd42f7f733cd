import { words as fields } from './fields';
import { Reading, Required } from './kind';
import { unknownIn } from './pod-keys';

/** More of the `spec` of a pod, in the words of Kubernetes: what has a property of its own is not said here. */
export function podSpec(what: string, known: () => Iterable<string>, properties: readonly string[]): Required {
  const more = (): ReadonlySet<string> => new Set([...known()].filter(key => !properties.includes(key)));
  return {
    ...fields,
    read: (value, reading) => withoutUnknown(fields.read(value, reading), more(), reading, key => (
      properties.includes(key) ? `${key} has a property of its own` : `${what} has no such key`
    )),
  };
}

/** Refuses keys that a type of upstream does not have: an API server drops them without a word. */
function withoutUnknown(
  value: Record<string, unknown>, known: ReadonlySet<string>, reading: Reading, why: (key: string) => string,
): Record<string, unknown> {
  const unknown = unknownIn(value, known);
  for (const { key, meant } of unknown) {
    reading.below(key, () => reading.refuse({
      code: 'key-unknown',
      message: `${reading.name} would be dropped without a word: ${why(key)}`,
      allowed: meant ?? [...known].join(', '),
      remedy: meant === undefined ? 'leave it out' : `say ${meant}`,
    }));
  }
  return unknown.length === 0 ? value : Object.fromEntries(Object.entries(value).filter(([key]) => known.has(key)));
}
