import { Archiving } from './archiving';
import { createBackup, removeBackup, takeBackup } from './backups';
import { act, Act, change, Decision, Memory, wait } from './decision';
import { SUSPENDED } from './names';
import { DatabaseRecord, dueArchiving } from './record';
import { listed } from './text';
import { World } from './world';
import { writersOf } from './writers';

/** Milliseconds between two looks for an object that is on its way out. */
const A_MOMENT = 5000;

/**
 * What KubeDB leaves to people after a restore in place, once the database serves: archiving on again, the first log, a full backup, in
 * this order. A full backup that is older than the first log of the new life does not hide the abandoned one: a later restore would
 * replay that, with every status green. Undefined once all is done.
 */
export function archiveAgain(
  record: DatabaseRecord, memory: Memory, world: World, now: number, patience: number, giveUp: (why: string) => Decision,
): Decision | undefined {
  const archiving = dueArchiving(record);
  if (archiving === undefined) return undefined;
  const { logs, archive, target } = world;
  const create = createBackup(record.namespace, archiving.backup, archiving);
  const remove = removeBackup(archiving.backup);
  if (logs === undefined || archive === undefined || target == null) return wait('the archive to be read');
  // One that was made late suspends it again.
  const writers = writersOf(archiving.incarnation, world, record.request !== undefined);
  if (writers === undefined || writers.length > 0) return wait(`${listed(writers ?? ['OpsRequests'])} to finish before archiving goes on`);
  if (target.isSuspended && archiving.stage === 'backup') return change({ archiving: { ...archiving, stage: 'suspended', until: '-' } });
  switch (archiving.stage) {
    case 'suspended': return change({ archiving: { ...archiving, stage: 'resumed', until: logs } });
    case 'resumed': {
      const resume = resumeArchiving(record, archiving);
      if (memory.refused[resume.key] !== undefined) return giveUp(`Archiving could not be taken up again: ${memory.refused[resume.key]}`);
      if (target.isSuspended) return act([resume]);
      if (isLater(logs, archiving.until)) {
        // One of an earlier attempt is older than this life.
        if (archive !== null && !memory.made.includes(remove.key)) return act([remove]);
        if (archive !== null) return wait(`BackupSession ${archiving.backup} to go`, now + A_MOMENT);
        return change({ archiving: { ...archiving, stage: 'backup' } }, { say: `logs are archived up to ${logs}` });
      }
      const logsSince = memory.logsSince ?? now;
      if (now >= logsSince + patience) return giveUp(`Archiving is on again, but no log has arrived in Repository ${archiving.repository} for ${patience / 60_000} min`);
      return wait(`the first log of ${archiving.incarnation} to be archived`, logsSince + patience, { logsSince });
    }
    default: return takeBackup('full backup', create, remove, archive, memory, now, giveUp)
      ?? change({ archiving: null }, { say: 'archiving is as it was' });
  }
}

function isLater(one: string, other: string): boolean {
  return one !== '-' && (other === '-' || Date.parse(one) > Date.parse(other));
}

function resumeArchiving({ resource }: DatabaseRecord, { incarnation }: Archiving): Act {
  return {
    key: `archive ${incarnation}`,
    verb: 'patch',
    type: resource!,
    name: incarnation,
    body: { metadata: { annotations: { [SUSPENDED]: null } } },
    fine: ['absent'],
    optional: true,
    said: `archiving of ${incarnation} is on again`,
  };
}
