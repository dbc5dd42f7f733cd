import { safetyBackup } from './by-session';
import { act, Act, Decision, fail, isDue, Memory, wait } from './decision';
import { RunIntent } from './intent';
import { ResourceType } from './kinds';
import { isWrittenOver } from './lineage';
import { RunMoment } from './moment';
import { DatabaseRecord } from './record';
import { isAtWork, nameOf, RequestView } from './requests';
import { listed } from './text';
import { World } from './world';
import { writersOf } from './writers';

/** Undefined once the OpsRequest of this run has put the database back. */
export function inPlace(moment: RunMoment, record: DatabaseRecord): Decision | undefined {
  const { intent, memory, world } = moment;
  const { target, restore } = intent;
  const { type } = intent.request!;
  if (world.requests === undefined) return wait('OpsRequests to be listed');
  const create = creation(intent);
  const own = ownRequest(intent, world);
  if (own !== undefined && (own.isGoing || isFormer(own, intent, world, record))) {
    const remove = removal(own, intent.request!.type);
    return own.isGoing || memory.made.includes(remove.key) ? wait(`${nameOf(own)} to go`) : act([remove]);
  }
  if (own !== undefined) return ofRequest(own);
  if (memory.made.includes(create.key)) {
    return fail(`${create.name} was deleted before it had finished. The data may be incomplete. To restore again, delete the Job.`);
  }
  // What the operator restores by spec.init would come on top of it.
  if (!world.target!.initialised) return wait(`${target.name} to have data`);
  const writers = writersOf(target.name, world, true);
  if (writers === undefined) return wait('the RestoreSessions to be listed');
  if (writers.length > 0) return wait(`${listed(writers)} to finish or be deleted`);
  if (intent.safety !== undefined && record.contents[target.name] !== restore.id) {
    const safety = world.target!.phase === 'Ready' ? safetyBackup(moment) : wait(`${target.name} to be Ready`);
    if (safety !== undefined) return safety;
  }
  const { archiving } = intent.request!;
  // Written down before it exists, so that whoever comes later finds it. What was in the target is gone from here on.
  return act([create], {
    change: {
      request: { type, name: restore.name },
      contents: { ...record.contents, [target.name]: restore.id },
      ...(archiving === undefined ? {} : { archiving: { ...archiving, stage: 'suspended', incarnation: target.name, until: '-' } }),
    },
  });
}

function ofRequest(own: RequestView): Decision | undefined {
  if (own.fault !== '') {
    return fail(`${nameOf(own)} has failed; ${own.fault}. ${own.hasBegun ? 'The data may be incomplete. ' : ''}Mend the cause and delete the ${own.kind} and the Job to restore again, or restore something else.`);
  }
  return own.phase === 'Successful' ? undefined
    : wait(`${nameOf(own)} to finish; it is ${own.phase}${own.progress === '' ? '' : `, ${own.progress}`}`);
}

/**
 * Why there is to be no halt: an OpsRequest of this name is not this restore's, or KubeDB would not take ours. That the cluster does not
 * know the kind, or the type of it, is found out here too. A decision where that is not known yet.
 */
export function objectionInPlace({ intent, memory, world }: RunMoment, record: DatabaseRecord): string | Decision | undefined {
  const { request, restore, target } = intent;
  if (request === undefined || record.contents[target.name] === restore.id) return undefined;
  if (world.requests === undefined) return wait('OpsRequests to be listed');
  const own = ownRequest(intent, world);
  if (own !== undefined && (own.restore !== restore.id || own.database !== target.name)) {
    return `${nameOf(own)} is there, and is not of restore ${restore.id}. Nothing was changed. Delete it, or set restoreName.`;
  }
  const rehearsal: Act = { ...creation(intent), key: 'rehearse request', verb: 'rehearse', said: 'KubeDB would take the OpsRequest' };
  const refused = memory.refused[rehearsal.key];
  if (refused !== undefined) {
    return `${request.kind} ${restore.name} would be refused: ${refused}. Nothing was halted.`;
  }
  return own !== undefined || memory.made.includes(rehearsal.key) ? undefined : act([rehearsal], { unfenced: true });
}

/** The deletion of an OpsRequest that has done nothing yet. One that has begun is left to its end: without it the database would stay in pieces. */
export function withdrawal(intent: RunIntent, memory: Memory, world: World): Act | undefined {
  const own = ownRequest(intent, world);
  if (own === undefined || own.restore !== intent.restore.id || own.isGoing || own.hasBegun || !isAtWork(own)) return undefined;
  const remove = removal(own, intent.request!.type);
  return isDue(remove, memory) ? { ...remove, optional: true } : undefined;
}

/** The OpsRequest of this run, if it is there. */
export function ownRequest({ request, restore }: RunIntent, { requests }: World): RequestView | undefined {
  return request === undefined ? undefined : requests?.find(r => r.name === restore.name);
}

/** Whether it was for a database of the same name that is gone, or another restore has written over what it brought back. */
function isFormer(own: RequestView, intent: RunIntent, { target }: World, record: DatabaseRecord): boolean {
  return own.created < target!.created || (!isAtWork(own) && isWrittenOver(intent, record));
}

function creation({ request, restore: { name }, namespace }: RunIntent): Act {
  const { kind, type, labels, spec } = request!;
  return {
    key: `request ${name}`,
    verb: 'create',
    type,
    name,
    body: { apiVersion: `${type.group}/${type.version}`, kind, metadata: { name, namespace, labels }, spec },
    fine: ['exists'],
    said: `created ${kind} ${name}`,
  };
}

/** One that was made again after it had been removed is another one. */
function removal({ kind, name, created }: RequestView, type: ResourceType): Act {
  return { key: `remove request ${name} ${created}`, verb: 'remove', type, name, fine: ['absent', 'unknown-kind'], said: `deleted ${kind} ${name}` };
}
