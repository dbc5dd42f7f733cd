import { expect as expecting } from 'expect';

/** One test of the rules. */
export interface Rule {
  readonly name: string;
  run(): unknown;
}

/** Collected while the test files are loaded. */
export const RULES: Rule[] = [];

const rule = (name: string, run: (...row: any[]) => unknown) => { RULES.push({ name, run }); };
const each = (rows: readonly any[]) => (name: string, run: (...row: any[]) => unknown) => {
  for (const row of rows) rule(name, () => run(...Array.isArray(row) ? row : [row]));
};

/** As much of Jest as the tests of the rules need, without the second that it takes for each mutant. */
Object.assign(globalThis, { expect: expecting, describe: (_: string, body: () => void) => body(), test: Object.assign(rule, { each }) });
