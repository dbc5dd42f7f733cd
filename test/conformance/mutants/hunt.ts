import { spawn } from 'child_process';
import { join } from 'path';
import { Mutant, MUTANTS } from './mutants';
import { MUTANT_VARIABLE } from './mutate';
import { ROOT } from '../harness/cluster';
import { pool } from '../harness/pool';

/** What the suite made of a mutant. */
export interface Hunted {
  readonly mutant: Mutant;
  readonly caught: boolean;
}

/** How many mutants live at a time, each in namespaces of its own. */
const HUNTERS = 6;

/** Lets every mutant live, in the cluster that the environment names, and runs the test that has to notice it. */
export async function hunt(only = ''): Promise<Hunted[]> {
  const hunted: Hunted[] = [];
  await pool(MUTANTS.filter(m => m.name.includes(only)), async mutant => {
    const { code, output } = await jest(mutant);
    // A test that fails is what is wanted; tests that did not run, a mutant that found nothing to edit, or one that could not be applied, are not.
    const caught = code !== 0 && /Tests: +[1-9]\d* failed/.test(output) && !/does not find what it edits|attempting to grant RBAC/.test(output);
    hunted.push({ mutant, caught });
    console.log(`${caught ? 'caught  ' : 'SURVIVED'} ${mutant.name}${caught ? `: ${complaint(output)}` : ''}`);
    if (!caught) console.log(output.split('\n').slice(-60).join('\n'));
  }, m => m.name, HUNTERS);
  return hunted;
}

/** What the first case that failed complained about. */
function complaint(output: string): string {
  return /in namespace \S+: (?:Error: )?(.*)/.exec(output)?.[1] ?? /^ {2}● .*\n\n +(.*)/m.exec(output)?.[1] ?? '';
}

function jest({ name, caughtBy: [file, test], cases = 1 }: Mutant): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [
    join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '-c', join(ROOT, 'test', 'conformance', 'jest.config.json'), `scenarios/${file}`, '-t', test,
  ], {
    cwd: ROOT,
    env: { ...process.env, [MUTANT_VARIABLE]: name, CONFORMANCE_CASES: String(cases), CONFORMANCE_PATIENCE: process.env.CONFORMANCE_PATIENCE ?? '90' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', c => chunks.push(c));
  child.stderr.on('data', c => chunks.push(c));
  return new Promise(resolve => child.once('close', code => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() })));
}
