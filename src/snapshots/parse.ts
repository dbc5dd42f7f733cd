import { isAscii, isUtf8 } from 'buffer';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'fs';
import { ask } from '../findings/finding';
import { catalogUnreadable } from './rules/catalog-unreadable';
import { Splitter } from './splitter';
import { Store } from './store';
import { whyUnreadable } from '../values/files';
import { documentsOf } from '../values/yaml';

/** Bytes beyond which a file is read in pieces: V8 holds no text of more. */
const WHOLE = 256 * 1024 * 1024;
const PIECE = 4 * 1024 * 1024;
/** Bytes that cdk8s reads of a YAML file. */
const YAML_LIMIT = 10 * 1024 * 1024;

/** Reads an export into a store. What keeps it from being read becomes a problem of the store. */
export function readInto(store: Store, path: string): void {
  try {
    const { size } = statSync(path);
    if (size > WHOLE) readPieces(store, path);
    else readWhole(store, readFileSync(path));
  } catch (e) {
    fail(store, path, e);
  }
}

/** A splitter whose parts go into a store. */
export function splitterInto(store: Store): Splitter {
  const add = (text: string) => store.add(JSON.parse(text));
  return new Splitter(add, add);
}

/** Notes that something could not be read. */
export function fail(store: Store, from: string, error: unknown): void {
  store.problems.push(...ask([catalogUnreadable], { from, why: whyUnreadable(error) }));
}

function readWhole(store: Store, bytes: Buffer): void {
  if (!isJson(bytes)) {
    if (bytes.length >= YAML_LIMIT) throw new Error('it is YAML of more than 10 MB, export it as JSON');
    addAll(store, documentsIn(bytes));
    return;
  }
  let document: unknown;
  try {
    document = JSON.parse(textOf(bytes));
  } catch (e) {
    // Several documents one after the other, or a mistake, which then is said of the whole.
    const several = new Store();
    const splitter = splitterInto(several);
    splitter.push(bytes);
    splitter.end();
    if (several.isEmpty) throw e;
    const again = splitterInto(store);
    again.push(bytes);
    return;
  }
  addAll(store, Array.isArray(document) ? document : [document]);
}

function documentsIn(bytes: Buffer): unknown[] {
  if (bytes.length === 0) throw new Error('it is empty');
  if (!isUtf8(bytes)) throw new Error('it is not UTF-8 text');
  const { values, problem } = documentsOf(bytes.toString('utf8'));
  if (problem !== undefined) throw new Error(`it is neither YAML nor JSON that kubectl would read: ${problem}`);
  return values;
}

/** Adds what is to be found. A file that is no export lists nothing; that a cluster has no Snapshots is no mistake. */
function addAll(store: Store, objects: unknown[]): void {
  for (const object of objects) store.add(object);
  if (store.isEmpty && !objects.some(isExport)) throw new Error('it holds neither Snapshots nor Repositories');
}

function isExport(object: any): boolean {
  if (!Array.isArray(object?.items) || !/List$/.test(String(object.kind))) return false;
  return object.items.length === 0 || object.items.some((item: any) => ['Snapshot', 'Repository'].includes(item?.kind));
}

/** Reads JSON of any size in pieces. */
export function readPieces(store: Store, path: string, size = PIECE): void {
  const splitter = splitterInto(store);
  const piece = Buffer.allocUnsafe(size);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) splitter.push(piece.subarray(0, read));
    splitter.end();
  } finally {
    closeSync(file);
  }
}

/** The text of UTF-8. Most exports are plain ASCII, which takes a fraction of the time. */
function textOf(bytes: Buffer): string {
  return isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8', hasByteOrderMark(bytes) ? 3 : 0);
}

/** Whether the first character that is no space opens an object or an array. */
function isJson(bytes: Buffer): boolean {
  const first = bytes.subarray(hasByteOrderMark(bytes) ? 3 : 0).find(byte => byte > 0x20);
  return first === 0x7b || first === 0x5b;
}

function hasByteOrderMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
