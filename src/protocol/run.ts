import { pauseBackups } from './backups';
import { awaitCheck } from './checking';
import { act, Act, change, Decision, end, Exit, fail, Notice, wait } from './decision';
import { GATE } from './gates';
import { awaitDisconnect, halt } from './halting';
import { RunIntent } from './intent';
import { KIND } from './kinds';
import { notice, RunMoment } from './moment';
import { isPerson } from './names';
import { openServices, tidy } from './opening';
import { DatabaseRecord, RecordChange } from './record';
import { restore } from './restoring';
import { ownSessions, removeSession } from './sessions';
import { superseded, takeRecord } from './taking';

/** What a run does next. */
export function judgeRun(moment: RunMoment): Decision {
  const { memory, world } = moment;
  const { record } = world;
  if (record === undefined) return wait('the record to be read');
  if (memory.epoch === undefined) return takeRecord(moment, record);
  if (record === null) return end(Exit.REPLACED, 'the record was deleted while this run held it. The client Services stay as they are; a new pod begins again');
  if (record.holder !== memory.me || record.epoch !== memory.epoch) return superseded(moment, record);
  if (memory.verdict !== undefined) return writeVerdict(moment, record);
  if (isTidying(record)) return judgeState(moment, record);
  const decision = pastDeadline(moment, record) ?? judgeState(moment, record);
  const until = [decision.kind === 'wait' ? decision.until : undefined, deadlineOf(moment.intent, record)].filter((t): t is number => t !== undefined);
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

function isTidying({ state }: DatabaseRecord): boolean {
  return state === 'serving' || state === 'halted' || state === 'resuming';
}


/** A bad end: nothing of the run writes any more, the client Services stay halted, and the record says why. */
function writeVerdict({ intent, memory, world }: RunMoment, record: DatabaseRecord): Decision {
  const { reason, exit, stuck } = memory.verdict!;
  const own = ownSessions(intent, world.sessions ?? [], world.target).find(s =>
    (s.fate === 'unfinished' || s.fate === 'void') && !memory.made.includes(`remove session ${s.name}`) && memory.refused[`remove session ${s.name}`] === undefined);
  if (own !== undefined) return act([removeSession(own.name, ', as the restore has failed', true)]);
  return change({ state: 'failed', reason, by: memory.by, session: '', holder: '' }, {
    // Nobody else can end a container that hangs.
    ...(stuck ? { acts: [endJob(memory.by)] } : {}),
    notice: notice('RestoreFailed', `Restore ${intent.restore.id}: ${reason}`, record.incarnation || intent.target.name, 'Warning'),
    ends: { exit, say: `failed: ${reason}` },
  });
}

/** The Job ends its pod at once; it stays, failed. */
function endJob(name: string): Act {
  return { key: `end ${name}`, verb: 'patch', type: KIND.job, name, body: { spec: { activeDeadlineSeconds: 1 } }, fine: ['absent'], optional: true, said: `Job ${name} is ended` };
}

/** The time limit of the user, which counts from the halt of this attempt. */
function pastDeadline(moment: RunMoment, record: DatabaseRecord): Decision | undefined {
  const { intent, memory, now } = moment;
  // The data is there and has been checked: what is left has limits of its own.
  const deadline = deadlineOf(intent, record);
  if (deadline === undefined || now < deadline || memory.asked.includes(GATE.resume)) return undefined;
  const waitedFor = judgeState({ ...moment, memory: { ...memory } }, record);
  return fail(`Given up ${intent.deadline} s after the halt. It was waiting for this: ${waitedFor.kind === 'wait' ? waitedFor.what : record.state}. `
    + 'Mend it and delete the Job to try again, or open the database as it is with resume or rollback.', Exit.TIMED_OUT);
}

/** The next moment at which the time limit of the user counts. */
function deadlineOf(intent: RunIntent, record: DatabaseRecord): number | undefined {
  return intent.deadline === undefined || record.haltedAt === undefined ? undefined : record.haltedAt.at + intent.deadline * 1000;
}

/**
 * What a process that is told to end writes on its way out, in one attempt. A check that fails ends the pod, and so does an eviction: the
 * state stays `checking`, which says that it did not pass if nobody goes on.
 */
export function farewell({ intent, memory }: Pick<RunMoment, 'intent' | 'memory'>, { state, by }: DatabaseRecord): { readonly change: RecordChange; readonly notice?: Notice } {
  const check = state.startsWith('checking:') && !isPerson(by) ? state.slice('checking:'.length) : undefined;
  if (check === undefined) return { change: { holder: '' } };
  const message = `Check ${check} did not pass, or its pod was ended: Job ${memory.by} tells which, and begins again in the latter case`;
  return { change: { holder: '' }, notice: notice('CheckFailed', message, intent.target.name, 'Warning') };
}
