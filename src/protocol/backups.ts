import { act, Act, Decision, isDue, Memory, wait } from './decision';
import { RunIntent } from './intent';
import { KIND, ResourceType, typeText } from './kinds';
import { DatabaseRecord, PausedBackup } from './record';
import { listed } from './text';
import { BackupView } from './views';
import { World } from './world';

/**
 * Backups of a database are paused from the halt until it is opened: those of an empty or half restored one would push the good
 * Snapshots out. The record is told first which ones these are, as only they are to go on afterwards.
 */
export function pauseBackups({ backups, target }: RunIntent, record: DatabaseRecord, memory: Memory, world: World): Decision | undefined {
  const unread = backups.filter(b => world.paused(b.type, b.name) === undefined);
  if (unread.length > 0) return wait(`${listed(unread.map(b => `${typeText(b.type)} ${b.name}`))} to be read`);
  const running = backups.filter(b => world.paused(b.type, b.name) === false);
  const unknown = running.filter(b => !record.paused.some(p => isSame(p, b)));
  // Whoever lets them go on meanwhile, an earlier attempt that arrives late or a tool, they are paused again.
  const acts = running.map(b => pause(b, true)).filter(a => memory.refused[a.key] === undefined);
  if (unknown.length > 0) return act(acts, { change: { paused: [...record.paused, ...unknown.map(b => ({ ...b, incarnation: target.name }))] } });
  return acts.length === 0 ? undefined : act(acts);
}

/** Backups go on once their database is open. Those that could not be resumed stay in the record. */
export function resumeBackups(
  record: DatabaseRecord, incarnation: string, memory: Memory,
): { readonly acts: readonly Act[]; readonly left: readonly PausedBackup[] } {
  const due = record.paused.filter(p => p.incarnation === incarnation);
  const isOver = (p: PausedBackup): boolean => memory.made.includes(pause(p, false).key);
  return {
    acts: due.map(p => pause(p, false)).filter(one => isDue(one, memory)),
    left: record.paused.filter(p => p.incarnation !== incarnation || !isOver(p)),
  };
}

function pause({ type, name }: { readonly type: ResourceType; readonly name: string }, paused: boolean): Act {
  const what = type.plural === KIND.backupConfiguration.plural ? 'BackupConfiguration' : typeText(type);
  return {
    key: `${paused ? 'pause' : 'resume'} ${typeText(type)} ${name}`,
    verb: 'patch',
    type,
    name,
    body: { spec: type.plural === KIND.backupConfiguration.plural ? { paused } : { pause: paused } },
    fine: ['absent', 'unknown-kind'],
    optional: true,
    said: `${what} ${name}: ${paused ? 'paused' : 'backups go on'}`,
  };
}

function isSame(a: { readonly type: ResourceType; readonly name: string }, b: { readonly type: ResourceType; readonly name: string }): boolean {
  return a.name === b.name && typeText(a.type) === typeText(b.type);
}

/** A backup by its name. */
export function createBackup(
  namespace: string, name: string, { configuration, session }: { readonly configuration: string; readonly session: string },
): Act {
  return {
    key: `backup ${name}`,
    verb: 'create',
    type: KIND.backupSession,
    name,
    body: {
      apiVersion: 'core.kubestash.com/v1alpha1',
      kind: 'BackupSession',
      metadata: { name, namespace },
      spec: { invoker: { apiGroup: 'core.kubestash.com', kind: 'BackupConfiguration', name: configuration }, session },
    },
    fine: ['exists'],
    said: `created BackupSession ${name}`,
  };
}

export function removeBackup(name: string): Act {
  return { key: `remove backup ${name}`, verb: 'remove', type: KIND.backupSession, name, fine: ['absent', 'unknown-kind'], said: `deleted BackupSession ${name}` };
}

/** Undefined once the backup has succeeded. One that came to nothing in an earlier attempt, or was skipped, is taken again. */
export function takeBackup(
  what: string, create: Act, remove: Act, backup: BackupView | null,
  { made, refused, retryAt = 0 }: Memory, now: number, giveUp: (why: string) => Decision,
): Decision | undefined {
  const { name } = create;
  if (backup === null) {
    if (refused[create.key] !== undefined) return giveUp(`The ${what} ${name} was refused: ${refused[create.key]}`);
    return now < retryAt ? wait(`a while to pass before the ${what} is tried again`, retryAt) : act([create]);
  }
  const isRemoved = now < retryAt && made.includes(remove.key);
  if (backup.isGoing || (isRemoved && ['Skipped', 'Failed'].includes(backup.phase))) return wait(`BackupSession ${name} to go`, retryAt || undefined);
  const again = { remember: { retryAt: now + 5000 } };
  switch (backup.phase) {
    case 'Succeeded': return undefined;
    // Usually another backup is running.
    case 'Skipped': return act([remove], { ...again, say: `the ${what} ${name} was skipped: ${backup.fault}` });
    // One that came to nothing in an earlier attempt is no reason to give up in this one.
    case 'Failed': return made.includes(create.key) ? giveUp(`The ${what} ${name} is Failed: ${backup.fault}`) : act([remove], again);
    default: return wait(`the ${what}, BackupSession ${name}, to finish; it is ${backup.phase}`);
  }
}
