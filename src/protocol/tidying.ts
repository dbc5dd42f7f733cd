import { archiveAgain } from './archive-again';
import { whyUnattached } from './attaching';
import { resumeBackups } from './backups';
import { act, change, Decision, Exit, wait } from './decision';
import { RunIntent } from './intent';
import { endIsolation, isOver } from './isolation';
import { notice, RunMoment } from './moment';
import { letGo } from './opening';
import { DatabaseRecord, dueArchiving, RecordChange } from './record';
import { isRight, pointing } from './services';
import { listed } from './text';

/** Milliseconds for which a first address behind an opened Service is waited for. */
const ENDPOINT_PATIENCE = 60_000;
/** Milliseconds for which the first log after a restore in place is waited for. Servers rotate their logs every ten minutes or oftener. */
const LOG_PATIENCE = 3600_000;

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
  if (isServing && isolation.acts.length > 0) return act(isolation.acts);
  const archiving = isServing && archives(intent)
    ? archiveAgain(record, memory, world, now, LOG_PATIENCE, why => unarchived(why, intent)) : undefined;
  // Full backups come after archiving, so nothing that is paused goes on before it.
  if (archiving?.kind === 'act' && archiving.ends === undefined) return archiving;
  if (isServing && backups.acts.length > 0) return act(backups.acts);
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
  const unattached = isServing ? whyUnattached(intent, world.target) : undefined;
  if (unattached !== undefined) {
    const reason = `Restore ${intent.restore.id} is done, but no log is archived: ${unattached}.`;
    return change({ ...left, reason }, { notice: notice('Serving', reason, intent.target.name, 'Warning'), ends: { exit: Exit.DONE, say: reason } });
  }
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
