import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import { Cron } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { upstream } from './upstream';
import { Difference, EngineFacts } from '../../src/engines/facts';
import { ENGINES } from '../../src/engines/registry';
import { Json } from '../../src/values/json';

const CORPUS = upstream('corpus');

/** The one file that is no YAML: a list stands there in the place of a key. */
export const MALFORMED = ['kubedb-docs/guides/singlestore/backup/kubestash/customization/examples/backup/passing-databases.yaml'];

/** Addons of KubeStash that back up no database of KubeDB. */
export const OTHER_ADDONS = ['kubedump-addon', 'pvc-addon', 'workload-addon'];

/** Databases that KubeDB does not run, and which no library for KubeDB restores: their target is an AppBinding. */
export const RUN_BY_OTHERS = ['kubestash-docs/addons/elasticsearch/logical/examples', 'kubestash-docs/addons/mysql/logical/examples'];

/** An object out of the documentation of KubeDB and KubeStash. */
export interface Documented {
  readonly file: string;
  readonly object: Json;
}

/** An object that is about a database of an engine. */
export interface Example extends Documented {
  readonly facts: EngineFacts;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  }).sort();
}

/** Files of the documentation, with the objects in them; none where they cannot be read. */
function read(): (Documented & { readonly isMalformed: boolean })[] {
  if (!existsSync(CORPUS)) return [];
  return ['kubedb-docs', 'kubestash-docs'].flatMap(folder => filesIn(join(CORPUS, folder))).flatMap(path => {
    const documents = parseAllDocuments(readFileSync(path, 'utf8'), { logLevel: 'silent' }).filter(d => d.contents !== null);
    return documents.map(d => ({ file: relative(CORPUS, path), object: d.toJS({ mapAsMap: false }), isMalformed: d.errors.length > 0 }));
  });
}

const ALL = read();

/** Files that cannot be read: nothing in them is compared. */
export function malformed(): string[] {
  return ALL.filter(d => d.isMalformed).map(d => d.file);
}

/** Objects of the documentation whose kind is like this. */
export function documented(kind: RegExp): Documented[] {
  return ALL.filter(({ object, isMalformed }) => !isMalformed && kind.test(object?.kind ?? ''));
}

/** Addons that an object names. */
export function addonsOf({ object: { spec } }: Documented): string[] {
  return [spec.addon, ...(spec.sessions ?? []).map((s: Json) => s.addon)].filter(Boolean).map(a => a.name);
}

/** The examples of a kind that are about databases of KubeDB: all but those that the constants above name. */
export function examples(kind: RegExp): Example[] {
  return documented(kind).filter(d => !addonsOf(d).every(a => OTHER_ADDONS.includes(a)) && !RUN_BY_OTHERS.some(folder => d.file.startsWith(`${folder}/`)))
    .map(d => ({ ...d, facts: ENGINES.find(e => addonsOf(d).includes(e.addon))! }));
}

/** A schedule of upstream's. */
export function cronOf(schedule: string): Cron {
  const [minute, hour, day, month, weekDay] = schedule.split(' ');
  return new Cron({ minute, hour, day, month, weekDay });
}

const byName = (list: any[]): any[] => [...list].sort((a, b) => String(a.name).localeCompare(String(b.name)));

/** Values of an object by path; members of lists in the order of their names, lists of values as one. What is empty says nothing. */
export function valuesOf(value: any, path = ''): Map<string, string> {
  if (value === undefined) return new Map();
  if (value === null || typeof value !== 'object' || (Array.isArray(value) && typeof value[0] !== 'object')) return new Map([[path, JSON.stringify(value)]]);
  const entries: [string, any][] = Array.isArray(value)
    ? byName(value).map((v, i) => [`${path}[${i}]`, v])
    : Object.entries(value).map(([key, v]) => [path === '' ? key : `${path}.${key}`, v]);
  return new Map(entries.flatMap(([at, v]) => [...valuesOf(v, at)]));
}

/** Whether a difference is meant by a path: `[]` is any member of a list, `*` any key. */
const isAt = ({ path }: Difference, at: string): boolean =>
  new RegExp(`^${path.replace(/[.[\]]/g, '\\$&').replace(/\\\[\\\]/g, '\\[\\d+\\]').replace(/\*/g, '[^.]+')}([.[]|$)`).test(at);

/** What is different between upstream's object and ours. */
export interface Differing {
  readonly at: string;
  /** Who alone has it; absent where both do. */
  readonly only?: 'upstream' | 'ours';
}

export function differing(theirs: Json, ours: Json): Differing[] {
  const [a, b] = [valuesOf(theirs), valuesOf(ours)];
  return [...new Set([...a.keys(), ...b.keys()])].filter(at => a.get(at) !== b.get(at)).sort()
    .map(at => ({ at, ...(b.has(at) ? a.has(at) ? {} : { only: 'ours' } : { only: 'upstream' }) }));
}

export const explains = (difference: Difference, { at, only }: Differing): boolean => difference.only === only && isAt(difference, at);

/** What nobody has explained. */
export function unexplained(theirs: Json, ours: Json, differences: readonly Difference[]): Differing[] {
  return differing(theirs, ours).filter(d => !differences.some(e => explains(e, d)));
}

/** An object with one made-up change. */
export interface Spoilt {
  readonly at: string;
  readonly object: Json;
}

/** Copies of an object with one change each: a value that is another, one that is gone, a key too many. */
export function spoilt(original: Json): Spoilt[] {
  const object = JSON.parse(JSON.stringify(original), (_, v) => (Array.isArray(v) ? byName(v) : v));
  const found: Spoilt[] = [];
  const visit = (value: any, keys: readonly string[], at: string): void => {
    const changed = (where: string, change: (parent: any, key: string) => void): void => {
      const copy = structuredClone(object);
      change(keys.slice(0, -1).reduce((o: any, key) => o[key], copy), keys[keys.length - 1]);
      found.push({ at: where, object: copy });
    };
    if (value === null || typeof value !== 'object') {
      changed(at, (parent, key) => { parent[key] = `${value}-x`; });
      changed(at, (parent, key) => { if (Array.isArray(parent)) parent.splice(Number(key), 1); else delete parent[key]; });
      return;
    }
    if (at !== '' && !Array.isArray(value)) changed(`${at}.madeUp`, (parent, key) => { parent[key].madeUp = true; });
    for (const [key, v] of Object.entries(value)) visit(v, [...keys, key], Array.isArray(value) ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`);
  };
  visit(object, [], '');
  return found;
}

/** Made-up changes, of upstream's object and of ours, that nobody would notice although no explanation is about that place. */
export function unnoticed(theirs: Json, ours: Json, differences: readonly Difference[]): string[] {
  return [
    ...spoilt(theirs).filter(({ object }) => unexplained(object, ours, differences).length === 0),
    ...spoilt(ours).filter(({ object }) => unexplained(theirs, object, differences).length === 0),
  ].map(({ at }) => at).filter(at => !differences.some(d => isAt(d, at)));
}
