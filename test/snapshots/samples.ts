import { Engine } from '../../src/engines/engine';
import { BackupMethod, Snapshot, SnapshotAttributes } from '../../src/snapshots';

/** A pinned Snapshot like the ones in the docs. */
export function pinned(attributes: Partial<SnapshotAttributes> = {}, name = 'orders-logical-1795424400'): Snapshot {
  return Snapshot.fromAttributes(name, {
    method: BackupMethod.LOGICAL,
    engine: Engine.POSTGRES,
    version: '17.5',
    namespace: 'shop',
    repository: 'orders-logical',
    database: 'orders',
    time: '2026-11-20T09:00:00Z',
    encryptionSecret: { name: 'restic' },
    ...attributes,
  });
}

/** What a Snapshot object of an export is made from. */
export interface Sample {
  readonly name?: string;
  readonly database?: string;
  readonly namespace?: string;
  readonly kind?: string;
  readonly group?: string;
  readonly version?: string;
  readonly repository?: string;
  readonly time?: string;
  readonly created?: string;
  readonly components?: Record<string, any>;
  readonly metadata?: any;
  readonly spec?: any;
  readonly status?: any;
}

/** A Snapshot object as an export has it: a healthy dump of `orders` unless told otherwise. */
export function exported(sample: Sample = {}): any {
  const { database = 'orders', namespace = 'shop', kind = 'Postgres', group = 'kubedb.com', time = '2026-11-20T09:00:00Z' } = sample;
  const { repository: holder = `${database}-logical`, components = { dump: { phase: 'Succeeded' } } } = sample;
  return {
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'Snapshot',
    metadata: {
      name: sample.name ?? `${holder}-${Date.parse(time) / 1000}`,
      namespace,
      creationTimestamp: sample.created ?? time,
      annotations: { 'kubedb.com/db-version': sample.version ?? '17.5' },
      ...sample.metadata,
    },
    spec: { appRef: { apiGroup: group, kind, name: database, namespace }, repository: holder, session: 'nightly', ...sample.spec },
    status: {
      phase: 'Succeeded',
      snapshotTime: time,
      totalComponents: Object.keys(components).length,
      components,
      ...sample.status,
    },
  };
}

/** A log Snapshot of the Repository of full backups. */
export function logs(stats: any, sample: Sample = {}): any {
  const { database = 'orders' } = sample;
  return exported({
    repository: `${database}-full`,
    name: `${database}-full-incremental-snapshot`,
    components: { wal: { logStats: stats } },
    status: { phase: 'Running' },
    ...sample,
  });
}

/** A full backup of the archiver. */
export function full(time: string, sample: Sample = {}): any {
  const { database = 'orders' } = sample;
  return exported({ repository: `${database}-full`, time, components: { physical: { phase: 'Succeeded' } }, ...sample });
}

/** A Repository object as an export has it. */
export function repository(name: string, spec: any = {}, namespace = 'shop'): any {
  return { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'Repository', metadata: { name, namespace }, spec };
}
