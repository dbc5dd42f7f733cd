import { spawn } from 'child_process';
import { join } from 'path';
import { GitMutant, mutantsOf } from './mutants';
import { GIT_MUTANT_VARIABLE } from './mutate';
import { CLUSTER_VARIABLE, ROOT } from '../../harness/cluster';
import { preparedCluster } from '../../harness/prepared';

/** What the scenarios made of a mutant. */
export interface HuntedInGit {
  readonly mutant: GitMutant;
  readonly caught: boolean;
}

/** Lets every mutant live, one after the other, and plays the scenario that has to notice it. */
export async function huntIn(tool: 'flux' | 'argo', only = ''): Promise<HuntedInGit[]> {
  const hunted: HuntedInGit[] = [];
  // A cluster that runs already is taken as it is.
  const cluster = process.env[CLUSTER_VARIABLE] === undefined ? await preparedCluster() : undefined;
  try {
    for (const mutant of mutantsOf(tool).filter(m => m.name.includes(only))) {
      const { code, output } = await verdict(tool, mutant);
      const caught = code !== 0 && /Tests: +[1-9]\d* failed/.test(output) && !NO_VERDICT.test(output);
      hunted.push({ mutant, caught });
      console.log(`${caught ? 'caught  ' : 'SURVIVED'} ${mutant.name}: ${/in namespace \S+: (?:Error: )?(.{0,200})/.exec(output)?.[1] ?? ''}`);
      if (!caught) console.log(output.split('\n').slice(-60).join('\n'));
    }
  } finally {
    await cluster?.stop();
  }
  return hunted;
}

/** What failed was not the mutant: it edited nothing, or the machine had no time for the cluster. */
const NO_VERDICT = /the mutant finds no|no scenario begins|FAILED .*(?:etcdserver: request timed out|no answer to )/;

/** Plays the scenario of a mutant, and again where that says nothing about the mutant. */
async function verdict(tool: string, mutant: GitMutant, times = 3): Promise<{ code: number; output: string }> {
  const said = await jest(tool, mutant);
  return times > 1 && NO_VERDICT.test(said.output) ? verdict(tool, mutant, times - 1) : said;
}

function jest(tool: string, { name, caughtBy }: GitMutant): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [
    join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '-c', join(ROOT, 'test', 'conformance', 'controllers', 'jest.config.json'), `scenarios/${tool}.gitops`,
  ], {
    cwd: ROOT,
    env: { ...process.env, [GIT_MUTANT_VARIABLE]: name, GITOPS_SCENARIO: caughtBy, CONFORMANCE_PATIENCE: process.env.CONFORMANCE_PATIENCE ?? '120' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', c => chunks.push(c));
  child.stderr.on('data', c => chunks.push(c));
  return new Promise(resolve => child.once('close', code => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() })));
}
