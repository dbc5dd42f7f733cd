import * as fc from 'fast-check';
import { RULES } from './globals';
import { scenario } from '../model/scenario';
import { simulate } from '../model/simulate';

/** What is asked of a worker: whether anything notices a mutant. */
export interface Task {
  readonly mutant: string;
  readonly interleavings: number;
  /** Whether it was at work while the files were loaded. */
  readonly isFresh: boolean;
}

/** What it answers. */
export interface Finding {
  readonly mutant: string;
  /** The rule that was broken, or what the referee said; absent where nobody noticed. */
  readonly by?: string;
  /** Whether it was noticed by no rule, but by the model. */
  readonly isByModel: boolean;
  /** Whether any of the two came past it. */
  readonly isCovered: boolean;
}

/** Stryker's own: which mutant is at work, how often it was come past. */
interface Switchboard {
  activeMutant?: string;
  currentTestId?: string;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: { readonly static: Record<string, number>; readonly perTest: Record<string, Record<string, number>> };
}

/** A mutant that is come past so often is a loop without end. */
const MOST_HITS = 100_000;
const SEED = 20261124;

const board: Switchboard = (globalThis as any).__stryker__ ??= {};
/** Mutants that were come past while the files were loaded: they have to be at work before. */
const atLoad = new Set(Object.keys(board.mutantCoverage?.static ?? {}));
let crash: string | undefined;
process.on('unhandledRejection', e => { crash ??= String(e).split('\n')[0]; });

/** Why a test fails; undefined where it passes. */
async function failure(run: () => unknown): Promise<string | undefined> {
  crash = undefined;
  board.hitCount = 0;
  board.hitLimit = MOST_HITS;
  try {
    await run();
    await new Promise(resolve => setImmediate(resolve));
    return crash;
  } catch (e) {
    return String(e).split('\n')[0] || 'failed';
  }
}

async function interleave(drawn: Parameters<typeof simulate>[0]): Promise<void> {
  const { faults } = await simulate(drawn);
  if (faults.length > 0) throw faults[0];
}

async function seek({ mutant, interleavings, isFresh }: Task, byRule: ReadonlyMap<string, ReadonlySet<string>>): Promise<Finding> {
  board.activeMutant = mutant;
  for (const { name, run } of RULES) {
    if (!isFresh && !byRule.get(name)!.has(mutant)) continue;
    if (await failure(run) !== undefined) return { mutant, by: name, isByModel: false, isCovered: true };
  }
  const isCovered = isFresh || [...byRule.values()].some(covered => covered.has(mutant));
  if (!isFresh && !byRule.get('')!.has(mutant)) return { mutant, isByModel: false, isCovered };
  for (const drawn of fc.sample(scenario, { seed: SEED, numRuns: interleavings })) {
    const by = await failure(() => interleave(drawn));
    if (by !== undefined) return { mutant, by, isByModel: true, isCovered: true };
  }
  return { mutant, isByModel: false, isCovered: true };
}

/** What each test comes past. The model's is called by an empty name. */
async function coverage(): Promise<Map<string, Set<string>>> {
  const seen = (name: string) => new Set(Object.keys(board.mutantCoverage?.perTest[name] ?? {}));
  const found = new Map<string, Set<string>>();
  for (const { name, run } of RULES) {
    board.currentTestId = name;
    const why = await failure(run);
    if (why !== undefined) throw new Error(`${name} fails without a mutant: ${why}`);
    found.set(name, seen(name));
  }
  board.currentTestId = ' ';
  for (const drawn of fc.sample(scenario, { seed: SEED, numRuns: 150 })) await failure(() => interleave(drawn));
  found.set('', seen(' '));
  board.currentTestId = undefined;
  return found;
}

async function work(): Promise<void> {
  // With a mutant at work from the beginning, everything is tried.
  const byRule = board.activeMutant === undefined ? await coverage() : new Map<string, ReadonlySet<string>>();
  process.on('message', async (task: Task) => process.send!(await seek(task, byRule)));
  process.send!({ atLoad: [...atLoad] });
}

void work();
