import type { DatabaseStatus, Work } from './answers';

/** What a person may do about a database. */
export type Act = 'halt' | 'resume' | 'recheck' | 'again' | 'skip' | 'rollback';

/** What a person may do about a database now, the most likely first. */
export function actsOf({ state, restore, passed, previous, incarnation, next }: DatabaseStatus): Act[] {
  const hasWayBack = state === 'serving' ? previous !== '' : incarnation !== '' && next !== '' && next !== incarnation;
  const back: Act[] = hasWayBack ? ['rollback'] : [];
  switch (state) {
    case 'serving': return [...back, 'halt'];
    case 'waiting': return ['resume', 'recheck', ...back];
    case 'halted': return passed === restore || restore === '' ? ['resume', ...back] : ['resume', 'recheck', 'skip', ...back];
    // Where the data is back, it is its checks that did not pass.
    case 'failed': return [next === '' ? 'again' : 'recheck', ...(incarnation === '' ? [] : ['rollback' as const]), ...(next === '' ? [] : ['skip' as const])];
    case 'restoring': return incarnation === '' ? [] : ['rollback'];
    case 'odd': return ['resume', 'halt'];
    default: return [];
  }
}

/** Whether a change came to nothing. */
export function isRefused({ said }: Work): boolean {
  return said !== null && said.exitCode !== 0;
}
