import { act, Act, change, Decision, end, Exit, isDue, Memory, wait } from './decision';
import { objectionInPlace, withdrawal } from './in-place';
import { RunIntent } from './intent';
import { plannedIsolation } from './isolation';
import { KIND } from './kinds';
import { standing } from './lineage';
import { notice, RunMoment } from './moment';
import { isHeldByJob } from './names';
import { DatabaseRecord, emptyRecord, RecordChange } from './record';
import { mergeRoutes } from './routes';
import { ownSessions, removeSession } from './sessions';
import { foreignness, outgrown, targetText } from './target';
import { areServicesRight, hasLeftovers, isTidy } from './tidying';
import { World } from './world';

/** What says that it was changed under a later epoch says nonsense. */
const HIGHEST = 1e9;

/** A run that does not hold the record (yet). */
export function takeRecord(moment: RunMoment, record: DatabaseRecord | null): Decision {
  const { intent, memory, world, now } = moment;
  const { job, target, sessions } = world;
  if (job === undefined || sessions === undefined || intent.services.some(s => world.service(s) === undefined)) return wait('the cluster to be read');
  const may = standing(intent, job, record, target, world);
  if (may.kind === 'leave') return end(Exit.DONE, may.why);
  if (may.kind === 'refuse') return may.isNewest ? refuse(moment, record!, may.why) : end(Exit.FAILED, may.why);
  if (may.kind === 'wait') return wait(may.what);
  if (target === undefined) return wait(`${targetText(intent)} to be read`);
  if (record === null) return act([createRecord(intent.record, intent.namespace)], { unfenced: true });
  const objection = may.kind === 'restore' ? objectionBeforeHalt(moment, record) : undefined;
  if (objection !== undefined) return typeof objection === 'string' ? refuse(moment, record, objection) : objection;
  if (may.kind === 'finish' && isTidy(moment, record)) {
    return end(Exit.DONE, `restore ${intent.restore.id} is done, and the client Services are as the record says: ${record.state}, ${record.incarnation}`);
  }
  const supersedes = may.kind === 'restore' && may.supersedes;
  if (!supersedes && !isFree(record, memory, now)) return awaitHolder(record, memory, now);
  const epoch = nextEpoch(intent, record, world);
  const taken: RecordChange = { holder: memory.me, epoch };
  if (may.kind === 'finish') return change(taken, { remember: { epoch }, say: `restore ${intent.restore.id} is done (${record.state}): putting right what an interrupted end has left` });
  return change({ ...taken, ...takenFor(moment, record) }, {
    remember: { epoch, stateSince: now },
    say: `took the record for restore ${intent.restore.id}; it was ${record.state || 'new'}${record.restore === '' ? '' : `, restore ${record.restore}`}${record.holder === '' ? '' : `, held by ${record.holder}`}`,
    notice: notice('Halted', `Halted for restore ${intent.restore.id}: no application can connect until it is done`, record.incarnation || intent.previous?.name || intent.target.name),
  });
}

/** One that no change of a client Service was made under: a record that was lost begins anew, and changes of its holders may still be on their way. */
function nextEpoch({ services }: RunIntent, { epoch }: DatabaseRecord, world: World): number {
  const seen = services.map(s => Number(world.service(s)?.epoch)).filter(n => Number.isInteger(n) && n < HIGHEST);
  return Math.max(epoch, ...seen) + 1;
}

function createRecord(name: string, namespace: string): Act {
  return { key: 'create record', verb: 'create', type: KIND.lease, name, body: emptyRecord(name, namespace), fine: ['exists'], said: `made the record, Lease ${name}` };
}

/** What is wrong with the target or its volumes, while nothing has been halted yet. */
function objectionBeforeHalt(moment: RunMoment, record: DatabaseRecord): string | Decision | undefined {
  const { intent, world } = moment;
  const { target, volumes, job, sessions } = world;
  if (target == null) return undefined;
  const foreign = foreignness(intent, target, sessions!, record, job!);
  if (foreign !== undefined) return foreign;
  const objection = objectionInPlace(moment, record);
  if (objection !== undefined) return objection;
  // A database that waits for its data is Ready when it has it; one that does not wait is Ready before.
  const hasData = record.next === intent.target.name || (target.phase === 'Ready' && intent.session?.waitFor !== 'ready');
  if (intent.volumes === undefined || hasData) return undefined;
  return volumes === undefined ? wait(`the volumes of ${intent.previous?.name} to be read`) : outgrown(intent, volumes, target);
}

/**
 * Ends the newest run with nothing halted by it. The record says why: where a restore was given up for this one, that one is over too.
 * Who decided what stands there stays as it is.
 */
function refuse(moment: RunMoment, record: DatabaseRecord, reason: string): Decision {
  const { memory, now } = moment;
  if (!isFree(record, memory, now)) return awaitHolder(record, memory, now);
  // What the end of an older run has left nobody else puts right.
  if (record.state === 'serving' && areServicesRight(moment, record) && hasLeftovers(moment, record)) {
    const epoch = record.epoch + 1;
    return change({ holder: memory.me, epoch }, { remember: { epoch, refusal: reason }, say: `refused, but for what an older run has left: ${reason}` });
  }
  const ends = { exit: Exit.FAILED, say: reason };
  if (record.reason === reason) return end(Exit.FAILED, reason);
  const freed: RecordChange = record.holder === '' ? {} : { holder: '', epoch: record.epoch + 1 };
  if (['', 'serving', 'halted', 'failed'].includes(record.state)) return change({ ...freed, reason }, { ends });
  return change({ state: 'failed', reason, by: memory.by, holder: '', epoch: record.epoch + 1 }, { ends });
}

function takenFor({ intent, memory, world, now }: RunMoment, record: DatabaseRecord): RecordChange {
  const { id, name } = intent.restore;
  const served = record.incarnation || (intent.process === 'open' ? '' : intent.previous?.name ?? '');
  const lost = record.restore !== '' && record.restore !== id && record.job !== undefined ? [...record.superseded, record.job.uid].slice(-20) : record.superseded;
  const isSameAttempt = record.haltedAt !== undefined && record.haltedAt.job === world.job?.uid;
  return {
    database: intent.database,
    state: 'halting',
    reason: `Being halted for restore ${id}.`,
    by: memory.by,
    restore: id,
    restoreName: name,
    ...(world.job == null ? {} : { job: world.job }),
    superseded: lost,
    resource: intent.target.type,
    target: intent.target.name,
    incarnation: served,
    next: '',
    nextUid: record.restore === id ? record.nextUid : '',
    passed: '',
    routes: mergeRoutes(intent.target.routes, record.routes, intent.previous?.routes ?? []),
    isolation: plannedIsolation(intent, { ...record, incarnation: served }),
    ...(isSameAttempt ? {} : { haltedAt: { job: world.job?.uid ?? memory.me, at: now } }),
  };
}

/**
 * Nobody holds it, an earlier pod of this Job does, or its holder has not moved for as long as it said it might not, by the clock of
 * this process alone.
 */
function isFree(record: DatabaseRecord, memory: Memory, now: number): boolean {
  if (record.holder === '' || isHeldByJob(record.holder, memory.by)) return true;
  return memory.heard !== undefined && memory.heard.sign === signOfLife(record) && now - memory.heard.at >= record.duration * 1000;
}

function awaitHolder(record: DatabaseRecord, memory: Memory, now: number): Decision {
  const sign = signOfLife(record);
  const heard = memory.heard?.sign === sign ? memory.heard : { sign, at: now };
  return wait(`${record.holder} to let go of the record (restore ${record.restore}, ${record.state} since ${record.since}), or to be silent for ${record.duration} s`,
    heard.at + record.duration * 1000, { heard });
}

function signOfLife({ holder, epoch, renewed }: DatabaseRecord): string {
  return `${holder} ${epoch} ${renewed}`;
}

/** Somebody else has the record: the run stops, and leaves nothing behind that could still write. */
export function superseded({ intent, memory, world }: RunMoment, record: DatabaseRecord): Decision {
  const { restore } = intent;
  // It may be over already: then its word counts, and not ours.
  if (isHeldByJob(record.holder, memory.by) || (record.holder === '' && record.by === memory.by)) return end(Exit.REPLACED, 'a later pod of this Job has taken over');
  const isOver = record.restore !== restore.id || record.state === 'serving' || record.state === 'resuming';
  // Merely halted, by a person or by another Job of this very restore: the session goes on.
  const late = !isOver ? undefined : ownSessions(intent, world.sessions ?? [], null).filter(s => s.fate === 'unfinished')
    .map(s => removeSession(s.name, ': it was not finished, and the record has moved on', true)).find(one => isDue(one, memory));
  if (late !== undefined) return act([late], { unfenced: true });
  const withdrawn = isOver ? withdrawal(intent, memory, world) : undefined;
  if (withdrawn !== undefined) return act([withdrawn], { unfenced: true });
  const who = `superseded: ${record.holder || record.by || 'somebody'} took the record`;
  if (record.restore !== restore.id) return end(Exit.FAILED, `${who} for restore ${record.restore}: this one is out of date`);
  return end(Exit.DONE, `${who}. State: ${record.state}. ${record.reason}`);
}
