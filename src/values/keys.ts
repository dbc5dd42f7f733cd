import { KEYS_OF_FIELDS } from './keys-of-fields';
import { KEYS_OF_KINDS } from './keys-of-kinds';

let table: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** Keys by place, read when somebody asks. */
function byPlace(): ReadonlyMap<string, ReadonlySet<string>> {
  return table ??= new Map([KEYS_OF_KINDS, KEYS_OF_FIELDS].flatMap(text => text.trim().split(/;\s*/)).filter(entry => entry !== '').flatMap(entry => {
    const [places, keys] = entry.split(':');
    const known = new Set(words(keys));
    return words(places).map((place): [string, ReadonlySet<string>] => [place, known]);
  }));
}

/** Keys that an object has in a place: below a field (`monitor`), one in another (`podTemplate.spec`), or in the `spec` of a kind; undefined where that is not known. */
export function keysAt(place: string): ReadonlySet<string> | undefined {
  return byPlace().get(place);
}

/** What some databases need beside a version. */
const NEEDED: Readonly<Record<string, readonly string[]>> = { Druid: ['deepStorage'], MSSQLServer: ['tls'], Singlestore: ['licenseSecret'] };

/** Keys that the `spec` of a kind cannot do without. */
export function neededBy(kind: string): readonly string[] {
  if (kind.endsWith('Archiver')) return ['databases'];
  return [...keysAt(kind)?.has('version') ? ['version'] : [], ...NEEDED[kind] ?? []];
}

/** Kinds of `storage.kubestash.com`. */
const STORAGE = ['BackupStorage', 'Repository', 'RetentionPolicy', 'Snapshot'];

/** Kinds that are known, by what they are: of KubeDB, or by the group of KubeStash. */
export function kindsOf(what: 'databases' | 'archivers' | 'core' | 'storage'): string[] {
  return kinds().filter(kind => whatIs(kind) === what);
}

function whatIs(kind: string): string {
  if (kind.endsWith('Archiver')) return 'archivers';
  if (STORAGE.includes(kind)) return 'storage';
  return keysAt(kind)!.has('version') ? 'databases' : 'core';
}

/** Kinds that have a key in their `spec`. */
export function kindsWith(key: string): string[] {
  return kinds().filter(kind => keysAt(kind)!.has(key));
}

/** All places of which the keys are known. */
export function placesWithKeys(): Iterable<string> {
  return byPlace().keys();
}

function kinds(): string[] {
  return [...byPlace().keys()].filter(place => /^[A-Z][^.]*$/.test(place));
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
