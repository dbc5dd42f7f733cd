import { Expr } from './expr';
import { isPlainObject } from '../../resources/merge';

/** A value of a manifest, split into what a typed property says and what is left for `spec`. */
export interface Split {
  /** What the typed property is given; undefined where it cannot say the value. */
  readonly expr?: Expr;
  /** What is left, in the words of the CRD; undefined where nothing is. */
  readonly rest?: unknown;
  /** Paths that are said by a property in the words of the CRD other than `spec`: `other`, `StorageBackend.custom`. */
  readonly worded?: readonly string[];
  /** Number of values below properties that take anything, in the words of Kubernetes: `affinity`, `params`. */
  readonly loose?: number;
}

/** What a value means depends on the object it stands in. */
export interface Context {
  /** Namespace of the object, which references get that name none. */
  readonly namespace?: string;
  /** Whether a reference without namespace must stay one: a blueprint's belong to whatever uses it. */
  readonly openReferences?: boolean;
}

/** Nothing of the value can be said by a typed property. */
export function left(value: unknown): Split {
  return { rest: value };
}

/** Parts as they add up. */
export function sum(parts: readonly Split[]): { worded: string[]; loose: number } {
  return {
    worded: parts.flatMap(p => p.worded ?? []),
    loose: parts.reduce((n, p) => n + (p.loose ?? 0), 0),
  };
}

/** Paths of all single values: scalars, and objects and lists that are empty. */
export function leaves(value: unknown, path = ''): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.length > 0) return value.flatMap((v, i) => leaves(v, `${path}[${i}]`));
  if (isPlainObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([k, v]) => leaves(v, join(path, k)));
  }
  return [path];
}

/** Paths of what is left; entries of lists that only hold a place are none. */
export function restPaths(rest: unknown, path = ''): string[] {
  if (rest === undefined) return [];
  if (Array.isArray(rest) && rest.some(v => isPlainObject(v))) {
    return rest.flatMap((v, i) => (isEmpty(v) ? [] : restPaths(v, `${path}[${i}]`)));
  }
  if (isPlainObject(rest) && Object.keys(rest).length > 0) {
    return Object.entries(rest).flatMap(([k, v]) => restPaths(v, join(path, k)));
  }
  return leaves(rest, path);
}

export function join(path: string, key: string): string {
  const word = /^[A-Za-z_$][\w$-]*$/.test(key) ? key : JSON.stringify(key);
  return path === '' ? word : `${path}.${word}`;
}

function isEmpty(value: unknown): boolean {
  return isPlainObject(value) && Object.keys(value).length === 0;
}
