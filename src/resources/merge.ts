import { Json } from '../values/json';

/** Two specs made one, and the paths that both had something to say about. */
export interface MergedSpec {
  readonly merged: Json;
  /** Paths that both set to different things, in JSON-path-like words: `storage.s3.bucket`, `sessions[0].name`. */
  readonly conflicts: string[];
}

/**
 * Merges what typed properties say with a `spec` in the words of the CRD. Objects are merged key by key; lists are merged
 * entry by entry when both have the same length and all entries are objects (sessions, tasks), otherwise they are one value.
 * A path set by both to the same value is no conflict. In a conflict the `spec` wins, so that what is printed is what was
 * written in the words of the CRD; the caller reports the conflict as an error, so nothing is printed at all.
 *
 * Neither input is changed and the result shares nothing with them. `undefined` means: not set.
 */
export function mergeSpec(typed: Json, spec: Json | undefined): MergedSpec {
  const conflicts: string[] = [];
  const merged = mergeObjects(typed, spec ?? {}, '', conflicts);
  return { merged, conflicts };
}

/** Whether a value is a plain object: not a list, not a class instance such as a Lazy. */
export function isPlainObject(value: unknown): value is Json {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A deep copy of plain data without `undefined`; class instances (Lazy values) are kept as they are. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(v => copyOf(v)) as T;
  if (!isPlainObject(value)) return value;
  const copy: Json = {};
  for (const [key, v] of Object.entries(value)) {
    if (v !== undefined) define(copy, key, copyOf(v));
  }
  return copy as T;
}

function mergeObjects(typed: Json, spec: Json, path: string, conflicts: string[]): Json {
  const merged = copyOf(typed);
  for (const [key, theirs] of Object.entries(spec)) {
    if (theirs === undefined) continue;
    const ours = Object.prototype.hasOwnProperty.call(merged, key) ? merged[key] : undefined;
    define(merged, key, ours === undefined ? copyOf(theirs) : mergeValues(ours, theirs, join(path, key), conflicts));
  }
  return merged;
}

function mergeValues(ours: unknown, theirs: unknown, path: string, conflicts: string[]): unknown {
  if (isPlainObject(ours) && isPlainObject(theirs)) return mergeObjects(ours, theirs, path, conflicts);
  if (areMergeableLists(ours, theirs)) {
    return ours.map((entry, i) => mergeObjects(entry, (theirs as Json[])[i], `${path}[${i}]`, conflicts));
  }
  if (!isSame(ours, theirs)) conflicts.push(path);
  return copyOf(theirs);
}

function areMergeableLists(ours: unknown, theirs: unknown): ours is Json[] {
  return Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length
    && [...ours, ...theirs].every(isPlainObject);
}

/** Whether two pieces of plain data are the same, whatever the order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((v, i) => isSame(v, b[i]));
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const keys = (o: Json) => Object.keys(o).filter(k => o[k] !== undefined);
  return keys(a).length === keys(b).length
    && keys(a).every(k => Object.prototype.hasOwnProperty.call(b, k) && isSame(a[k], b[k]));
}

/** Assignment that survives the key `__proto__`. */
export function define(target: Json, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

function join(path: string, key: string): string {
  const word = /^[A-Za-z_$][\w$-]*$/.test(key) ? key : JSON.stringify(key);
  return path === '' ? word : `${path}.${word}`;
}
