import { say, Source } from './findings';
import { Finding } from '../../findings/finding';
import { isPlainObject } from '../../resources/merge';
import { Json } from '../../values/json';
import { documentsOf } from '../../values/yaml';

/** A file with manifests. */
export interface InputFile {
  readonly path: string;
  /** Undefined where it is no UTF-8. */
  readonly text: string | undefined;
}

/** An object as it was given. */
export interface Given {
  /** The file. */
  readonly file: string;
  /** The file, and which document of it. */
  readonly source: Source;
  readonly object: Json;
}

/** Objects of files, and what could not be read. */
export interface Read {
  readonly given: Given[];
  readonly findings: Finding[];
}

/** Reads files: each document is an object, or a List of them. Empty documents are nothing. */
export function read(files: readonly InputFile[]): Read {
  const results = files.map(readFile);
  return { given: results.flatMap(r => r.given), findings: results.flatMap(r => r.findings) };
}

function readFile({ path, text }: InputFile): Read {
  const { values, problem } = text === undefined ? { values: [], problem: 'it is no UTF-8' } : documentsOf(text);
  if (problem !== undefined) return { given: [], findings: [say.yamlInvalid(path, problem)] };
  const objects = values.filter(v => v !== null && v !== undefined).flatMap(itemsOf);
  const given: Given[] = [];
  const findings: Finding[] = [];
  for (const [i, object] of objects.entries()) {
    const source = objects.length > 1 ? `${path}#${i + 1}` : path;
    if (isPlainObject(object) && isText(object.apiVersion) && isText(object.kind)) given.push({ file: path, source, object });
    else findings.push(say.notAnObject(source));
  }
  return { given, findings };
}

/** `kubectl get` prints several objects as the items of a List. */
function itemsOf(value: unknown): unknown[] {
  if (!isPlainObject(value) || !isText(value.kind) || !value.kind.endsWith('List') || !('items' in value)) return [value];
  return Array.isArray(value.items) ? value.items.flatMap(itemsOf) : value.items === null ? [] : [value];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
