import { CASES } from './cases';
import { Engine } from './engine';

/** What an engine has proven, by the name of a case. */
export interface Row {
  readonly engine: Engine;
  readonly cells: Record<string, 'passed' | 'failed'>;
}

const SIGNS = { passed: '✓', failed: '✗' };

/** The table of docs/engines.md: engine and version by case. */
export function table(rows: readonly Row[]): string {
  const head = ['engine', ...CASES.map(c => c.name)];
  const lines = [head, head.map(() => '---'), ...rows.map(({ engine, cells }) => [engine.name, ...CASES.map(c => (cells[c.name] === undefined ? '–' : SIGNS[cells[c.name]]))])];
  return lines.map(line => `| ${line.join(' | ')} |`).join('\n');
}

/** The page with the table between its marks. */
export function withProofs(page: string, rows: readonly Row[]): string {
  return page.replace(/(<!-- begin proofs -->\n)[^]*?(\n<!-- end proofs -->)/, (_, begin: string, end: string) => `${begin}${table(rows)}${end}`);
}
