import { ApiObject, App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Json } from '../values/json';
import { Texts } from './rules/app/subject';

/** What an ApiObject holds until it is rendered. */
export interface Held {
  readonly props: Json;
  readonly metadata: Json;
}

/**
 * What an object will print, without rendering it, which costs as much as synthesizing it once more. Only keys that are
 * left out when it is printed (undefined, null) and their order may differ.
 *
 * Every string in it, keys of maps included, is added to `texts`.
 *
 * Undefined where that cannot be known without rendering: values that are produced late, JSON patches, resolvers of the
 * app, classes that render themselves (those of `cdk8s import` and cdk8s-plus), or a cdk8s that is made otherwise.
 */
export function unrendered(object: ApiObject, texts = new Texts()): Json | undefined {
  const held = heldBy(object);
  if (held === undefined) return undefined;
  const { name, namespace, labels, annotations, _additionalAttributes: more } = held.metadata;
  const json = { ...held.props, metadata: { ...more, name, namespace, labels, annotations } };
  return isPlain(json, texts) ? json : undefined;
}

/** What an object holds, if that and nothing else is what it prints. */
export function heldBy(object: ApiObject): Held | undefined {
  const { props, patches, metadata } = object as unknown as Partial<Held> & { readonly patches?: unknown[] };
  const unpatched = Array.isArray(patches) && patches.length === 0;
  return unpatched && props !== undefined && metadata?._additionalAttributes !== undefined ? { props, metadata } : undefined;
}

/** Whether an app renders values in ways of its own. */
export function hasResolvers(root: IConstruct): boolean {
  const resolvers: unknown = (root as App).resolvers;
  return Array.isArray(resolvers) && resolvers.length > DEFAULT_RESOLVERS;
}

/** Late values, unions and tokens: what every app resolves, and nothing that is plain data. */
const DEFAULT_RESOLVERS = 3;

/** Whether a value is data and nothing else; adds its strings and keys to `texts` as it goes. */
function isPlain(value: unknown, texts: Texts): boolean {
  switch (typeof value) {
    case 'string': texts.values.add(value); return true;
    case 'number': case 'boolean': case 'undefined': return true;
    case 'object': break;
    default: return false;
  }
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(v => isPlain(v, texts));
  if (value.constructor !== Object) return false;
  for (const key in value) {
    texts.addKey(key, value);
    if (!isPlain((value as Json)[key], texts)) return false;
  }
  return true;
}
