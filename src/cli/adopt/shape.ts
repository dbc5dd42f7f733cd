import { Expr, literal, object, ReferenceExpr } from './expr';
import { Context, join, leaves, left, Split, sum } from './split';
import { NamespacedRef } from '../../engines/refs';
import { isPlainObject } from '../../resources/merge';
import { ResourceProps } from '../../resources/resource-props';

/** How a value in the words of a CRD becomes the value of a typed property of type `T`. */
export interface Shape<T> {
  /** Never set: has the compiler compare shapes with the types of the properties. */
  readonly of?: (value: T) => T;
  read(value: unknown, context: Context, path: string): Split;
}

/** The shape of a property that must be given. */
export interface Must<T> extends Shape<T> {
  readonly required: true;
}

/** The shape of a property that may be left out. */
export interface May<T> extends Shape<T> {
  readonly required?: false;
}

/** A shape for every property of a struct: one that is added there has to be added here, says the compiler. */
export type Fields<T> = { readonly [K in keyof T]-?: {} extends Pick<T, K> ? May<NonNullable<T[K]>> : Must<T[K]> };

/** Properties of a class without those that all classes have. */
export type Typed<P extends ResourceProps> = Omit<P, keyof ResourceProps>;

/** How properties differ from the words of the CRD. */
export interface StructOptions {
  /** Words of properties that are called otherwise. */
  readonly words?: Readonly<Record<string, string>>;
  /** The property that takes all words no other property is for. */
  readonly other?: string;
}

export const TEXT = scalar<string>('string');
export const COUNT = scalar<number>('number');
export const FLAG = scalar<boolean>('boolean');

/** Anything, in the words of Kubernetes. */
export const ANYTHING: Shape<any> = { read: value => ({ expr: literal(value), loose: leaves(value).length }) };

function scalar<T>(type: 'string' | 'number' | 'boolean'): Shape<T> {
  return { read: value => (typeof value === type ? { expr: literal(value) } : left(value)) };
}

export function must<T>(shape: Shape<T>): Must<T> {
  return { ...shape, required: true };
}

/** A member of an enum by its value. */
export function oneOf<T extends string>(members: Record<string, T>, name: string): Shape<T> {
  return {
    read: value => {
      const member = Object.keys(members).find(k => members[k] === value);
      return member === undefined ? left(value) : { expr: { type: 'member', of: name, member, value: members[member] } };
    },
  };
}

/** A map with keys that are nobody's business. */
export function map<T>(shape: Shape<T>): Shape<{ readonly [key: string]: T }> {
  return {
    read: (value, context, path) => {
      if (!isPlainObject(value)) return left(value);
      return together(Object.entries(value).map(([key, v]) => ({ key, word: key, part: shape.read(v, context, join(path, key)) })));
    },
  };
}

/** A list. If an entry cannot be said at all, nor can the list, since `spec` is merged with it entry by entry. */
export function list<T>(shape: Shape<T>): Shape<T[]> {
  return {
    read: (value, context, path) => {
      if (!Array.isArray(value)) return left(value);
      const parts = value.map((v, i) => shape.read(v, context, `${path}[${i}]`));
      if (parts.some((p, i) => p.expr === undefined || (p.rest !== undefined && !isPlainObject(value[i])))) return left(value);
      return {
        expr: { type: 'list', items: parts.map(p => p.expr!) },
        ...(parts.some(p => p.rest !== undefined) ? { rest: parts.map(p => p.rest ?? {}) } : {}),
        ...sum(parts),
      };
    },
  };
}

/** An object of known properties. Without one that must be there, none of it can be said. */
export function struct<T>(fields: Fields<T>, options: StructOptions = {}): Shape<T> {
  const byWord = new Map<string, [string, Shape<unknown> & { required?: boolean }][]>();
  for (const [name, shape] of Object.entries<any>(fields)) {
    if (name === options.other) continue;
    const word = options.words?.[name] ?? name;
    byWord.set(word, [...byWord.get(word) ?? [], [name, shape]]);
  }
  const required = Object.keys(fields).filter(k => (fields as any)[k].required);
  return {
    read: (value, context, path) => {
      if (!isPlainObject(value)) return left(value);
      const known = Object.entries(value).map(([word, v]): Entry => {
        const at = join(path, word);
        const read = (byWord.get(word) ?? []).map(([key, shape]) => ({ key, word, part: shape.read(v, context, at), kept: shape.required }));
        return read.find(e => e.part.expr !== undefined) ?? read[0] ?? { key: word, word, part: left(v), unknown: true };
      });
      if (!required.every(k => known.some(e => e.key === k && e.part.expr !== undefined))) return left(value);
      return together(options.other === undefined ? known : withOther(known, options.other, path));
    },
  };
}

/** A reference to an object by name and namespace. The construct of a kind of the library may stand in its place. */
export function reference(kind?: string): Shape<NamespacedRef> {
  return {
    read: (value, { namespace, openReferences }) => {
      if (!isPlainObject(value) || typeof value.name !== 'string') return left(value);
      const { name, namespace: at, ...rest } = value;
      if (at === undefined ? openReferences : typeof at !== 'string') return left(value);
      const said = object([['name', literal(name)], ...(at === undefined ? [] : [['namespace', literal(at)] as const])]);
      const home = at ?? namespace;
      const expr: Expr = kind === undefined ? said : { type: 'reference', kind, name, home, literal: said } satisfies ReferenceExpr;
      return { expr, ...(Object.keys(rest).length > 0 ? { rest } : {}) };
    },
  };
}

interface Entry {
  readonly key: string;
  readonly word: string;
  readonly part: Split;
  /** Whether the property has to be there, be it empty. */
  readonly kept?: boolean;
  readonly unknown?: boolean;
}

/** Properties as an object, what they leave as another one. */
function together(entries: readonly Entry[]): Split {
  const said = entries.filter(({ part, kept }) => part.expr !== undefined && (kept || !isHollow(part)));
  const rests = entries.filter(({ part }) => part.rest !== undefined);
  return {
    expr: object(said.map(({ key, part }) => [key, part.expr!])),
    ...(rests.length > 0 ? { rest: Object.fromEntries(rests.map(({ word, part }) => [word, part.rest])) } : {}),
    ...sum(entries.map(e => e.part)),
  };
}

/** Whether a property would say nothing, while `spec` says what there is. */
function isHollow({ expr, rest }: Split): boolean {
  return rest !== undefined && expr?.type === 'object' && expr.entries.length === 0;
}

function withOther(entries: readonly Entry[], other: string, path: string): Entry[] {
  const unknown = entries.filter(e => e.unknown);
  if (unknown.length === 0) return [...entries];
  const words = Object.fromEntries(unknown.map(e => [e.word, e.part.rest]));
  return [...entries.filter(e => !e.unknown), { key: other, word: other, part: { expr: literal(words), worded: leaves(words, path) } }];
}
