// A running database taken back to a moment: halted, recovered beside itself, checked, resumed by itself (UI-2).
import { App, Chart, Cron, Size } from 'cdk8s';
import {
  Backup, BackupStorage, Check, Engine, PointInTimeRestore, RestorableDatabase, Resume, StorageBackend,
} from 'cdk8s-kubestash';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

const storage = new BackupStorage(chart, 'Storage', {
  backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: { name: 's3-credentials' } }),
});
const orders = new RestorableDatabase(chart, 'Orders', {
  engine: Engine.POSTGRES,
  version: '17.5',
  replicas: 3,
  storage: { size: Size.gibibytes(50), storageClassName: 'fast' },
  backup: Backup.continuous({ storage, encryptionSecret: { name: 'restic' }, fullBackup: Cron.daily() }),
});

// 08:31, somebody deleted orders: take the data back to 08:30.
new PointInTimeRestore(chart, 'UndoDelete', {
  database: orders,
  at: '2026-11-20T08:30:00Z',
  resume: Resume.automatic({ checks: [Check.count('orders')] }),
});

app.synth();
