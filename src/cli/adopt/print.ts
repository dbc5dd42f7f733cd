import { calledIn } from './exported';
import { Expr, ReferenceExpr } from './expr';
import { isPlainObject } from '../../resources/merge';

/** The name of the variable that holds the construct which a reference is to, where there is one. */
export type Resolve = (reference: ReferenceExpr) => string | undefined;

const WIDTH = 120;

/** Printed text: in one line, or over several. */
type Print = { readonly flat?: string; lines(indent: string): string };

/** Prints an expression. `before` is the number of characters in front of it in its first line, `after` behind its last. */
export function print(expr: Expr, indent: string, before: number, after: number, resolve: Resolve): string {
  return lay(tree(expr, resolve), indent, before, after);
}

function lay(printed: Print, indent: string, before: number, after: number): string {
  const { flat } = printed;
  return flat !== undefined && before + flat.length + after <= WIDTH ? flat : printed.lines(indent);
}

function tree(expr: Expr, resolve: Resolve): Print {
  switch (expr.type) {
    case 'literal': return data(expr.value);
    case 'member': return word(`${calledIn(expr.of)}.${expr.member}`);
    case 'object': return block(expr.entries.map(([k, v]) => [k, tree(v, resolve)]));
    case 'list': return sequence(expr.items.map(v => tree(v, resolve)));
    case 'call': return called(`${calledIn(expr.of)}.${expr.method}`, expr.args.map(v => tree(v, resolve)));
    case 'reference': {
      const name = resolve(expr);
      return name === undefined ? tree(expr.literal, resolve) : word(name);
    }
  }
}

function data(value: unknown): Print {
  if (Array.isArray(value)) return sequence(value.map(data));
  if (isPlainObject(value)) return block(Object.entries(value).map(([k, v]) => [k, data(v)]));
  if (typeof value === 'string') return text(value);
  return word(Object.is(value, -0) ? '0' : String(value));
}

function word(flat: string): Print {
  return { flat, lines: () => flat };
}

/** A text of several lines is written line by line. */
function text(value: string): Print {
  const rows = value.split('\n');
  if (rows.length < 3) return word(quoted(value));
  return { lines: indent => `[\n${rows.map(r => `${indent}  ${quoted(r)},\n`).join('')}${indent}].join('\\n')` };
}

function block(entries: [string, Print][]): Print {
  if (entries.length === 0) return word('{}');
  const flat = together(entries.map(([, v]) => v), flats => `{ ${flats.map((f, i) => `${keyOf(entries[i][0])}: ${f}`).join(', ')} }`);
  return {
    flat,
    lines: indent => {
      const rows = entries.map(([k, v]) => {
        const key = `${indent}  ${keyOf(k)}: `;
        return `${key}${lay(v, `${indent}  `, key.length, 1)},\n`;
      });
      return `{\n${rows.join('')}${indent}}`;
    },
  };
}

function sequence(items: Print[]): Print {
  if (items.length === 0) return word('[]');
  const flat = together(items, flats => `[${flats.join(', ')}]`);
  return {
    flat,
    lines: indent => {
      const hugged = items.length === 1 && items[0].lines(indent).startsWith('{');
      if (hugged) return `[${items[0].lines(indent)}]`;
      return `[\n${items.map(v => `${indent}  ${lay(v, `${indent}  `, indent.length + 2, 1)},\n`).join('')}${indent}]`;
    },
  };
}

/** Arguments stay beside the parenthesis; the last one may go over several lines. */
function called(name: string, args: Print[]): Print {
  const flat = together(args, flats => `${name}(${flats.join(', ')})`);
  return {
    flat,
    lines: indent => `${name}(${args.map((a, i) => (i < args.length - 1 ? a.flat : undefined) ?? a.lines(indent)).join(', ')})`,
  };
}

function together(parts: Print[], join: (flats: string[]) => string): string | undefined {
  const flats = parts.map(p => p.flat);
  return flats.every((f): f is string => f !== undefined) ? join(flats) : undefined;
}

/** A key of an object. `__proto__` would be no key otherwise. */
function keyOf(key: string): string {
  if (key === '__proto__') return '[\'__proto__\']';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

/** A string between single quotes, unless it holds some and no double ones. */
export function quoted(value: string): string {
  const quote = value.includes('\'') && !value.includes('"') ? '"' : '\'';
  const body = value.replace(/[\\\n\r\t\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|['"]/gu, c => (c === '\'' || c === '"' ? (c === quote ? `\\${c}` : c) : escape(c)));
  return `${quote}${body}${quote}`;
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escape(character: string): string {
  return ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
