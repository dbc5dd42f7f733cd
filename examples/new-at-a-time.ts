// A new database with the data of another one at a moment: a source and a timestamp are all it takes (UI-1a).
import { App, Chart, Cron, Size } from 'cdk8s';
import { Backup, BackupStorage, Engine, RestorableDatabase, RestorePoint, StorageBackend } from 'cdk8s-kubestash';

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

// What did the shop look like on Friday morning?
new RestorableDatabase(chart, 'OrdersOnFriday', {
  init: RestorePoint.at('2026-11-20T08:30:00Z', orders),
});

app.synth();
