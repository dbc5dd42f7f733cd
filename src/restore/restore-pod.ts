import { DatabaseState } from './state';
import { Backup } from '../backup/backup';
import { isArchiver, SessionPart } from '../backup/part';
import { Point } from '../plan/request';
import { needsOf, PodLayers, unnamed } from '../platform/pod-needs';
import { PodOptions } from '../platform/pod-options';

/** What the Job of a RestoreSession needs: what the Jobs had that wrote the Snapshot, and what is said of restores. */
export function restorePod(pods: PodLayers, backup: Backup | undefined, point: Point | undefined): PodOptions {
  return needsOf(pods, 'restore', wrote(backup, point));
}

/** The same for a new database, whose Snapshot the one that it is made like may have written. */
export function firstRestorePod(
  pods: PodLayers, backup: Backup | undefined, point: Point | undefined, like: DatabaseState | undefined, namespace: string | undefined,
): PodOptions {
  const its = isOf(point, like) ? wrote(like?.backup, point) : undefined;
  return needsOf(pods, 'restore', (like?.namespace === namespace ? its : unnamed(its)) ?? wrote(backup, point));
}

function wrote(backup: Backup | undefined, point: Point | undefined): PodOptions | undefined {
  const method = point?.kind === 'snapshot' ? point.snapshot.method : undefined;
  return backup?._parts.find((part): part is SessionPart => !isArchiver(part) && part.method === method)?.session.pod;
}

function isOf(point: Point | undefined, state: DatabaseState | undefined): boolean {
  if (point?.kind !== 'snapshot' || state === undefined) return false;
  const { database, databaseNamespace, incarnationOf } = point.snapshot;
  const its = [state.name, state.incarnation.name, ...state.incarnation.predecessors.map(p => p.name)];
  return databaseNamespace === state.namespace && (its.includes(database) || incarnationOf === state.name);
}
