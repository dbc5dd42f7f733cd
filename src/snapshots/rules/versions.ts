import { BackupMethod } from '../method';
import { SnapshotSubject } from './subject';

/** Major versions of backup and target that differ. */
export interface MajorVersions {
  readonly from: string;
  readonly to: string;
}

/** The major versions of backup and target, where both are known, of one engine, and not the same. */
export function differingMajors({ snapshot, target: { facts, version } }: SnapshotSubject): MajorVersions | undefined {
  if (snapshot.version === undefined || version === undefined || snapshot.engine.key !== facts.key) return undefined;
  const from = facts.majorOf(snapshot.version);
  const to = facts.majorOf(version);
  return from === to ? undefined : { from, to };
}

/** Whether a backup is read by the engine's own tools rather than copied as it lies on disk. */
export function isDump({ snapshot: { method } }: SnapshotSubject): boolean {
  return method === BackupMethod.LOGICAL || method === BackupMethod.DASHBOARD;
}
