import { archiveAgain } from './archive-again';
import { resumeBackups } from './backups';
import { act, change, Decision, Exit, fail, Notice, wait } from './decision';
import { guard } from './guard';
import { rivalsOf, RunIntent } from './intent';
import { endIsolation, isOver } from './isolation';
import { previousAfter } from './lineage';
import { enter, notice, RunMoment } from './moment';
import { DatabaseRecord, dueArchiving, isDone, RecordChange } from './record';
import { routeOf } from './routes';
import { isRight, pointing } from './services';
import { meddling } from './sessions';
import { readiness, targetText } from './target';
import { listed } from './text';
import { INTEREST, World } from './world';
import { writersOf } from './writers';

/** Milliseconds for which a first address behind an opened Service is waited for. */
const ENDPOINT_PATIENCE = 60_000;
/** Milliseconds for which the first log after a restore in place is waited for. Servers rotate their logs every ten minutes or oftener. */
const LOG_PATIENCE = 3600_000;

/** Restored and checked: open, or leave it to a person. */
export function conclude(moment: RunMoment, record: DatabaseRecord): Decision {
  const { intent, memory, world, now } = moment;
  const { target, sessions } = world;
  if (target == null || target.uid !== record.nextUid) {
    return fail(recreated(moment));
  }
  const { isReady, missing } = readiness(intent, target);
  if (!isReady) return wait(missing);
  const writing = awaitWriters(intent, world);
  if (writing !== undefined) return writing;
  const others = meddling(intent, sessions!);
  if (others.length > 0) return fail(`RestoreSession ${listed(others.map(s => s.name))} has written to ${intent.target.name} after the one of restore ${intent.restore.id}. Delete it, and give the restore a new id to do it again.`);
  const guardSince = memory.guardSince ?? now;
  const answer = guard(intent, target, record, world, now - guardSince);
  if (answer.kind === 'wait') return wait(answer.what, guardSince + intent.guard!.seconds * 1000, { guardSince });
  const left: RecordChange = { state: 'halted', by: memory.by, next: intent.target.name, passed: intent.restore.id };
  if (answer.kind === 'object') {
    const objection = { uid: target.uid, restore: intent.restore.id, why: answer.why };
    return letGo({ ...left, reason: answer.why, objection }, Exit.FAILED, answer.why,
      notice('WaitsForPerson', answer.why, intent.target.name, 'Warning'));
  }
  if (intent.resume === 'manual') {
    const reason = `Restored and checked: ${intent.target.name} waits for a person. The command resume opens it${record.incarnation === '' ? '' : ', rollback goes back to what was before'}.`;
    return letGo({ ...left, reason, objection: null }, Exit.DONE, reason, notice('WaitsForPerson', reason, intent.target.name));
  }
  const routeless = intent.services.find(s => routeOf(record.routes, s, intent.target.name) === undefined);
  if (routeless !== undefined) return fail(`There is no route of Service ${routeless} to ${intent.target.name}, so it cannot be opened.`);
  // Done, from here on: whoever finds this record goes on opening, and halts nothing again.
  return enter(moment, 'resuming', `Opening ${listed(intent.services)} for ${intent.target.name}.`, 'restored and checked', { afresh: [INTEREST.sessions] }, {
    passed: intent.restore.id,
    next: intent.target.name,
    objection: null,
    done: { [intent.restore.id]: target.uid },
    contents: { ...record.contents, [intent.target.name]: intent.restore.id },
  });
}

/** Undefined where nothing writes to the target any more. */
function awaitWriters(intent: RunIntent, world: World): Decision | undefined {
  const writers = writersOf(intent.target.name, world, rivalsOf(intent) !== undefined);
  if (writers === undefined) return wait(`whatever writes to ${intent.target.name} to be listed`);
  return writers.length === 0 ? undefined : wait(`${listed(writers)} to finish or be deleted: it writes to ${intent.target.name}`);
}

function recreated({ intent, world: { target } }: RunMoment): string {
  return `${targetText(intent)} was deleted${target == null ? '' : ' and created anew'} after it had been restored. Delete the Job to restore it again.`;
}

/** The last word of a run that opens nothing. */
function letGo(next: RecordChange, exit: Exit, say: string, about: Notice): Decision {
  return { kind: 'act', change: { ...next, holder: '' }, acts: [], notice: about, ends: { exit, say } };
}

/** The client Services lead to the target. */
export function openServices(moment: RunMoment, record: DatabaseRecord): Decision {
  const { intent, memory, world } = moment;
  if (world.target === undefined) return wait(`${targetText(intent)} to be read`);
  if (!isDone(record, intent.restore.id, world.target?.uid)) return fail(recreated(moment));
  const { acts, absent, unknown } = pointing(intent.services, intent.target.name, 'open', record, memory.by, world);
  if (acts.length > 0) return awaitWriters(intent, world) ?? act(acts, { afresh: [INTEREST.sessions] });
  if (absent.length > 0) return wait(`the client Service ${listed(absent)} to exist`);
  if (unknown.length > 0) return wait('the client Services to be read');
  return enter(moment, 'serving', `Restore ${intent.restore.id} is done.`, `serving ${intent.target.name}`,
    { notice: notice('Serving', `${intent.target.name} serves the applications of ${intent.database}: restore ${intent.restore.id} is done`, intent.target.name) },
    { incarnation: intent.target.name, previous: previousAfter(intent, record), next: '', nextUid: '', target: '' });
}

/** What is left to do when a run is done: Services as the record says, isolation ended, backups resumed, an address seen. */
export function tidy(moment: RunMoment, record: DatabaseRecord): Decision {
  const { intent, memory, world, now } = moment;
  const traffic = record.state === 'serving' ? 'open' : 'halted';
  const { acts, absent } = pointing(intent.services, record.incarnation, traffic, record, memory.by, world);
  if (acts.length > 0) return act(acts);
  if (traffic === 'open' && absent.length > 0) return wait(`the client Service ${listed(absent)} to exist`);
  const isolation = endIsolation(record, record.incarnation, memory);
  const backups = resumeBackups(record, record.incarnation, memory);
  const isServing = record.state === 'serving';
  if (isServing && isolation.acts.length > 0) return act([isolation.acts[0]]);
  const archiving = isServing && archives(intent)
    ? archiveAgain(record, memory, world, now, LOG_PATIENCE, why => unarchived(why, intent)) : undefined;
  // Full backups come after archiving, so nothing that is paused goes on before it.
  if (archiving?.kind === 'act' && archiving.ends === undefined) return archiving;
  if (isServing && backups.acts.length > 0) return act([backups.acts[0]]);
  const first = intent.services[0];
  const addresses = isServing ? world.endpoints(first) ?? [] : [];
  const until = (memory.stateSince ?? now) + ENDPOINT_PATIENCE;
  if (isServing && memory.stateSince !== undefined && addresses.length === 0 && now < until) return wait(`an address behind Service ${first}`, until);
  if (archiving !== undefined) return archiving;
  const say = !isServing || memory.stateSince === undefined ? `restore ${intent.restore.id} is done`
    : addresses.length > 0 ? `restore ${intent.restore.id} is done: Service ${first} leads to ${listed(addresses.slice(0, 5))}`
      : `restore ${intent.restore.id} is done. Service ${first} is open, but has no address after a minute: are the pods of the database ready, and do they carry the labels that it selects?`;
  const left: RecordChange = { holder: '', ...(isServing ? { isolation: isolation.left, paused: backups.left } : {}) };
  if (memory.refusal !== undefined) return change({ ...left, reason: memory.refusal }, { ends: { exit: Exit.FAILED, say: memory.refusal } });
  return change(left, { ends: { exit: Exit.DONE, say } });
}

/** The database serves, but what is written to it cannot be brought back yet. */
function unarchived(why: string, { restore, target }: RunIntent): Decision {
  const reason = `Restore ${restore.id} is done, but not the archiving after it. ${why}. A later restore could bring back what this one discarded. Mend it and delete the Job to go on.`;
  return letGo({ reason }, Exit.FAILED, reason, notice('WaitsForPerson', reason, target.name, 'Warning'));
}

/** Only a run that may suspend archiving has the right to take it up again. */
function archives({ request }: RunIntent): boolean {
  return request?.archiving !== undefined;
}

/** Whether nothing is left to be put right. */
export function isTidy(moment: RunMoment, record: DatabaseRecord): boolean {
  return record.holder === '' && record.state !== 'resuming' && areServicesRight(moment, record) && !(record.state === 'serving' && hasLeftovers(moment, record));
}

/** Whether applications are let in, or kept out, as the record says. */
export function areServicesRight({ intent, world }: RunMoment, record: DatabaseRecord): boolean {
  const traffic = record.state === 'serving' ? 'open' : 'halted';
  return intent.services.every(name => {
    const view = world.service(name);
    return view == null ? traffic === 'halted' : isRight(name, view, record.incarnation, traffic, record);
  });
}

/** Whether something of the time of the halt is still there beside the database that serves. */
export function hasLeftovers({ intent }: RunMoment, record: DatabaseRecord): boolean {
  const { isolation, paused, incarnation } = record;
  return isolation.some(i => isOver(i, incarnation)) || paused.some(p => p.incarnation === incarnation)
    || (archives(intent) && dueArchiving(record) !== undefined);
}
