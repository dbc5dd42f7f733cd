import { pauseBackups } from './backups';
import { act, Decision, fail, wait } from './decision';
import { gateAfterDisconnect } from './gates';
import { isolate } from './isolation';
import { enter, limit, RunMoment, stuckAfter } from './moment';
import { DatabaseRecord } from './record';
import { enterRestoring } from './restoring';
import { pointing, SETTLE } from './services';
import { listed } from './text';

/** Client Services are halted and drained, the database isolated. */
export function halt(moment: RunMoment, record: DatabaseRecord): Decision {
  const { intent, memory, world, now } = moment;
  const { acts, absent, unknown } = pointing(intent.services, record.incarnation || intent.target.name, 'halted', record, memory.by, world);
  if (acts.length > 0) return act(acts);
  const pause = pauseBackups(intent, record, memory, world);
  if (pause !== undefined) return pause;
  if (absent.length > 0) return wait(`the client Service ${listed(absent)} to exist`);
  if (unknown.length > 0) return wait('the client Services to be read');
  if (memory.emptySince === undefined) {
    const left = intent.services.flatMap(s => (world.endpoints(s) ?? []).map(address => `${s}:${address}`));
    return wait(left.length === 0 ? 'the EndpointSlices to be read'
      : `the client Services to be drained: ${left.length} endpoints are left: ${listed(left.slice(0, 5))}. If they were made by hand, delete their EndpointSlice`);
  }
  if (now - memory.emptySince < SETTLE) return wait('the client Services to stay drained', memory.emptySince + SETTLE);
  if (intent.isolation !== undefined) {
    const policy = isolate(intent);
    if (memory.refused[policy.key] !== undefined) return fail(`NetworkPolicy ${policy.name} was refused: ${memory.refused[policy.key]}`);
    if (!memory.made.includes(policy.key)) return act([policy]);
  }
  const halted = `Halted for restore ${intent.restore.id}.`;
  const say = `halted, and drained: nothing can connect through ${listed(intent.services)} any more`;
  if (intent.disconnect === undefined) return enterRestoring(moment, say);
  return enter(moment, 'disconnecting', `${halted} Sessions that are still open are ended; if this stays, that did not work: look at the log of container disconnect of Job ${memory.by}.`, say);
}

/** Another container ends the sessions of clients. */
export function awaitDisconnect(moment: RunMoment): Decision {
  const { intent, memory } = moment;
  if (memory.asked.includes(gateAfterDisconnect(intent))) return enterRestoring(moment, 'sessions of clients are ended');
  return stuckAfter(moment, intent.disconnect ?? 0, 'Ending the sessions of clients') ?? wait('sessions of clients to be ended', limit(moment, intent.disconnect ?? 0));
}
