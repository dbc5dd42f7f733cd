import { listOf } from './spec';
import { Json } from '../values/json';

/** What is known of one label: its value, `null` if there is none, `undefined` if nobody knows. */
export type Label = string | null | undefined;

/** Label by which Kubernetes tells a namespace its own name. */
export const NAME_OF_NAMESPACE = 'kubernetes.io/metadata.name';

/** What each term of a label selector says of an object; undefined where that hangs on a label which nobody knows. */
export function termsOf(selector: Json | undefined, labelOf: (key: string) => Label): readonly (boolean | undefined)[] {
  return [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => holds(labelOf(key), 'In', [value as string])),
    ...listOf(selector?.matchExpressions).map(({ key, operator, values = [] }) => holds(labelOf(key), operator, values)),
  ];
}

function holds(label: Label, operator: string, values: readonly string[]): boolean | undefined {
  if (label === undefined) return undefined;
  switch (operator) {
    case 'In': return label !== null && values.includes(label);
    case 'NotIn': return label === null || !values.includes(label);
    case 'Exists': return label !== null;
    case 'DoesNotExist': return label === null;
    default: return undefined;
  }
}
