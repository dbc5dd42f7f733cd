import { act, change, Decision, Exit, fail, Notice, wait } from './decision';
import { guard } from './guard';
import { rivalsOf, RunIntent } from './intent';
import { previousAfter } from './lineage';
import { whyMeddled } from './meddling';
import { enter, notice, RunMoment } from './moment';
import { DatabaseRecord, isDone, RecordChange } from './record';
import { routeOf } from './routes';
import { pointing } from './services';
import { haveRun } from './sessions';
import { readiness, targetText } from './target';
import { listed } from './text';
import { DatabaseView } from './views';
import { INTEREST, World } from './world';
import { writersOf } from './writers';

/** Restored and checked: open, or leave it to a person. */
export function conclude(moment: RunMoment, record: DatabaseRecord): Decision {
  const { intent, memory, world, now } = moment;
  const { target } = world;
  if (target == null || target.uid !== record.nextUid) {
    return fail(recreated(moment));
  }
  const { isReady, missing } = readiness(intent, target);
  if (!isReady) return wait(missing);
  if (intent.checks.length > 0 && isRewritten(moment)) return fail(uncheckedText(intent), Exit.REPLACED);
  const writing = awaitWriters(intent, world);
  if (writing !== undefined) return writing;
  const meddled = whyMeddled(moment, record, target);
  if (meddled !== undefined) return leaveToPerson(moment, undone(moment, target, meddled));
  const guardSince = memory.guardSince ?? now;
  const answer = guard(intent, target, record, world, now - guardSince);
  if (answer.kind === 'wait') return wait(answer.what, guardSince + intent.guard!.seconds * 1000, { guardSince });
  if (answer.kind === 'object') return leaveToPerson(moment, objectionTo(moment, target, answer.why));
  if (intent.resume === 'manual') {
    const isBeside = record.incarnation !== '' && record.incarnation !== intent.target.name;
    const reason = `Restored and checked: ${intent.target.name} waits for a person. The command resume opens it${isBeside ? ', rollback goes back to what was before' : ''}.`;
    return letGo({ ...leftTo(moment), reason, objection: null }, Exit.DONE, reason, notice('WaitsForPerson', reason, intent.target.name));
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

/**
 * What the guard objects to already, while the database is not Ready: one that waits for its first restore in a cluster that was made anew
 * waits for ever, as that restore is not done again.
 */
export function guardObjects(moment: RunMoment, record: DatabaseRecord, target: DatabaseView): Decision | undefined {
  if (moment.intent.process !== 'open') return undefined;
  const answer = guard(moment.intent, target, record, moment.world, -Infinity);
  return answer.kind === 'object' ? leaveToPerson(moment, objectionTo(moment, target, answer.why)) : undefined;
}

function leaveToPerson({ intent }: RunMoment, closed: Closed): Decision {
  return letGo(closed, Exit.FAILED, closed.reason, objects(intent, closed));
}

function objects({ target }: RunIntent, { reason }: Closed): Notice {
  return notice('WaitsForPerson', reason, target.name, 'Warning');
}

type Closed = RecordChange & { readonly reason: string };

/** The record of a database that is not opened by itself. */
function objectionTo(moment: RunMoment, { uid }: DatabaseView, why: string): Closed {
  return { ...leftTo(moment), nextUid: uid, reason: why, objection: { uid, restore: moment.intent.restore.id, why } };
}

/** The same, where nothing of the restore counts as done any more. */
function undone(moment: RunMoment, target: DatabaseView, why: string): Closed {
  return { ...objectionTo(moment, target, why), passed: '', done: { [moment.intent.restore.id]: '' } };
}

/** The record of a database that a person is to open. */
function leftTo({ intent, memory }: RunMoment): RecordChange {
  return { state: 'halted', by: memory.by, next: intent.target.name, passed: intent.restore.id };
}

/** Whether a session of this restore writes, or has written, since the checks began: its creation had been taken for lost. */
function isRewritten({ intent, memory: { checked = [] }, world }: RunMoment): boolean {
  return haveRun(intent, world).some(name => !checked.includes(name));
}

/** Why the checks of this pod prove nothing. */
export function uncheckedText(intent: RunIntent): string {
  return `The data of ${targetText(intent)} is not what the checks of this pod have begun to look at. A new pod begins again.`;
}

/** Undefined where nothing writes to the target any more. */
function awaitWriters(intent: RunIntent, world: World): Decision | undefined {
  const writers = writersOf(intent.target.name, world, rivalsOf(intent, world.record) !== undefined);
  if (writers === undefined) return wait(`whatever writes to ${intent.target.name} to be listed`);
  return writers.length === 0 ? undefined : wait(`${listed(writers)} to finish or be deleted: it writes to ${intent.target.name}`);
}

function recreated({ intent, world: { target } }: RunMoment): string {
  return `${targetText(intent)} was deleted${target == null ? '' : ' and created anew'} after it had been restored. Delete the Job to restore it again.`;
}

/** The last word of a run that opens nothing. */
export function letGo(next: RecordChange, exit: Exit, say: string, about: Notice): Decision {
  return { kind: 'act', change: { ...next, holder: '' }, acts: [], notice: about, ends: { exit, say } };
}

/** The client Services lead to the target. */
export function openServices(moment: RunMoment, record: DatabaseRecord): Decision {
  const { intent, memory, world } = moment;
  if (world.target === undefined) return wait(`${targetText(intent)} to be read`);
  if (world.target === null || !isDone(record, intent.restore.id, world.target.uid)) return fail(recreated(moment));
  const { acts, absent, unknown } = pointing(intent.services, intent.target.name, 'open', record, memory.by, world);
  if (acts.length > 0) {
    const writing = awaitWriters(intent, world);
    if (writing !== undefined) return writing;
    const meddled = whyMeddled(moment, record, world.target);
    if (meddled === undefined) return act(acts, { afresh: [INTEREST.sessions] });
    // What is open already is halted again.
    const closed = undone(moment, world.target, meddled);
    return change(closed, { remember: { refusal: meddled }, notice: objects(intent, closed) });
  }
  if (absent.length > 0) return wait(`the client Service ${listed(absent)} to exist`);
  if (unknown.length > 0) return wait('the client Services to be read');
  return enter(moment, 'serving', `Restore ${intent.restore.id} is done.`, `serving ${intent.target.name}`,
    { notice: notice('Serving', `${intent.target.name} serves the applications of ${intent.database}: restore ${intent.restore.id} is done`, intent.target.name) },
    { incarnation: intent.target.name, previous: previousAfter(intent, record), next: '', nextUid: '', target: '' });
}
