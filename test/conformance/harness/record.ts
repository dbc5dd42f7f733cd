import type { Space } from './space';

const PREFIX = 'cdk8s-kubestash/';

/** The record of a database, as anybody can read it. */
export interface TrafficRecord {
  readonly state: string;
  readonly reason: string;
  readonly by: string;
  readonly incarnation: string;
  readonly next: string;
  readonly previous: string;
  readonly restore: string;
  readonly epoch: number;
  readonly holder: string;
  /** Finished restores: id → UID. */
  readonly done: Readonly<Record<string, string>>;
  readonly version: string;
  /** All annotations of ours, without the prefix. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Reads a record; undefined while there is none. */
export async function recordOf(space: Space, database: string): Promise<TrafficRecord | undefined> {
  const lease = await space.find('coordination.k8s.io/v1', 'Lease', `${database}-traffic`);
  return lease === undefined ? undefined : parseRecord(lease);
}

export function parseRecord(lease: any): TrafficRecord {
  const all: [string, string][] = Object.entries(lease.metadata.annotations ?? {});
  const notes = Object.fromEntries(all.filter(([k]) => k.startsWith(PREFIX)).map(([k, v]) => [k.slice(PREFIX.length), v]));
  const done = Object.fromEntries(Object.entries(notes).filter(([k]) => k.startsWith('done.')).map(([k, v]) => [k.slice('done.'.length), v]));
  const text = (key: string): string => notes[key] ?? '';
  return {
    state: text('state'),
    reason: text('reason'),
    by: text('by'),
    incarnation: text('incarnation'),
    next: text('next'),
    previous: text('previous'),
    restore: text('restore'),
    epoch: lease.spec.leaseTransitions ?? 0,
    holder: lease.spec.holderIdentity ?? '',
    done,
    version: lease.metadata.resourceVersion,
    notes,
  };
}
