import { act, Act, change, Decision, Memory, wait } from './decision';
import { RunIntent } from './intent';
import { KIND, ResourceType, typeText } from './kinds';
import { safetyNameOf } from './names';
import { DatabaseRecord, PausedBackup } from './record';
import { listed } from './text';
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
  if (unknown.length > 0) return change({ paused: [...record.paused, ...unknown.map(b => ({ ...b, incarnation: target.name }))] });
  // Whoever lets them go on meanwhile, an earlier attempt that arrives late or a tool, they are paused again.
  const left = running.filter(b => memory.refused[pause(b, true).key] === undefined);
  return left.length === 0 ? undefined : act([pause(left[0], true)]);
}

/** Backups go on once their database is open. Those that could not be resumed stay in the record. */
export function resumeBackups(
  record: DatabaseRecord, incarnation: string, memory: Memory,
): { readonly acts: readonly Act[]; readonly left: readonly PausedBackup[] } {
  const due = record.paused.filter(p => p.incarnation === incarnation);
  const isOver = (p: PausedBackup): boolean => memory.made.includes(pause(p, false).key);
  return {
    acts: due.map(p => pause(p, false)).filter(({ key }) => !memory.made.includes(key) && memory.refused[key] === undefined),
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

/** The safety backup, by its name. */
export function createSafety({ safety, restore, namespace }: RunIntent, name: string): Act {
  return {
    key: `safety ${name}`,
    verb: 'create',
    type: KIND.backupSession,
    name,
    body: {
      apiVersion: 'core.kubestash.com/v1alpha1',
      kind: 'BackupSession',
      metadata: { name: safetyNameOf(safety!.configuration, restore.id), namespace },
      spec: { invoker: { apiGroup: 'core.kubestash.com', kind: 'BackupConfiguration', name: safety!.configuration }, session: safety!.session },
    },
    fine: ['exists'],
    said: `created BackupSession ${name}, the safety backup`,
  };
}

export function removeSafety(name: string): Act {
  return { key: `remove safety ${name}`, verb: 'remove', type: KIND.backupSession, name, fine: ['absent', 'unknown-kind'], said: `deleted BackupSession ${name}` };
}
