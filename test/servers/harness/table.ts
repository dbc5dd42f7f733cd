import { CASES } from './cases';
import { Engine } from './engine';
import { ENGINES } from '../../../src/engines/registry';
import { ENGINES_HERE } from '../engines';

/** What an engine has proven, by the name of a case. */
export interface Row {
  readonly engine: Engine;
  readonly cells: Record<string, 'passed' | 'failed'>;
}

const SIGNS = { passed: '✓', failed: '✗' };

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const HEAD = ['engine', ...CASES.map(c => c.name)];

/**
 * The table of docs/engines.md, engine and version by case, out of what was run and, for the others, what stood there. An engine that
 * no server can be had for has proven nothing.
 */
export function table(rows: readonly Row[], before = ''): string {
  const [head, ...lines] = before.split('\n').map(l => l.split('|').slice(1, -1).map(cell => cell.trim()));
  /** What stood there, under the same heads: a case that has come since was not asked. */
  const stood = (cells: readonly string[]) => line(HEAD.map(name => cells[head.indexOf(name)] ?? ''));
  const proven = ENGINES_HERE.flatMap(engine => {
    const row = rows.find(r => r.engine === engine);
    if (row === undefined) return lines.filter(([name]) => name === engine.name).map(stood);
    return line([engine.name, ...CASES.map(c => (row.cells[c.name] === undefined ? '–' : SIGNS[row.cells[c.name]]))]);
  });
  const others = ENGINES.filter(e => ENGINES_HERE.every(h => h.key !== e.key));
  return [line(HEAD), line(HEAD.map(() => '---')), ...proven, ...others.map(e => line([`\`${e.key}\`: *unproven*`, ...CASES.map(() => '')]))].join('\n');
}

/** The page with the table between its marks. */
export function withProofs(page: string, rows: readonly Row[]): string {
  return page.replace(/(<!-- begin proofs -->\n)([^]*?)(\n?<!-- end proofs -->)/, (_, begin: string, before: string, end: string) =>
    `${begin}${table(rows, before)}\n${end.trimStart()}`);
}
