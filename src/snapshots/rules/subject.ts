import { EngineFacts } from '../../engines/facts';
import { SnapshotCatalog } from '../catalog';
import { Snapshot } from '../snapshot';

/** A Snapshot, and what it is to be restored into. */
export interface SnapshotSubject {
  readonly snapshot: Snapshot;
  /** What is known of the cluster; nothing is asked of an empty one. */
  readonly catalog?: SnapshotCatalog;
  readonly target: {
    readonly facts: EngineFacts;
    /** Undefined where nobody knows it. */
    readonly version?: string;
  };
  /** Bytes of storage that each data pod of the target has, where they are known. */
  readonly targetSize?: number;
  /** Whether the target is in another cluster than the one that took the backup. */
  readonly otherCluster?: boolean;
}

/** The Snapshot as the catalog has it today, else as it was pinned. */
export function today({ snapshot, catalog }: SnapshotSubject): Snapshot {
  return snapshot._listed ? snapshot : catalog?._lookUp(snapshot) ?? snapshot;
}

/** Code that leads to others: the best that the catalog has instead, in words. */
export function instead({ snapshot, catalog }: SnapshotSubject): string | undefined {
  const others = catalog?.database(snapshot.database, snapshot.databaseNamespace).suggestions({ limit: 3 })
    .filter(s => s.snapshot.name !== snapshot.name)
    .map(s => `${s.snapshot.name} (${s.snapshot.method}, ${s.snapshot.time})`);
  return others === undefined || others.length === 0 ? undefined : others.join(', ');
}
