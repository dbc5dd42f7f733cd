import { Backup } from '../backup/backup';
import { isArchiver, SessionPart } from '../backup/part';
import { Point } from '../plan/request';
import { needsOf, PodLayers } from '../platform/pod-needs';
import { PodOptions } from '../platform/pod-options';

/** What the Job of a RestoreSession needs: what the Jobs had that wrote the Snapshot, and what is said of restores. */
export function restorePod(pods: PodLayers, backup: Backup | undefined, point: Point | undefined): PodOptions {
  const method = point?.kind === 'snapshot' ? point.snapshot.method : undefined;
  const wrote = backup?._parts.find((part): part is SessionPart => !isArchiver(part) && part.method === method);
  return needsOf(pods, 'restore', wrote?.session.pod);
}
