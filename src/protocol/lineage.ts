import { rivalsOf, RunIntent } from './intent';
import { haveWritten } from './meddling';
import { isPerson } from './names';
import { DatabaseRecord, isDone, JobMark } from './record';
import { DatabaseView } from './views';
import { World } from './world';

/** What a run may do with the record of its database. */
export type Standing =
  /** Restore: the record is taken for it, at once from a run of another restore. */
  | { readonly kind: 'restore'; readonly supersedes: boolean }
  /** The restore is done: what an interrupted end has left is put right. */
  | { readonly kind: 'finish' }
  /** Nothing to do, which is no failure. */
  | { readonly kind: 'leave'; readonly why: string }
  /** Out of date: Git asks for something else by now. */
  | { readonly kind: 'refuse'; readonly why: string; /** Whether nothing newer is asked for, so that the record is told. */ readonly isNewest?: boolean }
  | { readonly kind: 'wait'; readonly what: string };

/**
 * May this run have the record? Restores go forward from predecessor to successor. Beside that the newer Job says what Git asks for:
 * a restore that was corrected, corrected back, or reverted. A Job that has lost the record to another restore never gets it again.
 */
export function standing(
  intent: RunIntent, job: JobMark | null, record: DatabaseRecord | null, target: DatabaseView | null | undefined,
  { sessions, requests }: Partial<World> = {},
): Standing {
  const { restore, predecessors } = intent;
  if (record === null || record.restore === '') return { kind: 'restore', supersedes: false };
  if (intent.settled && record.done[restore.id] === undefined) {
    return {
      kind: 'refuse',
      isNewest: true,
      why: `the code says that restore ${restore.id} is settled, but it was never done: the record is about restore ${record.restore} (${record.state} since ${record.since}). Take \`settled\` out to do it`,
    };
  }
  if (record.restore === restore.id) return ofThisRestore(intent, record, target);
  const newer = { kind: 'refuse', why: `the record is about restore ${record.restore}, which is newer than this one (${record.state} since ${record.since}). Take the restore out of the code, or give it a new id to do it after that one` } as const;
  if (job !== null && record.superseded.includes(job.uid)) return newer;
  if (predecessors.includes(record.restore)) return { kind: 'restore', supersedes: true };
  if (job === null || isNotNewer(job, record.job)) return newer;
  // A correction, or a revert. Going back to what was restored before is right as long as it is still there; what a first deployment opens has to be there.
  const isFirst = intent.process === 'open';
  if (record.done[restore.id] === undefined && !isFirst) return { kind: 'restore', supersedes: true };
  if (target === undefined) return { kind: 'wait', what: `${intent.target.name} to be read` };
  if (isFirst && requests === undefined && rivalsOf(intent, record) !== undefined) return { kind: 'wait', what: 'OpsRequests to be listed' };
  const isWritten = isFirst && target !== null
    && (Object.values(record.done).includes(target.uid) || haveWritten(intent.target.name, { sessions, requests }, target.created).length > 0);
  if ((isDone(record, restore.id, target?.uid) || isWritten) && isWrittenOver(intent, record)) {
    return {
      kind: 'refuse',
      isNewest: true,
      why: `what ${isFirst ? 'was in' : `restore ${restore.id} brought back to`} ${intent.target.name} was written over by restore ${record.contents[intent.target.name]}. `
        + (isFirst ? 'Restore a Snapshot of the time before it, or resume with --skip-checks to open the database as it is' : 'To restore it once more, give it a new id'),
    };
  }
  return { kind: 'restore', supersedes: true };
}

/** Whether another restore was the last one that began to write to the target. */
export function isWrittenOver({ restore, target }: RunIntent, { contents }: DatabaseRecord): boolean {
  return (contents[target.name] ?? restore.id) !== restore.id;
}

/** Whether the data of a restore is in its target already, since it was finished before and the record has come back to it. */
export function holdsData(intent: RunIntent, record: DatabaseRecord, target: DatabaseView): boolean {
  return isDone(record, intent.restore.id, target.uid) && record.contents[intent.target.name] === intent.restore.id;
}

/** The incarnation to which a rollback leads once the target is open. That of a restore which this one corrects is none. */
export function previousAfter(intent: RunIntent, record: DatabaseRecord): string {
  const { previous, predecessors, target, restore } = intent;
  const before = record.incarnation;
  if (before === '' || before === target.name) return record.previous === target.name ? '' : record.previous;
  const restoredBy = record.contents[before];
  const isDiscarded = restoredBy !== undefined && restoredBy !== restore.id && !predecessors.includes(restoredBy);
  return isDiscarded && previous !== undefined && previous.name !== target.name ? previous.name : before;
}

function ofThisRestore(intent: RunIntent, record: DatabaseRecord, target: DatabaseView | null | undefined): Standing {
  const { id } = intent.restore;
  if (record.done[id] !== undefined) {
    if (target === undefined) return { kind: 'wait', what: `${intent.target.name} to be read` };
    // It was finished for a database that is gone.
    if (!isDone(record, id, target?.uid)) return { kind: 'restore', supersedes: false };
    switch (record.state) {
      case 'serving': case 'halted': return { kind: 'finish' };
      case 'resuming': return isPerson(record.by) ? { kind: 'leave', why: `restore ${id} is done, and ${record.by} is opening the database` } : { kind: 'finish' };
      // A later attempt of a run that came back to this restore, after another one.
      default: return { kind: 'restore', supersedes: false };
    }
  }
  if (isPerson(record.by)) {
    return { kind: 'leave', why: `${record.by} decided about restore ${id} (${record.state}: ${record.reason}). A restore that is to run in spite of that needs a new id` };
  }
  return { kind: 'restore', supersedes: false };
}

function isNotNewer(job: JobMark, than: JobMark | undefined): boolean {
  // Of two that were made within one second nobody knows which is the newer one: neither takes the record from the other.
  return than !== undefined && Date.parse(job.created) <= Date.parse(than.created);
}
