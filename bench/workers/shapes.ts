import { ApiObject, Chart, Cron, Size } from 'cdk8s';
import {
  Backup, BackupMethod, BackupStorage, Check, Engine, PointInTimeRestore, RestorableDatabase, RestorableDatabaseProps, RestorePoint, Resume, Snapshot,
  SnapshotClone, StorageBackend, Traffic,
} from 'cdk8s-kubestash';

/** The restores that are measured, each with everything a user writes for it. */
export const SHAPES = ['ui-1a', 'ui-2', 'ui-2-declared', 'ui-3'] as const;
export type Shape = (typeof SHAPES)[number];

export const TITLES: Record<Shape, string> = {
  'ui-1a': 'new database at a time (UI-1a)',
  'ui-2': 'undo, managed (UI-2)',
  'ui-2-declared': 'undo, declared (UI-2)',
  'ui-3': 'clone from a Snapshot (UI-3)',
};

const TIME = '2026-11-20T08:30:00Z';
const restic = { name: 'restic' };

/** Declares `n` restores of one shape, numbered from `first`. */
export function declare(chart: Chart, shape: Shape, n: number, first = 0): void {
  const storage = new BackupStorage(chart, `Storage${first}`, {
    backend: StorageBackend.s3({ bucket: `backups-${first}`, region: 'eu-central-1', secret: { name: 's3-credentials' } }),
  });
  for (let i = first; i < first + n; i++) RESTORES[shape](chart, storage, i);
}

const RESTORES: Record<Shape, (chart: Chart, storage: BackupStorage, i: number) => void> = {
  'ui-1a': (chart, storage, i) => {
    const init = RestorePoint.inRepositories(TIME, { engine: Engine.POSTGRES, version: '17.5', database: `old-${i}`, namespace: 'shop', encryptionSecret: restic });
    database(chart, storage, i, { init, authSecret: { name: `old-${i}-auth` } });
  },
  'ui-2': (chart, storage, i) => {
    const resume = Resume.automatic({ checks: [Check.count('orders')] });
    new PointInTimeRestore(chart, `Undo${i}`, { database: database(chart, storage, i), at: TIME, resume });
  },
  'ui-2-declared': (chart, storage, i) => {
    new PointInTimeRestore(chart, `Undo${i}`, { database: database(chart, storage, i, { traffic: Traffic.declared({ open: false }) }), at: TIME });
  },
  'ui-3': (chart, _, i) => {
    const snapshot = Snapshot.fromAttributes(`orders-${i}-1795424400`, {
      method: BackupMethod.LOGICAL,
      engine: Engine.POSTGRES,
      version: '17.5',
      namespace: 'shop',
      repository: `orders-${i}-logical`,
      database: `orders-${i}`,
      time: TIME,
      encryptionSecret: restic,
    });
    const authSecret = { name: `orders-${i}-auth` };
    new SnapshotClone(chart, `Clone${i}`, { snapshot, name: `clone-${i}`, storage: { size: Size.gibibytes(60) }, authSecret });
  },
};

function database(chart: Chart, storage: BackupStorage, i: number, more: Partial<RestorableDatabaseProps> = {}): RestorableDatabase {
  return new RestorableDatabase(chart, `Orders${i}`, {
    engine: Engine.POSTGRES,
    version: '17.5',
    replicas: 3,
    storage: { size: Size.gibibytes(50), storageClassName: 'fast' },
    backup: Backup.continuous({ storage, encryptionSecret: restic, fullBackup: Cron.daily() }),
    ...more,
  });
}

/** The ApiObjects below a chart or an app. */
export function objectsOf(scope: Chart | { readonly node: Chart['node'] }): ApiObject[] {
  return scope.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c));
}
