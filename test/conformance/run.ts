import { spawn } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { build, CLUSTER_VARIABLE, ROOT } from './harness/cluster';
import { CLUSTER_NEEDS } from './harness/needs';
import { preparedCluster } from './harness/prepared';
import { Scale, scale } from './harness/scale';
import { hunt, Hunted } from './mutants/hunt';
import { MUTANTS } from './mutants/mutants';
import { Figures, figures, FIGURES_VARIABLE, fileOf } from './report/figures';
import { fileResult, FileResult, keepResults, mutantResults, readResults } from './report/results';
import { table, writePage } from './report/table';
import { ALL_REQUIRED, missingOf } from '../support/needs';

// Runs the conformance suite: `run.ts [--quick] [--mutants[=NAME]] [--write] [PATTERN …]`. `--quick` is what CI runs, a PATTERN chooses files of
// scenarios. Without either it is the full suite, which also hunts the mutants and writes its results; --mutants and --write have that done
// after any other run, so that the full suite can be run in parts. `--mutants --write none` hunts, and runs no scenario.

/** A year of commits, one after the other, takes eight minutes however many cores are free. */
const LONG = '7-a-year';

/** Milliseconds that one test of the full suite may take, which has hundreds of cases; those of the quick one have what jest.config.json says. */
const FULL_TIMEOUT = 12 * 3600 * 1000;

async function main(args: string[]): Promise<number> {
  const missing = missingOf(CLUSTER_NEEDS);
  if (missing.length > 0) {
    console.log(`\n!!! NOT TESTED, for want of\n  ${missing.join(', ')}\n    test/conformance: the promises on a real control plane\n`);
    return ALL_REQUIRED ? 1 : 0;
  }
  const patterns = args.filter(a => !a.startsWith('--'));
  const quick = args.includes('--quick');
  const whole = !quick && patterns.length === 0;
  const env = quick ? {} : { CONFORMANCE_FULL: 'true' };
  build();
  const dir = mkdtempSync(join(tmpdir(), 'conformance-results-'));
  const [ended, cases] = [join(dir, 'jest.json'), join(dir, 'figures.jsonl')];
  const timeout = quick ? [] : [`--testTimeout=${FULL_TIMEOUT}`];
  // A file whose cases cannot go side by side is played by name, or in the full suite.
  const long = quick && patterns.length === 0 ? [`--testPathIgnorePatterns=${LONG}`] : [];
  if (long.length > 0) console.log(`not in --quick: ${LONG}`);
  const code = patterns[0] === 'none' ? 0
    : await jest(['--json', `--outputFile=${ended}`, ...timeout, ...long, ...patterns], { ...env, [FIGURES_VARIABLE]: cases });
  const hunts = args.find(a => a.startsWith('--mutants'));
  const hunted = whole || hunts !== undefined ? await mutants(hunts?.split('=')[1]) : [];
  const files = filesOf(existsSync(ended) ? JSON.parse(readFileSync(ended, 'utf8')).testResults : [], figures(cases), scale({ ...process.env, ...env }));
  rmSync(dir, { recursive: true, force: true });
  const survived = hunted.filter(h => !h.caught).length;
  console.log(`\n${table(files)}\n`);
  if (hunted.length > 0) console.log(`Mutants of the program and the Role: ${hunted.length}, caught ${hunted.length - survived}.\n`);
  if (whole || args.includes('--write')) {
    const before = readResults();
    // Mutants that are none any more are forgotten.
    const mutantsNow = Object.entries({ ...before.mutants, ...mutantResults(hunted) }).filter(([name]) => MUTANTS.some(m => m.name === name));
    keepResults({ files: { ...before.files, ...files }, mutants: Object.fromEntries(mutantsNow) });
    writePage(readResults());
  }
  return code !== 0 || survived > 0 ? 1 : 0;
}

/** What jest says of each file, with the cases that its tests wrote down. */
function filesOf(tested: readonly any[], cases: readonly Figures[], size: Scale): Record<string, FileResult> {
  return Object.fromEntries(tested.map(({ name, startTime, endTime, assertionResults }) => {
    const file = fileOf(name);
    const statuses = assertionResults.map((a: any) => a.status);
    return [file, fileResult(cases.filter(c => c.file === file), statuses, (endTime - startTime) / 1000, size)];
  }));
}

/** Shows that the suite can fail: every mutant lives once, on a cluster that all share, which may run already. */
async function mutants(only?: string): Promise<Hunted[]> {
  const cluster = process.env[CLUSTER_VARIABLE] === undefined ? await preparedCluster() : undefined;
  try {
    return await hunt(only);
  } finally {
    await cluster?.stop();
  }
}

function jest(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [
    join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '-c', join(ROOT, 'test', 'conformance', 'jest.config.json'), ...args,
  ], { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' });
  return new Promise(resolve => child.once('exit', code => resolve(code ?? 1)));
}

void main(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
