import { App, Chart, Cron, Size } from 'cdk8s';
import {
  Backup, BackupMethod, BackupStorage, Engine, GitOps, PointInTimeRestore, RestorableDatabase, RestoreProcess, Snapshot, SnapshotRestore,
  StorageBackend, Traffic,
} from '../../src';

const DECLARED = 'cdk8s-kubestash/declared';
const FOLLOWED = 'cdk8s-kubestash/followed-by';

/** A database that is restored this many times, and what is printed of it. */
function rendered(times: number, gitOps?: GitOps, traffic?: Traffic) {
  const app = new App();
  if (gitOps !== undefined) GitOps.use(app, gitOps);
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const storage = new BackupStorage(chart, 'Storage', {
    backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: { name: 's3-credentials' } }),
  });
  const backup = Backup.continuous({ storage, encryptionSecret: { name: 'restic' }, fullBackup: Cron.daily() });
  let database: any = new RestorableDatabase(chart, 'Orders', {
    engine: Engine.POSTGRES, version: '17.5', storage: { size: Size.gibibytes(10) }, backup, traffic,
  });
  const source = database;
  const incarnations: string[] = [database.incarnation];
  for (let n = 1; n <= times; n++) {
    database = new PointInTimeRestore(chart, `Undo${n}`, { database, source, at: '2026-11-20T08:30:00Z', restoreId: `r${n}` }).restored;
    incarnations.push(database.incarnation);
  }
  const objects: any[] = chart.toJson();
  const notes = (kind: string, key: string) => Object.fromEntries(objects
    .filter(o => o.kind === kind && o.metadata.annotations?.[key] !== undefined).map(o => [o.metadata.name, o.metadata.annotations[key]]));
  return { incarnations, declared: notes('Service', DECLARED), followed: notes('Postgres', FOLLOWED) };
}

test.each([['Argo CD', GitOps.argoCd()], ['Flux', GitOps.flux()]])('%s reads at client Services what the code ends with, and at CRs what came after them', (_, gitOps) => {
  expect(rendered(0, gitOps)).toMatchObject({ declared: { 'orders-client': 'orders first' }, followed: {} });
  const { incarnations: [first, second, third], declared, followed } = rendered(2, gitOps);
  expect(declared['orders-client']).toBe(`${third} ${third.slice('orders-'.length)}`);
  expect(followed).toEqual({ [first]: second, [second]: third });
});

test('the backups of an incarnation are history with it', () => {
  const app = new App();
  GitOps.use(app, GitOps.argoCd());
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const storage = new BackupStorage(chart, 'Storage', {
    backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: { name: 's3-credentials' } }),
  });
  const orders = new RestorableDatabase(chart, 'Orders', {
    engine: Engine.POSTGRES,
    version: '17.5',
    storage: { size: Size.gibibytes(10) },
    backup: Backup.logical({ storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily() }),
  });
  const snapshot = Snapshot.fromAttributes('monday', {
    method: BackupMethod.LOGICAL,
    engine: Engine.POSTGRES,
    version: '17.5',
    namespace: 'shop',
    repository: 'orders-logical',
    database: 'orders',
    time: '2026-01-05T09:00:00Z',
    encryptionSecret: { name: 'restic' },
  });
  const { restored } = new SnapshotRestore(chart, 'Back', { database: orders, snapshot, process: RestoreProcess.INCARNATION });
  const noted = chart.toJson().filter(o => o.metadata.annotations?.[FOLLOWED] !== undefined);
  expect(noted.map(o => `${o.kind} ${o.metadata.name} ${o.metadata.annotations[FOLLOWED]}`).sort()).toEqual([
    `BackupConfiguration orders ${restored.incarnation}`, `Postgres orders ${restored.incarnation}`,
  ]);
});

test('without a GitOps option nobody is told', () => {
  expect(rendered(2)).toMatchObject({ declared: {}, followed: {} });
  expect(rendered(2, GitOps.none())).toMatchObject({ declared: {}, followed: {} });
});

test('where Git has the selector, that says it', () => {
  expect(rendered(1, GitOps.flux(), Traffic.declared({ open: true })).declared).toEqual({});
});
