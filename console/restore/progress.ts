import { checkContainerOf } from '../../src/protocol/names';
import type { State } from '../../src/protocol/record';
import type { DatabaseStatus, Run } from '../state/answers';

/** How far something is. */
export type Progress = 'done' | 'now' | 'next' | 'stuck';

/** A step of a run, as people read it, and the states of the record in which it is at work. */
export interface Step {
  readonly key: 'halt' | 'disconnect' | 'restore' | 'check' | 'resume';
  readonly label: string;
  readonly isAt: (state: State) => boolean;
}

export const STEPS: readonly Step[] = [
  { key: 'halt', label: 'Close it to applications', isAt: s => s === 'halting' },
  { key: 'disconnect', label: 'End the sessions that are left', isAt: s => s === 'disconnecting' },
  { key: 'restore', label: 'Bring the data back', isAt: s => s === 'restoring' },
  { key: 'check', label: 'Check it', isAt: s => s.startsWith('checking:') },
  { key: 'resume', label: 'Let applications in', isAt: s => s === 'resuming' },
];

type Told = Pick<DatabaseStatus, 'state' | 'step' | 'restore' | 'passed' | 'next'>;

const place = (key: Step['key']): number => STEPS.findIndex(s => s.key === key);

/** How far each step of a restore is, by what its record says. */
export function progressOf(told: Told): Progress[] {
  const { state, restore, passed, next } = told;
  const step = told.step as State;
  const at = STEPS.findIndex(s => s.isAt(step));
  if (at >= 0) return upTo(at, state === 'failed' || state === 'odd' ? 'stuck' : 'now');
  if (step === 'serving') return STEPS.map(() => 'done');
  if (passed !== '' && passed === restore) return upTo(place('resume'), 'now');
  // The record of a failure does not say at which step. The data is back, or it is not.
  if (step === 'failed') return upTo(next === '' ? place('restore') : place('check'), 'stuck');
  return step === 'halted' ? upTo(place('disconnect'), 'next') : STEPS.map(() => 'next');
}

const upTo = (at: number, there: Progress): Progress[] => STEPS.map((_, i) => (i < at ? 'done' : i > at ? 'next' : there));

/** Why it is as it is. A check that does not pass ends its pod, which has no last word in the record. */
export function reasonOf({ state, step, reason }: Pick<DatabaseStatus, 'state' | 'step' | 'reason'>): string {
  if (state === 'waiting') return 'The data is back, and its checks have passed. Nobody is let in before you say so.';
  return state === 'failed' && step.startsWith('checking:') ? `Check ${step.slice('checking:'.length)} did not pass. It stays closed until somebody decides.` : reason;
}

/** What came of a check. */
export interface CheckResult {
  readonly name: string;
  readonly progress: Progress;
  /** What its container said last: what was seen, and what was expected. */
  readonly said: string;
}

/** The checks of a run, with what came of each. */
export function checksOf(told: Told, run: Pick<Run, 'checks' | 'status'>, log: readonly string[]): CheckResult[] {
  const overall = progressOf(told)[place('check')];
  const current = told.step.startsWith('checking:') ? run.checks.indexOf(told.step.slice('checking:'.length)) : -1;
  return run.checks.map((name, i) => ({
    name,
    progress: current < 0 ? overall : i < current ? 'done' : i > current ? 'next' : overall,
    said: saidBy(checkContainerOf(name), log),
  }));
}

/** The last line of a container: `[pod/NAME/CONTAINER] TIME TEXT`. */
function saidBy(container: string, log: readonly string[]): string {
  const own = log.map(line => /^\[pod\/[^/\]]+\/([^\]]+)\] \S+ ?(.*)$/.exec(line)).filter(m => m?.[1] === container && m[2] !== '');
  return own[own.length - 1]?.[2] ?? '';
}
