import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { upstream } from './upstream';
import { Difference, Json } from '../../src/engines/facts';

/** An object out of KubeDB's documentation. */
export interface Documented {
  readonly file: string;
  readonly object: Json;
}

/** Objects of KubeDB's documentation whose kind is like this. */
export function documented(kind: RegExp, folder = upstream('corpus/kubedb-docs')): Documented[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return documented(kind, path);
    if (!entry.name.endsWith('.yaml')) return [];
    const objects = parseAllDocuments(readFileSync(path, 'utf8'), { logLevel: 'silent' }).map(d => d.toJS({ mapAsMap: false }));
    return objects.filter(o => kind.test(o?.kind ?? '')).map(object => ({ file: path.slice(path.indexOf('kubedb-docs/')), object }));
  });
}

/** Whether a difference is meant by a path, `[0]` and `[]` being alike. */
export const explains = ({ path }: Difference, at: string): boolean =>
  new RegExp(`^${path.replace(/[.[\]]/g, '\\$&').replace(/\\\[\\\]/g, '\\[\\d{0,3}\\]').replace(/\*/g, '[^.]+')}([.[]|$)`).test(at);

/** Paths of all values in an object; members of lists are alike. */
export function pathsOf(value: any, at = ''): string[] {
  if (value === null || typeof value !== 'object') return [at];
  if (Array.isArray(value)) return value.flatMap(v => pathsOf(v, `${at}[]`));
  return Object.entries(value).flatMap(([key, v]) => pathsOf(v, at === '' ? key : `${at}.${key}`));
}
