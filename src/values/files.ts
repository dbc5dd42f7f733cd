import { isUtf8 } from 'buffer';
import { readFileSync } from 'fs';
import { documentsOf } from './yaml';

/** What a file holds, or one sentence about what is wrong with it. */
export type Loaded<T> =
  | { readonly value: T; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: string };

/** The objects that a file of YAML or JSON holds, those of lists too; what is none is passed over. */
export function objectsIn(path: unknown): Loaded<readonly any[]> {
  const { value, problem } = documentsIn(path);
  return problem === undefined ? { value: value.flatMap(itemsOf).filter(v => typeof v === 'object' && v !== null) } : { problem };
}

function itemsOf(value: any): any[] {
  return Array.isArray(value?.items) && /List$/.test(String(value.kind)) ? value.items.flatMap(itemsOf) : [value];
}

function documentsIn(path: unknown): Loaded<readonly any[]> {
  const text = textIn(path);
  if (text.problem !== undefined) return text;
  const { values, problem } = documentsOf(text.value);
  if (problem !== undefined) return { problem: `it is neither YAML nor JSON that kubectl would read: ${problem}` };
  return { value: values.filter(v => v !== null && v !== undefined) };
}

/** The one object that a file of YAML or JSON holds. */
export function objectIn(path: unknown): Loaded<any> {
  const { value: objects, problem } = documentsIn(path);
  if (problem !== undefined) return { problem };
  const [object] = objects;
  if (objects.length === 0) return { problem: 'it is empty' };
  if (objects.length > 1) return { problem: `it holds ${objects.length} documents, and nobody knows which is meant` };
  if (typeof object !== 'object' || Array.isArray(object)) return { problem: `it holds ${Array.isArray(object) ? 'a list' : 'a text'} and no object` };
  if (Array.isArray(object.items) && /List$/.test(String(object.kind))) return { problem: `it is a ${object.kind} of ${object.items.length} objects, and nobody knows which is meant` };
  return { value: object };
}

/** The text of a file. */
export function textIn(path: unknown): Loaded<string> {
  if (typeof path !== 'string' || path === '') return { problem: 'the path is not a text' };
  try {
    const bytes = readFileSync(path);
    return isUtf8(bytes) ? { value: bytes.toString('utf8').replace(/^\uFEFF/, '') } : { problem: 'it is not UTF-8 text' };
  } catch (e) {
    return { problem: whyUnreadable(e) };
  }
}

/** Why a file cannot be read, without the path in it. */
export function whyUnreadable(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT': case 'ENOTDIR': return 'there is no such file';
    case 'EISDIR': return 'it is a folder';
    case 'EACCES': return 'reading it is not permitted';
    case 'ERR_INVALID_ARG_TYPE': case 'ERR_INVALID_ARG_VALUE': return 'the path is not a text';
    default: return (error as Error).message?.split('\n')[0] ?? String(error);
  }
}
