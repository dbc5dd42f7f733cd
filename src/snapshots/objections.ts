import { LeftOutReason } from './left-out';
import { AppRef, Listed } from './listed';
import { BackupMethod } from './method';
import { canRestore, restorableMethods } from './restorable';
import { EngineFacts } from '../engines/facts';
import { engineFactsOfKind } from '../engines/registry';

/** The engine of what was backed up, where it is a database that we know. */
export function engineOf(app: AppRef | undefined, version: string | undefined): EngineFacts | undefined {
  const { group, kind } = app ?? {};
  return kind !== undefined && (group === undefined || group === 'kubedb.com') ? engineFactsOfKind(kind, version) : undefined;
}

/** A reason and its sentence. */
export interface Objection {
  readonly reason: LeftOutReason;
  readonly explanation: string;
}

/** Why a Snapshot cannot be restored from, or undefined if it can. Of several reasons the one that no waiting mends comes first. */
export function objectionTo(item: Listed, app: AppRef | undefined, facts: EngineFacts | undefined): Objection | undefined {
  if (facts === undefined) return objectionToEngine(app);
  const { method } = item.makeup;
  if (method === undefined) {
    // What has not ended may have components yet.
    const unfinished = item.makeup.components.length === 0 && item.phase !== 'Succeeded' ? objectionToHealth(item) : undefined;
    return unfinished ?? { reason: LeftOutReason.UNKNOWN_METHOD, explanation: `nothing in it can be restored by itself: ${components(item)}` };
  }
  if (!canRestore(facts, method)) {
    return {
      reason: LeftOutReason.METHOD_NOT_RESTORABLE,
      explanation: `a ${method} backup of ${facts.kind} cannot be restored, only ${restorableMethods(facts)} can`,
    };
  }
  return objectionToHealth(item) ?? objectionToPlace(item, method);
}

function objectionToEngine(app: AppRef | undefined): Objection {
  if (app === undefined) return { reason: LeftOutReason.NOT_A_DATABASE, explanation: 'it does not say what it is of' };
  const { group, kind, name } = app;
  if (group === 'kubedb.com') return { reason: LeftOutReason.UNKNOWN_ENGINE, explanation: `this library knows no ${kind}` };
  if (kind === 'AppBinding') {
    return { reason: LeftOutReason.UNKNOWN_ENGINE, explanation: `it was taken through the AppBinding ${name}, which does not say the engine` };
  }
  return { reason: LeftOutReason.NOT_A_DATABASE, explanation: `it is of the ${kind ?? 'object'} ${name}` };
}

function objectionToHealth(item: Listed): Objection | undefined {
  if (item.deleting) return { reason: LeftOutReason.BEING_DELETED, explanation: 'KubeStash is removing it from the backend' };
  switch (item.phase) {
    case 'Succeeded': break;
    case 'Failed': return { reason: LeftOutReason.FAILED, explanation: `the backup failed${item.failedComponent ? `: component ${item.failedComponent}` : ''}` };
    case 'Running': return { reason: LeftOutReason.RUNNING, explanation: 'the backup is still running' };
    case 'Pending': return { reason: LeftOutReason.PENDING, explanation: 'the backup has not begun' };
    case undefined: return { reason: LeftOutReason.PENDING, explanation: 'nothing says how the backup ended (status.phase is missing)' };
    default: return { reason: LeftOutReason.PENDING, explanation: `nobody knows how the backup ended: this library knows no phase ${item.phase}` };
  }
  if (item.failedComponent !== undefined || (item.expected !== undefined && item.expected !== item.makeup.components.length)) {
    return { reason: LeftOutReason.INCOMPLETE, explanation: `${item.makeup.components.length} of ${item.expected ?? 'its'} components are there: ${components(item)}` };
  }
  if (item.integrity === false) return { reason: LeftOutReason.CORRUPT, explanation: 'the integrity check found damage' };
  if (item.verification === 'VerificationFailed') {
    return { reason: LeftOutReason.VERIFICATION_FAILED, explanation: 'a trial restore of it failed' };
  }
  return undefined;
}

function objectionToPlace(item: Listed, method: BackupMethod): Objection | undefined {
  if (item.time === undefined) return { reason: LeftOutReason.NO_TIME, explanation: 'nothing says when it was taken' };
  if (method === BackupMethod.VOLUME_SNAPSHOT && item.broughtBack) {
    return {
      reason: LeftOutReason.OUTSIDE_ITS_CLUSTER,
      explanation: 'it was taken in another cluster, whose storage system holds the volume snapshot',
    };
  }
  return undefined;
}

function components(item: Listed): string {
  const names = item.makeup.components.join(', ') || 'no components';
  return item.failedComponent === undefined ? names : `${names}; ${item.failedComponent} failed`;
}
