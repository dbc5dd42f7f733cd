import { appendFileSync, existsSync, readFileSync } from 'fs';
import { basename } from 'path';

/** What one case came to. Times in seconds. */
export interface Figures {
  readonly scenario: string;
  /** Its file below `scenarios`, without what all have at their ends. */
  readonly file: string;
  readonly passed: boolean;
  /** From the first halting patch of a client Service to its last endpoint gone. */
  readonly drained?: number;
  /** From the patch that opens a client Service to its first endpoint. */
  readonly serving?: number;
}

/** File that the cases of all test files append to. */
export const FIGURES_VARIABLE = 'CONFORMANCE_FIGURES';

/** Times that a case measured while it ran. */
export interface Measured {
  drained?: number;
  serving?: number;
}

/** Runs one case and writes down what it came to. */
export async function counted(scenario: string, run: (measured: Measured) => Promise<void>): Promise<void> {
  const measured: Measured = {};
  const started = Date.now();
  let passed = false;
  try {
    await run(measured);
    passed = true;
  } finally {
    // jest says nothing before a whole file is done.
    const { currentTestName, testPath } = expect.getState();
    process.stderr.write(`${passed ? 'ok  ' : 'FAIL'} ${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${currentTestName ?? scenario}\n`);
    const file = process.env[FIGURES_VARIABLE];
    if (file !== undefined) appendFileSync(file, `${JSON.stringify({ scenario, file: fileOf(testPath!), passed, ...measured })}\n`);
  }
}

/** `4-rules` of `…/4-rules.conformance.ts`. */
export function fileOf(path: string): string {
  return basename(path, '.conformance.ts');
}

/** All cases that were written down. */
export function figures(file: string): Figures[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line) as Figures);
}
