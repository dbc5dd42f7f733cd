import { execFileSync, spawn } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { build, Cluster, CLUSTER_VARIABLE, ROOT, SHARED } from './harness/cluster';
import { hunt, Hunted } from './mutants/hunt';
import { figures, FIGURES_VARIABLE } from './report/figures';
import { table, writeResults } from './report/table';

// Runs the conformance suite: `run.ts [--quick] [--write] [PATTERN …]`. `--quick` is what CI runs; the full suite also applies the
// mutants and writes docs/conformance-results.md.

async function main(args: string[]): Promise<number> {
  const missing = whatIsMissing();
  if (missing !== undefined) {
    console.log(`\n!!! CONFORMANCE WAS NOT TESTED: ${missing}.\n`);
    return process.env.CI_REQUIRES_UPSTREAM === 'true' ? 1 : 0;
  }
  const quick = args.includes('--quick');
  const patterns = args.filter(a => !a.startsWith('--'));
  build();
  const dir = mkdtempSync(join(tmpdir(), 'conformance-results-'));
  const results = join(dir, 'jest.json');
  const cases = join(dir, 'figures.jsonl');
  const started = Date.now();
  const code = await jest(['--json', `--outputFile=${results}`, ...patterns], {
    [FIGURES_VARIABLE]: cases,
    ...(quick ? {} : { CONFORMANCE_FULL: 'true' }),
  });
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = existsSync(results)
    ? JSON.parse(readFileSync(results, 'utf8')) : { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0 };
  const hunted = quick || patterns.length > 0 ? [] : await mutants();
  const survived = hunted.filter(h => !h.caught).length;
  const text = [table(figures(cases)), ...(hunted.length === 0 ? [] : [`Mutants of the script and the Role: ${hunted.length}, caught ${hunted.length - survived}.`])].join('\n\n');
  console.log(`\n${text}\n\nthe suite took ${Math.round((Date.now() - started) / 1000)} s`);
  if ((!quick && patterns.length === 0) || args.includes('--write')) writeResults(text, quick);
  rmSync(dir, { recursive: true, force: true });
  console.log(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites + survived} failed`);
  return code !== 0 || survived > 0 ? 1 : 0;
}

/** Shows that the suite can fail: every mutant lives once, on a cluster that all share. */
async function mutants(): Promise<Hunted[]> {
  const cluster = await Cluster.up();
  try {
    return await hunt({ [CLUSTER_VARIABLE]: JSON.stringify(cluster.info) });
  } finally {
    await cluster.stop();
  }
}

function whatIsMissing(): string | undefined {
  if (!existsSync(join(SHARED, 'upstream', 'crds'))) return `the CRDs of KubeDB and KubeStash are not in ${SHARED}/upstream/crds (KUBESTASH_SHARED)`;
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
  } catch {
    return 'Go is not installed';
  }
  return process.getuid?.() === 0 ? undefined : 'running containers takes root (mount namespaces)';
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
