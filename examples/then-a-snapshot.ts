// A week after an undo: one Snapshot comes back, a person looks at it and resumes (UI-2).
import { App, Chart, Cron, Size } from 'cdk8s';
import {
  Backup, BackupMethod, BackupStorage, Engine, PointInTimeRestore, RestorableDatabase, Resume, Snapshot, SnapshotRestore, StorageBackend,
} from 'cdk8s-kubestash';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

const encryptionSecret = { name: 'restic' };
const storage = new BackupStorage(chart, 'Storage', {
  backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: { name: 's3-credentials' } }),
});
const orders = new RestorableDatabase(chart, 'Orders', {
  engine: Engine.POSTGRES,
  version: '17.5',
  replicas: 3,
  storage: { size: Size.gibibytes(50), storageClassName: 'fast' },
  backup: Backup.combined(
    Backup.continuous({ storage, encryptionSecret, fullBackup: Cron.daily() }),
    Backup.logical({ storage, encryptionSecret, schedule: Cron.weekly() }),
  ),
});
const undo = new PointInTimeRestore(chart, 'UndoDelete', { database: orders, at: '2026-11-20T08:30:00Z' });

new SnapshotRestore(chart, 'BackToMonday', {
  database: undo.restored,
  snapshot: Snapshot.fromAttributes('orders-logical-1795424400', {
    method: BackupMethod.LOGICAL,
    engine: Engine.POSTGRES,
    version: '17.5',
    namespace: 'shop',
    repository: 'orders-logical',
    database: 'orders',
    time: '2026-11-23T09:00:00Z',
    encryptionSecret,
  }),
  resume: Resume.manual(),
  // Once it is resumed, a later commit says `retirePrevious: true`: what came before it is no longer rendered.
});

app.synth();
