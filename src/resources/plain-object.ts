import { ApiObject } from 'cdk8s';
import { hasResolvers, heldBy } from './unrendered';
import { Json } from '../engines/facts';

/**
 * An ApiObject of plain data. It prints what every ApiObject prints; only that nothing in it needs to be resolved, so the
 * way there is shorter. Where something does (late values, JSON patches, resolvers of the app), the usual way is taken.
 */
export class PlainObject extends ApiObject {
  public toJson(): any {
    return rendered(this) ?? super.toJson();
  }
}

/** Marks a value that has to be resolved. */
const LATE = Symbol('late');

function rendered(object: ApiObject): Json | undefined {
  const held = heldBy(object);
  if (held === undefined || process.env.CDK8S_DISABLE_SORT || hasResolvers(object.node.root)) return undefined;
  const metadata = metadataOf(held.metadata);
  if (metadata === undefined) return undefined;
  const { apiVersion, kind, metadata: _, ...body } = held.props;
  const rest = sorted(body);
  return rest === LATE ? undefined : { apiVersion, kind, metadata, ...rest };
}

/** Name, namespace, labels and annotations; anything else is unusual. */
function metadataOf({ name, namespace, labels, annotations, finalizers, ownerReferences, _additionalAttributes: more }: Json): Json | undefined {
  if (finalizers?.length !== 0 || ownerReferences?.length !== 0) return undefined;
  for (const key in more) {
    if (key !== 'name' && key !== 'namespace' && key !== 'labels' && key !== 'annotations') return undefined;
  }
  const metadata = sorted({ annotations: texts(annotations), labels: texts(labels), name, namespace });
  return metadata === LATE ? undefined : metadata as Json;
}

/** What is empty is not printed; what is no text is unusual. */
function texts(map: Json): Json | symbol | undefined {
  let empty = true;
  for (const key in map) {
    empty = false;
    if (typeof map[key] !== 'string') return LATE;
  }
  return empty ? undefined : map;
}

/** A copy with keys in order and without what is not printed. */
function sorted(value: unknown): any {
  switch (typeof value) {
    case 'string': case 'number': case 'boolean': return value;
    case 'object': break;
    default: return LATE;
  }
  if (value === null) return LATE;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const entry of value) {
      const copy = sorted(entry);
      if (copy === LATE) return LATE;
      list.push(copy);
    }
    return list;
  }
  if (value.constructor !== Object) return LATE;
  const copy: Json = {};
  for (const key of inOrder(Object.keys(value))) {
    const entry = (value as Json)[key];
    if (entry === undefined || entry === null) continue;
    const copied = key === '__proto__' ? LATE : sorted(entry);
    if (copied === LATE) return LATE;
    copy[key] = copied;
  }
  return copy;
}

/** Keys sorted; most are already. */
function inOrder(keys: string[]): string[] {
  for (let i = 1; i < keys.length; i++) {
    if (keys[i] < keys[i - 1]) return keys.sort();
  }
  return keys;
}
