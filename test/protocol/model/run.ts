import { fork } from 'child_process';
import { availableParallelism } from 'os';
import * as fc from 'fast-check';
import { scenario } from './scenario';
import { simulate } from './simulate';

const INTERLEAVINGS = 100_000;
/** Scenarios are drawn in portions, so that a portion that fails can be shrunk alone. */
const PORTION = 500;
/** Milliseconds for a portion, which takes two seconds: what is not small by then is told as it is. */
const SHRINKING = 120_000;

interface Report {
  readonly interleavings: number;
  readonly steps: number;
  readonly failure?: string;
}

/** One portion of scenarios; what fails is shrunk, and told with the seed that brings it back. */
async function portion(seed: number): Promise<Report> {
  let steps = 0;
  const property = fc.asyncProperty(scenario, async drawn => {
    const outcome = await simulate(drawn);
    steps += outcome.steps;
    return outcome.faults.length === 0;
  });
  const result = await fc.check(property, { seed, numRuns: PORTION, skipAllAfterTimeLimit: SHRINKING });
  if (!result.failed) return { interleavings: result.numRuns, steps };
  const [smallest] = result.counterexample!;
  const { faults } = await simulate(smallest);
  return { interleavings: result.numRuns, steps, failure: `seed ${seed}, path ${result.counterexamplePath}\n  ${faults.slice(0, 3).join('\n  ')}\n  ${JSON.stringify(smallest)}` };
}

async function work(): Promise<void> {
  process.on('message', async (seed: number) => process.send!(await portion(seed)));
}

/** Workers take portion after portion; the number of the last one and the violations are printed. */
async function lead(wanted: number, firstSeed: number): Promise<void> {
  const began = Date.now();
  const portions = Math.ceil(wanted / PORTION);
  const done: Report[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), portions) }, () => new Promise<void>((resolve, reject) => {
    const worker = fork(__filename, ['work']);
    const give = () => (next < portions ? worker.send(firstSeed + next++) : worker.disconnect());
    worker.on('message', (report: Report) => {
      done.push(report);
      if (report.failure !== undefined) process.stdout.write(`violation: ${report.failure}\n`);
      give();
    });
    worker.on('exit', code => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
    give();
  })));
  const total = (of: (r: Report) => number) => done.reduce((sum, r) => sum + of(r), 0);
  const violations = done.filter(r => r.failure !== undefined).length;
  const seconds = Math.round((Date.now() - began) / 1000);
  process.stdout.write(`${total(r => r.interleavings)} interleavings (${total(r => r.steps)} steps, seeds ${firstSeed} to ${firstSeed + portions - 1}) in ${seconds} s: ${violations} violations\n`);
  process.exitCode = violations === 0 ? 0 : 1;
}

const [first, second] = process.argv.slice(2);
void (first === 'work' ? work() : lead(Number(first ?? INTERLEAVINGS), Number(second ?? 1)));
