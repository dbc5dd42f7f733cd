import { KEYS_NEEDED } from './keys-needed';
import { KEYS_OF_FIELDS } from './keys-of-fields';
import { KEYS_OF_KINDS } from './keys-of-kinds';

/** Words by place, read when somebody asks. */
function tableOf(...texts: readonly string[]): () => ReadonlyMap<string, ReadonlySet<string>> {
  let table: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return () => table ??= new Map(texts.flatMap(text => text.trim().split(/;\s*/)).filter(entry => entry !== '').flatMap(entry => {
    const [places, keys] = entry.split(':');
    const known = new Set(words(keys));
    return words(places).map((place): [string, ReadonlySet<string>] => [place, known]);
  }));
}

const byPlace = tableOf(KEYS_OF_KINDS, KEYS_OF_FIELDS);
const needed = tableOf(KEYS_NEEDED);

/** Keys that an object has in a place: below a field (`monitor`), one in another (`podTemplate.spec`), or in the `spec` of a kind; undefined where that is not known. */
export function keysAt(place: string): ReadonlySet<string> | undefined {
  return byPlace().get(place);
}

/** Keys that an object cannot do without in a place; undefined where there are none. */
export function neededAt(place: string): ReadonlySet<string> | undefined {
  return needed().get(place);
}

/** Kinds of `storage.kubestash.com`. */
const STORAGE = ['BackupStorage', 'Repository', 'RetentionPolicy', 'Snapshot'];

/** Kinds that are known, by what they are: of KubeDB, or by the group of KubeStash. */
export function kindsOf(what: 'databases' | 'archivers' | 'core' | 'storage'): readonly string[] {
  // Asked of every target of a backup.
  return LISTED[what] ??= kinds().filter(kind => whatIs(kind) === what);
}

const LISTED: Record<string, readonly string[]> = {};

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
