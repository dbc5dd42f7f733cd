import { bySession } from './by-session';
import { enterCheck } from './checking';
import { act, change, Decision, Exit, fail, isDue, wait } from './decision';
import { GATE, gateBefore } from './gates';
import { inPlace, ownRequest } from './in-place';
import { holdsData } from './lineage';
import { enter, notice, RunMoment } from './moment';
import { conclude, guardObjects, uncheckedText } from './opening';
import { DatabaseRecord, RecordChange } from './record';
import { haveRun, namesOf, removeSession } from './sessions';
import { foreignness, readiness, targetText } from './target';
import { DatabaseView } from './views';

/** From here on the target gets its data. */
export function enterRestoring(moment: RunMoment, say: string): Decision {
  const { intent } = moment;
  const target = intent.target.name;
  const reason = intent.process === 'open' ? `Waiting for ${target} to be Ready for its first opening.`
    : intent.process === 'archiver' ? `The operator restores ${target} from its archive.`
      : intent.request !== undefined ? `The operator puts ${target} back by ${intent.request.kind} ${intent.restore.name}.` : `Restoring ${target} by RestoreSession ${intent.restore.name}.`;
  return enter(moment, 'restoring', reason, say, intent.process === 'open' ? {} : { notice: notice('Restoring', `${reason} Restore ${intent.restore.id}`, target) });
}

/** The data is brought back, or waited for. */
export function restore(moment: RunMoment, record: DatabaseRecord): Decision {
  const { intent, memory, world } = moment;
  const { target, sessions } = world;
  if (sessions === undefined) return wait('the RestoreSessions to be listed');
  const left = record.session !== '' && !namesOf(intent).includes(record.session) ? removeSession(record.session, ', which an earlier restore left behind', true) : undefined;
  if (left !== undefined && isDue(left, memory)) return act([left]);
  if (target == null) {
    return intent.session?.waitFor === 'nothing' ? bySession(moment, record) ?? wait(`${targetText(intent)} to exist`) : wait(`${targetText(intent)} to exist`);
  }
  const foreign = foreignness(intent, target, sessions, record, world.job ?? null);
  if (foreign !== undefined) return fail(foreign);
  const isThere = intent.process === 'open' || intent.process === 'archiver' || holdsData(intent, record, target);
  const pending = isThere ? undefined : intent.request === undefined ? bySession(moment, record) : inPlace(moment, record);
  if (haveChecksBegun(moment) && (pending !== undefined || record.nextUid !== target.uid)) {
    return fail(uncheckedText(intent), Exit.REPLACED);
  }
  if (pending !== undefined) return pending;
  const { isReady, missing, failure } = readiness(intent, target);
  if (failure !== undefined) return fail(failure);
  if (!isReady) return guardObjects(moment, record, target) ?? neverDone(moment, target) ?? wait(missing);
  return dataIsBack(moment, record, target);
}

/** A database that waits for its first restore, which the code says was done long ago: in another cluster, that is. */
function neverDone({ intent: { settled, restore: { id } }, intent }: RunMoment, { spec: { init }, initialised }: DatabaseView): Decision | undefined {
  if (!settled || initialised || init?.waitForInitialRestore !== true || init.archiver !== undefined) return undefined;
  return fail(`The code says that restore ${id} is settled, but ${targetText(intent)} waits for its data: it was never restored in this cluster. Take \`settled\` out to do it.`);
}

/** An agent that was begun anew finds containers that have gone on without it. */
function haveChecksBegun({ intent: { checks }, intent, memory }: RunMoment): boolean {
  return checks.length > 0 && memory.opened.includes(gateBefore(intent, checks[0].name));
}

/** The data is in its target: what is opened later is this database and no other of its name. */
function dataIsBack(moment: RunMoment, record: DatabaseRecord, target: DatabaseView): Decision {
  const { intent, memory } = moment;
  const kept = ownRequest(intent, moment.world)?.kept ?? '';
  const back: RecordChange = { next: intent.target.name, nextUid: target.uid, session: '', ...(kept === '' ? {} : { kept: { [intent.restore.id]: kept } }) };
  const [first] = intent.checks;
  const say = `${targetText(intent)} is Ready`;
  if (first !== undefined) return enterCheck(moment, first.name, say, back, { checked: haveRun(intent, moment.world) });
  if (record.next !== back.next || record.nextUid !== back.nextUid) {
    return change({ ...back, reason: `The data is in ${intent.target.name}.`, by: memory.by, state: 'restoring' }, { say, remember: { stateSince: moment.now } });
  }
  return memory.asked.includes(GATE.resume) ? conclude(moment, record) : wait(`container ${GATE.resume} to begin`);
}
