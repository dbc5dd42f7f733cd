import { carriedBy } from './carried';
import { Kind, Optional, Reading, Refusal, Required, wrongType } from './kind';
import { articled } from '../findings/article';
import { nearest } from '../findings/nearest';

/** A kind for each property of a struct: one that is forgotten does not compile. */
export type Fields<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? Optional : Required };

/** A struct of typed properties. */
export function struct<T>(fields: Fields<T>): Required {
  const kinds = Object.entries(fields) as [string, Kind][];
  const known = new Set(Object.keys(fields));
  return {
    optional: false,
    read: (given, reading) => {
      if (!isObject(given) || !resembles(given, known)) {
        // Without any of the properties there is nothing to go on with.
        if (reading.place === '') reading.ended = true;
        return standIn(wrongType(given, reading, { what: 'an object', allowed: [...known].join(', '), standIn: {} }), kinds);
      }
      let changed: Record<string, unknown> | undefined;
      // A construct may stand where a reference is expected: of a class, more than what is asked for is no mistake.
      const unknown = given.constructor === Object ? unknownKeys(given, known, kinds, reading) : NONE;
      const misspelt = new Set(unknown.values());
      for (const key of unknown.keys()) delete (changed ??= { ...given })[key];
      for (const [key, kind] of kinds) {
        const value = given[key];
        if (value === undefined && kind.optional) continue;
        if (value === undefined && misspelt.has(key) && !kind.irreplaceable) {
          (changed ??= { ...given })[key] = kind.read(undefined, new Reading());
          continue;
        }
        reading.enter(key);
        const read = kind.read(value, reading);
        reading.leave();
        if (read === undefined && kind.irreplaceable) reading.ended = true;
        if (read !== value) (changed ??= { ...given })[key] = read;
      }
      return changed ?? given;
    },
  };
}

/** Whether something is a struct: plain, or an instance that has some of the properties. */
function resembles(given: Record<string, unknown>, known: ReadonlySet<string>): boolean {
  const { constructor } = given;
  return constructor === Object || constructor === undefined || [...known].some(key => given[key] !== undefined);
}

/** What goes on in the place of something that is no struct at all. */
function standIn(empty: object, kinds: [string, Kind][]): object {
  const silent = new Reading();
  const needed = kinds.filter(([, kind]) => !kind.optional && !kind.irreplaceable);
  return { ...empty, ...Object.fromEntries(needed.map(([key, kind]) => [key, kind.read(undefined, silent)])) };
}

/** The property that is meant by one that there is not: one that is called alike, or the only one that is missing, where the value would do for it. */
function meantBy(key: string, given: Record<string, unknown>, kinds: readonly [string, Kind][]): string | undefined {
  const alike = nearest(key, kinds.map(([known]) => known));
  const missing = kinds.filter(([known, kind]) => !kind.optional && given[known] === undefined);
  if (alike !== undefined || missing.length !== 1) return alike;
  const [[name, kind]] = missing;
  const reading = new Reading();
  kind.read(given[key], reading);
  return reading.refusals.length === 0 ? name : undefined;
}

/** Keys that no property has, and the property that each is meant to be. */
function unknownKeys(
  given: Record<string, unknown>, known: ReadonlySet<string>, kinds: readonly [string, Kind][], reading: Reading,
): ReadonlyMap<string, string | undefined> {
  const keys = Object.keys(given).filter(key => !known.has(key) && given[key] !== undefined);
  if (keys.length === 0) return NONE;
  const unknown = new Map(keys.map(key => [key, meantBy(key, given, kinds)]));
  for (const [key, meant] of unknown) {
    const place = meant === undefined ? undefined : reading.below(meant, () => reading.place);
    reading.below(key, () => reading.refuse({
      meant: place,
      code: 'property-unknown',
      message: `there is no property ${reading.name}, so it would be passed over`,
      value: typeof given[key] === 'object' ? undefined : given[key],
      allowed: meant ?? [...known].sort().join(', '),
      remedy: meant === undefined ? 'leave it out, or say it in the words of the CRD where there is a spec' : `say ${meant}`,
    }));
  }
  return unknown;
}

const NONE: ReadonlyMap<string, string | undefined> = new Map();

/** Some properties of an object, whatever else it has; those that are `needed` must be there, and not be empty. */
export function parts(fields: Record<string, Kind>, needed: readonly string[] = []): Required {
  return {
    optional: false,
    read: (value, reading) => {
      if (!isObject(value)) return wrongType(value, reading, { what: 'an object', allowed: 'an object', standIn: {} });
      for (const key of needed) {
        if (isMissing(value[key])) {
          reading.below(key, () => reading.refuse({ code: 'wrong-type', message: `${reading.name} is missing`, remedy: `say ${key}` }));
        }
      }
      for (const key in fields) {
        if (isSaid(value[key], fields[key]) && !isVariable(value[key])) {
          reading.enter(key);
          fields[key].read(value[key], reading);
          reading.leave();
        }
      }
      return value;
    },
  };
}

/** Whether there is something to look at: an empty text says nothing, but where one of some words must stand. */
export function isSaid(value: unknown, kind: Kind | undefined): boolean {
  return value === '' ? kind?.closed === true : !isMissing(value);
}

/** Whether nothing is said. */
export function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** What is known later: what a BackupBlueprint leaves open, or Flux fills in. */
export function isVariable(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}

/** A kind whose parts must agree with each other, once each of them is right. */
export function refined(of: Required, agree: (value: any, reading: Reading) => void): Required {
  return {
    ...of,
    read: (given, reading) => {
      const before = reading.refusals.length;
      const value = of.read(given, reading);
      if (reading.refusals.length === before) agree(value, reading);
      return value;
    },
  };
}

/** A list of values of one kind. */
export function list(of: Kind, least = 0): Required {
  return {
    optional: false,
    read: (given, reading) => {
      if (!Array.isArray(given)) return wrongType(given, reading, { what: 'a list', allowed: 'a list', standIn: [] });
      if (given.length < least) reading.refuse({ code: 'list-empty', message: `${reading.name} is empty`, allowed: `at least ${least}`, remedy: 'give one' });
      let changed: unknown[] | undefined;
      given.forEach((value, i) => {
        reading.enter(i);
        const read = of.read(value, reading);
        reading.leave();
        if (read !== value) (changed ??= [...given])[i] = read;
      });
      const values = changed ?? given;
      return of.irreplaceable && values.includes(undefined) ? values.filter(v => v !== undefined) : values;
    },
  };
}

/**
 * A map whose keys and values are each of a kind. Refused entries are left out.
 *
 * @param agree refuses entries whose key and value do not go together
 */
export function map(keys: Kind, values: Kind, agree?: (key: string, value: any, reading: Reading) => void): Required {
  return {
    optional: false,
    read: (given, reading) => {
      if (!isMap(given)) return wrongType(given, reading, { what: 'a map', allowed: 'a map of keys to values', standIn: {} });
      let changed: Record<string, unknown> | undefined;
      for (const key of Object.keys(given)) {
        const before = reading.refusals.length;
        reading.enter(key);
        keys.read(key, reading);
        if (reading.refusals.length === before) values.read(given[key], reading);
        if (reading.refusals.length === before) agree?.(key, given[key], reading);
        reading.leave();
        if (reading.refusals.length > before) delete (changed ??= { ...given })[key];
      }
      return changed ?? given;
    },
  };
}

/**
 * An object that only this library (or cdk8s) makes, told by the name of its class, so that one of another copy is known
 * too. What was refused when it was made is reported where it is used. There is nothing to go on with without it.
 */
export function instance(className: string, how: string): Required {
  return {
    optional: false,
    irreplaceable: true,
    read: (given, reading) => {
      if (!isInstance(given, className)) {
        wrongType(given, reading, { what: articled(className), allowed: how, standIn: undefined });
        return undefined;
      }
      for (const refusal of carriedBy(given)) reading.refusals.push(under(reading.place, refusal));
      return given;
    },
  };
}

/** A place in the construct tree. */
export const scope: Required = {
  optional: false,
  irreplaceable: true,
  read: (value, reading) => {
    if (typeof value?.node === 'object') return value;
    wrongType(value, reading, { what: 'a construct', allowed: 'an app, a chart or any construct', standIn: undefined });
    return undefined;
  },
};

/** A refusal as the construct sees it that was given the value. */
function under(place: string, refusal: Refusal): Refusal {
  const { property, meant, origin = refusal } = refusal;
  return { ...refusal, property: property === '' ? place : `${place}.${property}`, meant: meant === undefined ? undefined : `${place}.${meant}`, origin };
}

function isInstance(value: unknown, className: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  for (let at = Object.getPrototypeOf(value); at !== null; at = Object.getPrototypeOf(at)) {
    if (at.constructor?.name === className) return true;
  }
  return false;
}

/** Anything with properties: an object, or an instance that has them. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date) && !(value instanceof Map) && !(value instanceof Set);
}

/** An object whose keys are its content: what has none of its own and is of a class, such as a Promise, holds something else. */
function isMap(value: unknown): value is Record<string, unknown> {
  return isObject(value) && (Object.keys(value).length > 0 || value.constructor === Object || value.constructor === undefined);
}
