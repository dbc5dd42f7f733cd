import { join } from './split';
import { isPlainObject } from '../../resources/merge';

/** How what is printed differs from what was given. */
export interface Differences {
  /** Paths that are missing, or say something else. */
  readonly changed: readonly string[];
  /** Paths that were not given, and what they say. */
  readonly added: readonly Addition[];
}

/** A path that was not given. */
export interface Addition {
  readonly path: string;
  readonly value: unknown;
}

/** Compares two values, whatever the order of keys; null means: not set. */
export function differences(given: unknown, printed: unknown, path = ''): Differences {
  if (isPlainObject(given) && isPlainObject(printed)) {
    const keys = [...new Set([...Object.keys(given), ...Object.keys(printed)])];
    return all(keys.map(key => {
      const own = (o: object) => (Object.prototype.hasOwnProperty.call(o, key) ? (o as any)[key] ?? undefined : undefined);
      const at = join(path, key);
      if (own(given) === undefined) return own(printed) === undefined ? NONE : { changed: [], added: [{ path: at, value: own(printed) }] };
      return differences(own(given), own(printed), at);
    }));
  }
  if (Array.isArray(given) && Array.isArray(printed) && given.length === printed.length) {
    return all(given.map((v, i) => differences(v, printed[i], `${path}[${i}]`)));
  }
  return Object.is(given, printed) || (given === 0 && printed === 0) ? NONE : { changed: [path], added: [] };
}

const NONE: Differences = { changed: [], added: [] };

function all(parts: Differences[]): Differences {
  return { changed: parts.flatMap(p => p.changed), added: parts.flatMap(p => p.added) };
}

/**
 * Defaults that classes write out: who may use an object, the namespace of references, what starts a backup, and the keys that
 * upstream demands though they say nothing.
 */
const DEFAULTS = [
  /(^|\.)usagePolicy(\.|$)/, /^databases(\.namespaces)?(\.from)?$/, /\.namespace$/, /^invoker\.(apiGroup|kind)$/, /(^|\.)scheduler\.jobTemplate$/,
];

/** Whether what a class added is one of the defaults that it writes out. */
export function isDefault({ path }: Addition): boolean {
  return DEFAULTS.some(d => d.test(path));
}
