import { spawn } from 'child_process';
import { existsSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { huntIn } from './mutants/hunt';
import { resultsOf, tables, ToolName, writeResults } from './results';
import { ARGO } from './scenarios/argo';
import { FLUX } from './scenarios/flux';
import { buildTool } from './tools/install';
import { ALL_REQUIRED, missingOf, Need } from '../../support/needs';
import { build, ROOT, SHARED } from '../harness/cluster';
import { Figures, figures, FIGURES_VARIABLE } from '../report/figures';

// Runs real GitOps controllers over what is rendered: `run.ts [flux] [argo] [none] [--mutants[=NAME]] [--write]`, all tools without names. What is
// not played this time stays in the results: `none --mutants --write` hunts, and plays no scenario.

const TOOLS: readonly ToolName[] = ['flux', 'argo'];
const SCENARIOS = { flux: FLUX, argo: ARGO };

async function main(args: string[]): Promise<number> {
  const missing = missingOf(needs());
  if (missing.length > 0) {
    console.log(`\n!!! NOT TESTED, for want of\n  ${missing.join(', ')}\n    test/conformance/controllers: real GitOps controllers on a real control plane\n`);
    return ALL_REQUIRED ? 1 : 0;
  }
  const named = TOOLS.filter(t => args.includes(t));
  build();
  let failed = 0;
  for (const tool of named.length > 0 ? named : TOOLS) {
    buildTool(tool);
    failed += await prove(tool, args);
  }
  return failed > 0 ? 1 : 0;
}

/** Plays the scenarios of a tool, or hunts, or both; how much went wrong. */
async function prove(tool: ToolName, args: readonly string[]): Promise<number> {
  const { code, cases } = args.includes('none') ? { code: 0, cases: [] } : await play(tool);
  const hunts = args.find(a => a.startsWith('--mutants'));
  const hunted = hunts === undefined ? [] : await huntIn(tool, hunts.split('=')[1]);
  const results = resultsOf(tool, cases, hunted, SCENARIOS[tool].map(s => s.name));
  console.log(`\n${tables(tool, results)}\n`);
  if (args.includes('--write')) writeResults(tool, results);
  return code + hunted.filter(h => !h.caught).length;
}

async function play(tool: ToolName): Promise<{ readonly code: number; readonly cases: readonly Figures[] }> {
  const dir = mkdtempSync(join(tmpdir(), 'gitops-results-'));
  const file = join(dir, 'figures.jsonl');
  const code = await jest(tool, { [FIGURES_VARIABLE]: file });
  const cases = figures(file);
  rmSync(dir, { recursive: true });
  return { code, cases };
}

/** What the cluster is built and the scenarios are played with. */
function needs(): Need[] {
  return [
    { name: 'the files of upstream (KUBESTASH_SHARED)', found: existsSync(join(SHARED, 'upstream', 'crds')) },
    'go', 'git', 'tar', 'setpriv', 'curl', 'busybox', 'dash',
    { name: 'root, which containers take (mount namespaces)', found: process.getuid?.() === 0 },
  ];
}

function jest(tool: string, env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [
    join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '-c', join(ROOT, 'test', 'conformance', 'controllers', 'jest.config.json'), `scenarios/${tool}.gitops`,
  ], { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' });
  return new Promise(resolve => child.once('exit', code => resolve(code ?? 1)));
}

void main(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
