import { declaredOtherwise, Situation } from './read';
import { isPerson } from '../../protocol/names';
import { Io } from '../io';
import { ageOf, bothTimes } from '../times';

/** How a database is, in a word: what the command line counts by. */
export type Word = 'serving' | 'restoring' | 'halted' | 'waiting' | 'failed' | 'new' | 'odd';

/** Words for states in which nobody has to do anything. */
const FINE: readonly Word[] = ['serving', 'restoring', 'new'];

/** Whether nobody has to do anything about a database. */
export function isFine(situation: Situation): boolean {
  const declared = declaredOtherwise(situation);
  return FINE.includes(wordOf(situation)) && situation.record.unsound.length === 0
    // The newest run may be about to take the record.
    && (declared === undefined || ['active', 'waiting'].includes(declared.status));
}

/** The state in a word. `waiting` is halted with a restored incarnation that a person may open; a run that was at work and has failed is `failed`. */
export function wordOf(situation: Situation): Word {
  const { record, services, isVoid } = situation;
  const { state } = record;
  if (isVoid) return 'odd';
  if (state === '') return 'new';
  if (state === 'failed') return 'failed';
  // Somebody pressed Ctrl-C on the way.
  if (state === 'resuming' && isPerson(record.by) && record.holder === '') return 'odd';
  if (state === 'halted' && services.some(s => s.selects === 'open')) return 'odd';
  if (state === 'halted') return record.next !== '' && record.passed === record.restore ? 'waiting' : 'halted';
  if (state !== 'serving') return hasGivenUp(situation) ? 'failed' : 'restoring';
  return services.every(s => s.selects === 'open') ? 'serving' : 'odd';
}

/** Whether the Job of the restore has failed: a check that does not pass ends its pod, and leaves the record as it was. */
function hasGivenUp({ record, runs }: Situation): boolean {
  return !isPerson(record.by) && runs.find(r => r.restore === record.restore)?.status === 'failed';
}

/** The state in a sentence. */
export function sentenceOf(situation: Situation, io: Io): string {
  const { record, services } = situation;
  const endpoints = services.map(s => `${s.name} ${s.selects === 'open' ? `has ${s.endpoints} endpoint${s.endpoints === 1 ? '' : 's'}` : `is ${s.selects}`}`).join(', ');
  const since = record.since === '' ? '' : ` since ${bothTimes(record.since, io)}, ${ageOf(record.since, io)}`;
  switch (wordOf(situation)) {
    case 'serving': return `serving ${record.incarnation}${since}; ${endpoints}`;
    case 'new': return 'no restore run has taken its record yet';
    case 'restoring': return `restore ${record.restore}, ${record.state}${since}; ${endpoints}`;
    case 'waiting': return `restored as ${record.next}, waits for a person${since}; ${endpoints}`;
    case 'halted': return `halted by ${record.by}${since}; ${endpoints}`;
    case 'failed': return `failed${record.state === 'failed' ? '' : ` while ${record.state}`}${since}, halted; ${endpoints}`;
    case 'odd': return `${oddity(situation)}${situation.isVoid ? '' : `; ${endpoints}`}`;
  }
}

/** What a person may do next; undefined where nothing is to be done. */
export function nextStep(situation: Situation): string | undefined {
  const { record } = situation;
  const { database, namespace } = record;
  const command = (name: string) => `cdk8s-kubestash ${name} ${database} -n ${namespace}`;
  switch (wordOf(situation)) {
    case 'waiting': return `${command('resume')} opens ${record.next}${record.incarnation === '' ? '' : `, ${command('rollback')} goes back to ${record.incarnation}`}`;
    case 'halted': return `${command('resume')} makes it available again`;
    case 'failed': return `mend what the reason says, then ${command('resume')} --recheck; ${record.incarnation === '' ? '' : `${command('rollback')} goes back to ${record.incarnation}, `}${command('resume')} --skip-checks opens it as it is`;
    case 'odd': return record.state === 'resuming' ? `${command('resume')} opens ${record.next || record.incarnation}; what was stopped may also be done again`
      : `cdk8s-kubestash doctor -n ${namespace} says what is wrong, doctor --fix mends client Services`;
    default: return undefined;
  }
}

function oddity({ record, isVoid }: Situation): string {
  if (isVoid) return `the record speaks of another ${record.incarnation} (UID ${record.done[record.restore]}): it was deleted and made anew`;
  switch (record.state) {
    case 'resuming': return `${record.by} was opening it, and was stopped`;
    case 'halted': return `should be halted by ${record.by}`;
    default: return `should be serving ${record.incarnation}`;
  }
}
