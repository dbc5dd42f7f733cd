import { createBackup, removeBackup, takeBackup } from './backups';
import { act, change, Decision, fail, wait } from './decision';
import { rivalsOf, RunIntent } from './intent';
import { isWrittenOver } from './lineage';
import { RunMoment } from './moment';
import { backupSessionNameOf } from './names';
import { DatabaseRecord } from './record';
import { createSession, namesOf, OwnSession, ownSessions, removeSession, troubleOf } from './sessions';
import { readiness } from './target';
import { listed } from './text';
import { World } from './world';
import { writersOf } from './writers';

/** Milliseconds before a RestoreSession that came to nothing is made again; three times as long the next time. */
const RECREATE = 10_000;

/** Undefined once a session of this run has succeeded. */
export function bySession(moment: RunMoment, record: DatabaseRecord): Decision | undefined {
  const { intent, memory, world } = moment;
  const own = withoutWrittenOver(ownSessions(intent, world.sessions!, world.target), intent, record);
  const first = (fate: string) => own.find(s => s.fate === fate);
  const unfinished = first('unfinished');
  if (unfinished === undefined && first('succeeded') !== undefined) return undefined;
  const failed = first('failed');
  if (failed !== undefined) {
    return fail(`${troubleOf(failed.view!)}. The data may be incomplete. Mend the cause and delete the session and the Job to restore again, or restore something else.`);
  }
  if (unfinished !== undefined) {
    if (record.session !== unfinished.name) return change({ session: unfinished.name }, { say: `RestoreSession ${unfinished.name} is at work already: waiting for it` });
    return wait(`RestoreSession ${unfinished.name} to finish; it is ${[unfinished.view!.phase, unfinished.view!.progress].filter(Boolean).join(', ')}`);
  }
  const created = own.find(s => memory.made.includes(`session ${s.name}`) && !memory.tried.includes(s.name));
  if (created?.fate === 'absent' && record.session === created.name) {
    return fail(`RestoreSession ${created.name} was deleted before it had finished, so the data may be incomplete. To restore again, delete the Job.`);
  }
  const nothing = first('void');
  if (nothing !== undefined) return cameToNothing(moment, nothing.name, troubleOf(nothing.view!), own[own.length - 1].name);
  return beforeSession(moment, record) ?? createNext(moment, record, own.filter(s => s.fate === 'absent').map(s => s.name));
}

/** What has ended tells nothing of what is there now, once another restore, or a later session of this one, has begun to write to the same target. */
function withoutWrittenOver(own: readonly OwnSession[], intent: RunIntent, record: DatabaseRecord): OwnSession[] {
  const isOver = isWrittenOver(intent, record);
  return own.map((session, i) => {
    const isFormer = ['succeeded', 'failed'].includes(session.fate) && (isOver || own.some((other, k) => k !== i && isLater(other, session, k > i, record)));
    return isFormer ? { ...session, fate: 'former' } : session;
  });
}

/** Names tell nothing: those of sessions that came to nothing are used again. One that was written down is later than all that exist. */
function isLater(other: OwnSession, { view }: OwnSession, isNext: boolean, record: DatabaseRecord): boolean {
  if (other.view === undefined) return other.name === record.session;
  return other.view.created > view!.created || (isNext && other.view.created === view!.created);
}

/** Invalid, or failed before it did anything: what it needs may be late, so another one is made, after a pause. */
function cameToNothing({ memory, now }: RunMoment, name: string, trouble: string, last: string): Decision {
  const tried = [...new Set([...memory.tried, name])];
  // What is still there after that was made once more, by a call that had been taken for lost.
  const remove = removeSession(name, '. It restored nothing');
  const isGoing = memory.tried.includes(name) && memory.made.includes(remove.key) && memory.retryAt !== undefined && now < memory.retryAt;
  if (isGoing) return wait(`RestoreSession ${name} to go`, memory.retryAt);
  if (name === last) return fail(`${trouble}. ${tried.length === 1 ? 'It' : 'Three sessions in a row'} came to nothing. Mend the cause and delete the Job to try again.`);
  return act([remove], { say: trouble, remember: { tried, retryAt: now + RECREATE * 3 ** (tried.length - 1) } });
}

function createNext({ intent, memory, world, now }: RunMoment, record: DatabaseRecord, absent: readonly string[]): Decision {
  const name = absent.find(n => !memory.tried.includes(n));
  if (name === undefined) return wait(`a free name for the RestoreSession: ${listed(namesOf(intent))} are used up. Delete them`);
  const others = awaitOthers(intent, world);
  if (others !== undefined) return others;
  if (memory.retryAt !== undefined && now < memory.retryAt) return wait('a while to pass before the next RestoreSession is created', memory.retryAt);
  const create = createSession(intent, name);
  if (memory.refused[create.key] !== undefined) return fail(`RestoreSession ${name} was refused: ${memory.refused[create.key]}`);
  if (memory.made.includes(create.key)) return wait(`RestoreSession ${name} to be seen`, now + 1000);
  // Written down before it exists, so that whoever takes the record later finds it. What was in the target is gone from here on.
  return act([create], { change: { session: name, contents: { ...record.contents, [intent.target.name]: intent.restore.id } } });
}

/** Sessions and OpsRequests of others that write to the same database. */
function awaitOthers(intent: RunIntent, world: World): Decision | undefined {
  const foreign = writersOf(intent.target.name, world, rivalsOf(intent, world.record) !== undefined, namesOf(intent));
  if (foreign === undefined) return wait('OpsRequests to be listed');
  return foreign.length === 0 ? undefined : wait(`${listed(foreign)} to finish or be deleted: not made by this run, and it writes to ${intent.target.name}`);
}

/** What a session needs first: a database that can be reached, and for an overwrite the safety backup. */
function beforeSession(moment: RunMoment, record: DatabaseRecord): Decision | undefined {
  const { intent, world } = moment;
  const { waitFor } = intent.session!;
  if (waitFor === 'nothing') return undefined;
  const others = awaitOthers(intent, world);
  if (others !== undefined) return others;
  const { isReady, missing } = readiness(intent, world.target!);
  // Made unready by a restore that failed: only another restore can mend that.
  const isSpoiled = world.target!.conditions.DataRestored === 'False';
  if (waitFor === 'ready' && !isSpoiled && !isReady) return wait(missing);
  if (waitFor === 'reachable' || isSpoiled) {
    if (!world.binding) return wait(`AppBinding ${intent.target.name} to exist`);
    if ((world.endpoints(intent.target.maintenance) ?? []).length === 0) return wait(`an endpoint behind the maintenance Service ${intent.target.maintenance}`);
  }
  return intent.safety === undefined || record.contents[intent.target.name] === intent.restore.id ? undefined : safetyBackup(moment);
}

/** Undefined once the safety backup has succeeded. */
export function safetyBackup({ intent, memory, world, now }: RunMoment): Decision | undefined {
  const name = backupSessionNameOf(intent.safety!.configuration, intent.restore.id);
  const { safety } = world;
  if (safety === undefined) return wait('the safety backup to be read');
  const create = createBackup(intent.namespace, name, intent.safety!);
  return takeBackup('safety backup', create, removeBackup(name), safety, memory, now, why =>
    fail(`${why}. Nothing was overwritten. Mend it, or leave it out (SafetyBackup.none) if the present data is not worth keeping.`));
}
