import { pauseBackups } from './backups';
import { awaitCheck } from './checking';
import { act, change, Decision, end, Exit, fail, isDue, Memory, Notice, refusedOf, wait } from './decision';
import { GATE } from './gates';
import { awaitDisconnect, halt } from './halting';
import { withdrawal } from './in-place';
import { endJob, keepsContainer, latestEnd } from './job';
import { labelled } from './labelled';
import { hasLetGo, notice, RunMoment } from './moment';
import { isPerson } from './names';
import { openServices } from './opening';
import { DatabaseRecord, RecordChange } from './record';
import { restore } from './restoring';
import { namesOf, ownSessions, removeSession } from './sessions';
import { superseded, takeRecord } from './taking';
import { tidy } from './tidying';

/** What a run does next. */
export function judgeRun(moment: RunMoment): Decision {
  const decision = labelled(judge(moment), moment.intent.labels);
  const refused = refusedOf(decision, moment.memory);
  if (refused !== undefined) return moment.memory.epoch === undefined ? end(Exit.FAILED, refused) : fail(refused);
  return isLast(decision) ? endContainers(moment) ?? decision : decision;
}

/** Whether this is the last that is heard of the Job; what a later pod of it goes on with has no end. */
function isLast(decision: Decision): boolean {
  const exit = decision.kind === 'end' ? decision.exit : decision.kind === 'act' ? decision.ends?.exit : undefined;
  return exit !== undefined && exit !== Exit.REPLACED;
}

/** A container that was let go on, by an agent before this one too, may hang: the Job gets an end before nobody is left to give it one. */
function endContainers({ intent, memory, world, now }: RunMoment): Decision | undefined {
  const job = world.job != null && keepsContainer(intent, memory) ? endJob(memory.by, latestEnd(intent, world.job, now)) : undefined;
  return job !== undefined && isDue(job, memory) ? act([job], { unfenced: true }) : undefined;
}

function judge(moment: RunMoment): Decision {
  const { memory, world } = moment;
  const { record } = world;
  if (record === undefined) return wait('the record to be read');
  if (memory.epoch === undefined) return takeRecord(moment, record);
  if (record === null) return end(Exit.REPLACED, 'the record was deleted while this run held it. The client Services stay as they are; a new pod begins again');
  if (record.holder !== memory.me || record.epoch !== memory.epoch) return hasLetGo(memory, record) ?? superseded(moment, record);
  if (memory.verdict !== undefined) return writeVerdict(moment, record);
  if (isTidying(record)) return judgeState(moment, record);
  const decision = pastDeadline(moment, record) ?? judgeState(moment, record);
  const until = [decision.kind === 'wait' ? decision.until : undefined, deadlineOf(moment, record)].filter((t): t is number => t !== undefined);
  return decision.kind !== 'wait' || until.length === 0 ? decision : { ...decision, until: Math.min(...until) };
}

function judgeState(moment: RunMoment, record: DatabaseRecord): Decision {
  const { intent, memory, world } = moment;
  switch (record.state) {
    case 'halting': return halt(moment, record);
    case 'disconnecting': return pauseBackups(intent, record, memory, world) ?? awaitDisconnect(moment);
    case 'restoring': return pauseBackups(intent, record, memory, world) ?? restore(moment, record);
    case 'resuming': return openServices(moment, record);
    case 'serving': case 'halted': return tidy(moment, record);
    default: return pauseBackups(intent, record, memory, world) ?? awaitCheck(moment, record);
  }
}

/** Whether the restore is over for good or bad, and only the rest is put right. */
export function isTidying({ state }: DatabaseRecord): boolean {
  return state === 'serving' || state === 'halted' || state === 'resuming';
}

/** A bad end: nothing of the run writes any more, the client Services stay halted, and the record says why. */
function writeVerdict({ intent, memory, world }: RunMoment, record: DatabaseRecord): Decision {
  const { reason, exit, stuck } = memory.verdict!;
  const own = ownSessions(intent, world.sessions ?? [], world.target).filter(s => s.fate === 'unfinished' || s.fate === 'void')
    .map(s => removeSession(s.name, ', as the restore has failed', true)).find(one => isDue(one, memory));
  if (own !== undefined) return act([own]);
  const withdrawn = withdrawal(intent, memory, world);
  if (withdrawn !== undefined) return act([withdrawn]);
  // What was cut off in the middle outlives what had succeeded before it.
  const cut = namesOf(intent).find(n => memory.made.includes(removeSession(n, '').key) && !memory.tried.includes(n));
  const word: RecordChange = { state: 'failed', reason, by: memory.by, session: cut ?? '' };
  const job = endJob(memory.by);
  // Nobody else can end a container that hangs. The record says why first: the end of the Job is the end of this process too.
  if (stuck && isDue(job, memory)) {
    return record.state === 'failed' && record.reason === reason ? act([job]) : change(word);
  }
  return change({ ...word, holder: '' }, {
    notice: notice('RestoreFailed', `Restore ${intent.restore.id}: ${reason}`, record.incarnation || intent.target.name, 'Warning'),
    ends: { exit, say: `failed: ${reason}` },
  });
}

/** The time limit of the user, which counts from the halt of this attempt. */
function pastDeadline(moment: RunMoment, record: DatabaseRecord): Decision | undefined {
  const { intent, now } = moment;
  const deadline = deadlineOf(moment, record);
  if (deadline === undefined || now < deadline) return undefined;
  const waitedFor = judgeState(moment, record);
  const reason = `Given up ${intent.deadline} s after the halt. It was waiting for this: ${waitedFor.kind === 'wait' ? waitedFor.what : record.state}. `
    + 'Mend it and delete the Job to try again, or open the database as it is with resume or rollback.';
  return { kind: 'fail', verdict: { reason, exit: Exit.TIMED_OUT, stuck: keepsContainer(moment.intent, moment.memory) } };
}

/** The moment at which the time limit of the user is over. Once the data is there and has been checked, what is left has limits of its own. */
function deadlineOf({ intent, memory }: RunMoment, { haltedAt, next }: DatabaseRecord): number | undefined {
  const isChecked = next === intent.target.name && memory.asked.includes(GATE.resume);
  return intent.deadline === undefined || haltedAt === undefined || isChecked ? undefined : haltedAt.at + intent.deadline * 1000;
}

/** What a run writes when the API server does not let it go on. A database that is being opened, or was, is not called failed. */
export function lastWord(record: DatabaseRecord, memory: Memory, say: string): RecordChange {
  return isTidying(record) ? { holder: '' } : { state: 'failed', reason: say, by: memory.by, holder: '' };
}

/**
 * What a process that is told to end writes on its way out, in one attempt. A check that fails ends the pod, and so does an eviction: the
 * state stays `checking`, which says that it did not pass if nobody goes on.
 */
export function farewell({ intent, memory }: Pick<RunMoment, 'intent' | 'memory'>, { state, by }: DatabaseRecord): { readonly change: RecordChange; readonly notice?: Notice } {
  if (memory.verdict !== undefined && state !== 'failed') return { change: { holder: '', state: 'failed', by: memory.by, reason: memory.verdict.reason } };
  const check = state.startsWith('checking:') && !isPerson(by) ? state.slice('checking:'.length) : undefined;
  if (check === undefined) return { change: { holder: '' } };
  const message = `Check ${check} did not pass, or its pod was ended: Job ${memory.by} tells which, and begins again in the latter case`;
  return { change: { holder: '' }, notice: notice('CheckFailed', message, intent.target.name, 'Warning') };
}
