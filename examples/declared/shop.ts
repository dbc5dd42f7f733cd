import { App, Chart, Cron, Size } from 'cdk8s';
import {
  Backup, BackupMethod, BackupStorage, Engine, RestorableDatabase, Snapshot, SnapshotRestore, StorageBackend, Traffic,
} from 'cdk8s-kubestash';

/** The same app in three commits: what changes is whether the database is open, and whether the restore is declared. */
export function shop(commit: { readonly open: boolean; readonly restore: boolean }): App {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const encryptionSecret = { name: 'restic' };
  const storage = new BackupStorage(chart, 'Storage', {
    backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: { name: 's3-credentials' } }),
  });
  const orders = new RestorableDatabase(chart, 'Orders', {
    engine: Engine.POSTGRES,
    version: '17.5',
    storage: { size: Size.gibibytes(50) },
    backup: Backup.logical({ storage, encryptionSecret, schedule: Cron.daily() }),
    traffic: Traffic.declared({ open: commit.open }),
  });
  if (commit.restore) {
    new SnapshotRestore(chart, 'BackToMonday', {
      database: orders,
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
    });
  }
  return app;
}
