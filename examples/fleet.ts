// Fifty databases by a loop, in one chart: synthesizing stays linear, which one chart each would not be.
import { App, Chart, Cron, Size } from 'cdk8s';
import { Backup, BackupStorage, Engine, RestorableDatabase, StorageBackend } from 'cdk8s-kubestash';

const app = new App();
const chart = new Chart(app, 'tenants', { namespace: 'tenants' });

const storage = new BackupStorage(chart, 'Storage', {
  backend: StorageBackend.gcs({ bucket: 'tenant-backups', secret: { name: 'gcs-credentials' } }),
});
for (let tenant = 1; tenant <= 50; tenant++) {
  new RestorableDatabase(chart, `Tenant${tenant}`, {
    engine: Engine.MYSQL,
    version: '8.4.3',
    storage: { size: Size.gibibytes(10) },
    backup: Backup.logical({
      storage,
      encryptionSecret: { name: 'restic' },
      schedule: Cron.schedule({ minute: String(tenant), hour: '2' }),
    }),
  });
}

app.synth();
