import { spawn } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { build, ROOT } from './harness/cluster';
import { CLUSTER_NEEDS } from './harness/needs';
import { preparedCluster } from './harness/prepared';
import { Scale, scale } from './harness/scale';
import { hunt, Hunted } from './mutants/hunt';
import { figures, FIGURES_VARIABLE } from './report/figures';
import { table, writeResults } from './report/table';
import { ALL_REQUIRED, missingOf } from '../support/needs';

// Runs the conformance suite: `run.ts [--quick] [--mutants] [--write] [PATTERN …]`. `--quick` is what CI runs. The full suite also hunts
// the mutants and writes docs/conformance-results.md, as --mutants and --write have it done after any other run.

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
  const results = join(dir, 'jest.json');
  const cases = join(dir, 'figures.jsonl');
  const started = Date.now();
  const timeout = quick ? [] : [`--testTimeout=${FULL_TIMEOUT}`];
  const code = await jest(['--json', `--outputFile=${results}`, ...timeout, ...patterns], { ...env, [FIGURES_VARIABLE]: cases });
  const took = Math.round((Date.now() - started) / 1000);
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = existsSync(results)
    ? JSON.parse(readFileSync(results, 'utf8')) : { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0 };
  const hunted = whole || args.includes('--mutants') ? await mutants() : [];
  const survived = hunted.filter(h => !h.caught).length;
  const all = figures(cases);
  const text = [
    table(all),
    said(scale({ ...process.env, ...env }), new Set(all.map(f => f.scenario)), took),
    ...(hunted.length === 0 ? [] : [`Mutants of the script and the Role: ${hunted.length}, caught ${hunted.length - survived}.`]),
  ].join('\n\n');
  console.log(`\n${text}\n`);
  if (whole || args.includes('--write')) writeResults(text, hunted);
  rmSync(dir, { recursive: true, force: true });
  console.log(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites + survived} failed`);
  return code !== 0 || survived > 0 ? 1 : 0;
}

/** How much was run of what could go on for ever, and how long it took. */
function said({ orders, kills }: Scale, scenarios: ReadonlySet<string>, seconds: number): string {
  const calls = kills === Infinity ? 'every call' : `${kills} calls, chosen at random`;
  return [
    ...(scenarios.has('2. Any order') ? [`Random orders of every flow: ${orders}.`] : []),
    ...(scenarios.has('4. Resume') ? [`Killed before or after: ${calls}.`] : []),
    `It took ${Math.floor(seconds / 60)} min ${seconds % 60} s.`,
  ].join(' ');
}

/** Shows that the suite can fail: every mutant lives once, on a cluster that all share. */
async function mutants(): Promise<Hunted[]> {
  const cluster = await preparedCluster();
  try {
    return await hunt();
  } finally {
    await cluster.stop();
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
