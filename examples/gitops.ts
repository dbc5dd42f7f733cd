// Told to Argo CD: the wave, and what is never pruned.
import { App, Chart, Cron, Size } from 'cdk8s';
import { Backup, BackupStorage, Engine, GitOps, PointInTimeRestore, RestorableDatabase, StorageBackend } from 'cdk8s-kubestash';

const app = new App();
GitOps.use(app, GitOps.argoCd());
const chart = new Chart(app, 'shop', { namespace: 'shop' });

const storage = new BackupStorage(chart, 'Storage', {
  backend: StorageBackend.azure({ storageAccount: 'shop', container: 'backups', secret: { name: 'azure-credentials' } }),
});
const orders = new RestorableDatabase(chart, 'Orders', {
  engine: Engine.MARIADB,
  version: '11.8.5',
  storage: { size: Size.gibibytes(50) },
  backup: Backup.continuous({ storage, encryptionSecret: { name: 'restic' }, fullBackup: Cron.daily() }),
});
new PointInTimeRestore(chart, 'UndoDelete', { database: orders, at: '2026-11-20T08:30:00Z' });

app.synth();
