import { Chart, Duration, Size } from 'cdk8s';
import { apply, inOrder } from './apply';
import { continuous, logical, openIfHolds, postgres, restic, RestorePoint, snapshotOf, storageOf } from './apps';
import { serving } from './expect';
import { Manifest } from './objects';
import { alsoIn, Space } from './space';
import { synth } from './synth';
import { store, StoredSnapshot, write } from './world';
import {
  BackupMethod, BackupStorage, Engine, PointInTimeRestore, RestorableDatabase, RestoreProcess, SnapshotClone, SnapshotRestore,
} from 'cdk8s-kubestash';

/** One way to get data back, as a user writes it down. */
export interface Flow {
  readonly name: string;
  /** What is there and open before. */
  readonly before?: (space: Space) => Promise<void>;
  /** What the pipeline applies. */
  readonly objects: (space: Space) => Manifest[];
  /** Namespace of the database that is restored, if it is another one. */
  readonly elsewhere?: (space: Space) => string;
  readonly database: string;
  /** Data that is to be there in the end; undefined for an empty database. */
  readonly holds?: (space: Space) => string;
  /** Whether the incarnation that serves in the end is another one than before. */
  readonly moves: boolean;
  /** Whether the running database itself is written over. */
  readonly overwrites: boolean;
}

export const AT = '2026-01-05T08:30:00Z';
const TAKEN = '2026-01-05T09:00:00Z';
export const DUMP: StoredSnapshot = { name: 'monday', time: TAKEN, content: 'monday-data', components: { dump: { driver: 'Restic', phase: 'Succeeded' } } };
const LOGS = {
  name: 'full-1',
  time: '2026-01-04T00:00:00Z',
  components: { physical: { driver: 'Restic', phase: 'Succeeded' }, wal: { logStats: { start: '2026-01-04T00:00:00Z', end: '2026-01-06T00:00:00Z' } } },
};

/** Secrets that nobody renders: they come from a secret store. */
export async function secrets(space: Space): Promise<void> {
  await space.secret('s3-credentials', { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' });
  await space.secret('restic', { RESTIC_PASSWORD: 'password' });
}

/** What an earlier life of another database left in the bucket. */
export async function dumpOf(space: Space, database: string): Promise<void> {
  const { namespace } = space;
  await store(namespace, [{ name: `${database}-old`, namespace, database, encryptionSecret: 'restic', snapshots: [DUMP] }]);
}

/** A database that serves, with these contents, as it was rendered by `build`. */
async function running(space: Space, build: (chart: Chart) => void, content: string): Promise<void> {
  await secrets(space);
  await apply(space, inOrder(synth(space.namespace, build)));
  await serving(space, 'orders', 'orders');
  await write(space.namespace, 'orders', content);
}

/** `orders`, backed up in both ways. */
export function orders(chart: Chart): { storage: BackupStorage; orders: RestorableDatabase } {
  const storage = storageOf(chart);
  return { storage, orders: postgres(chart, 'Orders', { backup: continuous(storage) }) };
}

/** `orders`, backed up by dumps. */
export function ordersWithDumps(chart: Chart): RestorableDatabase {
  return postgres(chart, 'Orders', { backup: logical(storageOf(chart)) });
}

export const FIRST_DEPLOYMENT: Flow = {
  name: 'first deployment',
  objects: ({ namespace }) => synth(namespace, chart => { ordersWithDumps(chart); }),
  database: 'orders',
  moves: false,
  overwrites: false,
};

export const NEW_FROM_LOGICAL: Flow = {
  name: 'new database from a logical Snapshot',
  before: space => dumpOf(space, 'other'),
  objects: ({ namespace }) => synth(namespace, chart => {
    storageOf(chart);
    postgres(chart, 'Orders', { init: RestorePoint.snapshot(snapshotOf(namespace, 'other', 'monday')), resume: openIfHolds('monday-data') });
  }),
  database: 'orders',
  holds: () => 'monday-data',
  moves: false,
  overwrites: false,
};

export const NEW_FROM_PHYSICAL: Flow = {
  name: 'new database from a physical Snapshot',
  before: ({ namespace }) => store(namespace, [{ name: 'other-full', namespace, database: 'other', encryptionSecret: 'restic', snapshots: [LOGS] }]),
  objects: ({ namespace }) => synth(namespace, chart => {
    storageOf(chart);
    const snapshot = snapshotOf(namespace, 'other', 'full-1', { method: BackupMethod.PHYSICAL, repository: 'other-full', time: LOGS.time });
    postgres(chart, 'Orders', { init: RestorePoint.snapshot(snapshot) });
  }),
  database: 'orders',
  holds: () => `other-full@${LOGS.time}`,
  moves: false,
  overwrites: false,
};

export const NEW_AT_A_TIME: Flow = {
  name: 'new database as another one was at a moment',
  before: NEW_FROM_PHYSICAL.before,
  objects: ({ namespace }) => synth(namespace, chart => {
    storageOf(chart);
    const logs = { engine: Engine.POSTGRES, version: '17.5', database: 'other', namespace, encryptionSecret: restic };
    postgres(chart, 'Orders', { init: RestorePoint.inRepositories(AT, logs), resume: openIfHolds(`other-full@${AT}`) });
  }),
  database: 'orders',
  holds: () => `other-full@${AT}`,
  moves: false,
  overwrites: false,
};

export const UNDO: Flow = {
  name: 'running database back at a moment',
  before: space => running(space, chart => { orders(chart); }, 'spoilt'),
  objects: ({ namespace }) => synth(namespace, chart => {
    new PointInTimeRestore(chart, 'Undo', { database: orders(chart).orders, at: AT, resume: openIfHolds(`orders-full@${AT}`) });
  }),
  database: 'orders',
  holds: () => `orders-full@${AT}`,
  moves: true,
  overwrites: false,
};

export const INCARNATION: Flow = {
  name: 'running database back from a Snapshot, beside itself',
  before: async space => {
    await running(space, chart => { ordersWithDumps(chart); }, 'spoilt');
    await dumpOf(space, 'orders');
  },
  objects: ({ namespace }) => synth(namespace, chart => {
    new SnapshotRestore(chart, 'Back', {
      database: ordersWithDumps(chart), snapshot: snapshotOf(namespace, 'orders', 'monday'), resume: openIfHolds('monday-data'),
    });
  }),
  database: 'orders',
  holds: () => 'monday-data',
  moves: true,
  overwrites: false,
};

export const OVERWRITE: Flow = {
  name: 'Snapshot written over the running database',
  before: INCARNATION.before,
  objects: ({ namespace }) => synth(namespace, chart => {
    new SnapshotRestore(chart, 'Back', {
      database: ordersWithDumps(chart),
      snapshot: snapshotOf(namespace, 'orders', 'monday'),
      process: RestoreProcess.OVERWRITE,
      resume: openIfHolds('monday-data'),
    });
  }),
  database: 'orders',
  holds: () => 'monday-data',
  moves: false,
  overwrites: true,
};

export const CLONE: Flow = {
  name: 'clone in another namespace',
  before: async space => {
    await dumpOf(space, 'other');
    await alsoIn(space, `${space.namespace}-staging`);
  },
  objects: ({ namespace }) => synth(namespace, chart => {
    storageOf(chart);
    new SnapshotClone(chart, 'Staging', {
      snapshot: snapshotOf(namespace, 'other', 'monday'),
      namespace: `${namespace}-staging`,
      replicas: 1,
      storage: { size: Size.gibibytes(2), storageClassName: 'standard' },
      run: { deadline: Duration.minutes(10) },
    });
  }),
  elsewhere: space => `${space.namespace}-staging`,
  database: 'other',
  holds: () => 'monday-data',
  moves: false,
  overwrites: false,
};

/** All flows of the library with a run. */
export const FLOWS: readonly Flow[] = [
  FIRST_DEPLOYMENT, NEW_FROM_LOGICAL, NEW_FROM_PHYSICAL, NEW_AT_A_TIME, UNDO, INCARNATION, OVERWRITE, CLONE,
];
