import { createRequire } from 'module';
import type * as Yaml from 'yaml';

/** Numbers of Go that YAML 1.1 does not know: `0o17`, `0X1F`. */
const GO_NUMBER = /^[-+]?0([oO][0-7_]+|X[0-9a-fA-F_]+|B[01_]+)$/;

/** Tags of YAML 1.1 that kubectl does not know: a time or `1:30` is a string there. */
const UNKNOWN_TAGS = ['tag:yaml.org,2002:timestamp'];
const UNKNOWN_FORMATS = ['TIME'];

/** What was read of a text, or why it cannot be read. */
export interface Documents {
  readonly values: unknown[];
  readonly problem?: string;
}

/**
 * The documents of a text as kubectl reads them: YAML 1.1 without times. The parser is the one that cdk8s brings along.
 */
export function documentsOf(text: string): Documents {
  const parser = load();
  try {
    const documents = parser.parseAllDocuments(text, { version: '1.1', customTags: tags => ofGo(tags as Yaml.ScalarTag[]), logLevel: 'silent' });
    const problem = [...documents].flatMap(d => d.errors)[0]?.message;
    if (problem !== undefined) return { values: [], problem: problem.split('\n')[0].replace(/:$/, '') };
    const values = [...documents].map(d => d.toJS());
    return values.some(v => holdsItself(v, new Set())) ? { values: [], problem: 'an alias stands for what it is a part of' } : { values };
  } catch (e) {
    return { values: [], problem: (e as Error).message };
  }
}

function holdsItself(value: unknown, around: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (around.has(value)) return true;
  around.add(value);
  const does = Object.values(value).some(v => holdsItself(v, around));
  around.delete(value);
  return does;
}

function ofGo(tags: Yaml.ScalarTag[]): Yaml.Tags {
  const known = tags.filter(t => !UNKNOWN_TAGS.includes(t.tag ?? '') && !UNKNOWN_FORMATS.includes(t.format ?? ''));
  const number: Yaml.ScalarTag = { tag: 'tag:yaml.org,2002:int', default: true, test: GO_NUMBER, resolve: numberOf };
  return [number, ...known];
}

function numberOf(text: string): number {
  const negative = text.startsWith('-');
  const value = Number(text.replace(/^[-+]/, '').replace(/_/g, '').toLowerCase());
  return negative ? -value : value;
}

let yaml: typeof Yaml | undefined;

function load(): typeof Yaml {
  yaml ??= createRequire(require.resolve('cdk8s'))('yaml') as typeof Yaml;
  return yaml;
}
