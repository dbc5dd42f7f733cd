import { ApiObject } from 'cdk8s';
import { Texts } from './rules/app/subject';
import { hasResolvers, heldBy } from './unrendered';
import { presentAnswers } from '../findings/report';
import { rootOf } from '../findings/root';
import { Json } from '../values/json';

/**
 * An ApiObject of plain data. It prints what every ApiObject prints; only that nothing in it needs to be resolved, so the
 * way there is shorter. Where something does (late values, JSON patches, resolvers of the app), the usual way is taken.
 */
export class PlainObject extends ApiObject {
  /** What it prints beside its metadata, as it was judged, and by which questions. */
  private judged?: { readonly body: Json; readonly by: object };

  public toJson(): any {
    const { judged } = this;
    const body = judged !== undefined && judged.by === presentAnswers(this) ? judged.body : undefined;
    // Whoever is given it may change it.
    this.judged = undefined;
    return this.plainly(body) ?? super.toJson();
  }

  /**
   * What it will print, which is not made again for that unless something is added before. Every string in it, keys of maps
   * included, is added to `texts`.
   *
   * @internal
   */
  public _judge(texts: Texts): Json | undefined {
    const json = this.plainly(undefined, texts);
    const by = presentAnswers(this);
    if (json !== undefined && by !== undefined) this.judged = { body: json, by };
    return json;
  }

  private plainly(known?: Json, texts?: Texts): Json | undefined {
    const held = heldBy(this);
    if (held === undefined || process.env.CDK8S_DISABLE_SORT || hasResolvers(rootOf(this))) return undefined;
    const metadata = metadataOf(held.metadata, texts);
    if (metadata === undefined) return undefined;
    if (known !== undefined) return { ...known, metadata };
    const body = sorted({ ...held.props, metadata: undefined }, texts);
    return body === LATE ? undefined : { apiVersion: body.apiVersion, kind: body.kind, metadata, ...body };
  }
}

/** Marks a value that has to be resolved. */
const LATE = Symbol('late');

/** Name, namespace, labels and annotations; anything else is unusual. */
function metadataOf(metadata: Json, texts?: Texts): Json | undefined {
  const { name, namespace, labels, annotations, finalizers, ownerReferences, _additionalAttributes: more } = metadata;
  if (finalizers?.length !== 0 || ownerReferences?.length !== 0) return undefined;
  for (const key in more) {
    if (key !== 'name' && key !== 'namespace' && key !== 'labels' && key !== 'annotations') return undefined;
  }
  const printed = sorted({ annotations: said(annotations), labels: said(labels), name, namespace }, texts);
  return printed === LATE ? undefined : printed as Json;
}

/** What is empty is not printed; what is no text is unusual. */
function said(map: Json): Json | symbol | undefined {
  let empty = true;
  for (const key in map) {
    empty = false;
    if (typeof map[key] !== 'string') return LATE;
  }
  return empty ? undefined : map;
}

/** A copy with keys in order and without what is not printed. Strings in it, and keys, are added to `texts`. */
function sorted(value: unknown, texts?: Texts): any {
  switch (typeof value) {
    case 'string': texts?.values.add(value); return value;
    case 'number': case 'boolean': return value;
    case 'object': break;
    default: return LATE;
  }
  if (value === null) return LATE;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const entry of value) {
      const copy = sorted(entry, texts);
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
    const copied = key === '__proto__' ? LATE : sorted(entry, texts);
    if (copied === LATE) return LATE;
    texts?.addKey(key, value);
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
