// A Snapshot deployed as a staging database: another namespace, another size, another storage class (UI-3).
import { join } from 'path';
import { App, Chart, Size } from 'cdk8s';
import { BackupMethod, SnapshotCatalog, SnapshotClone } from 'cdk8s-kubestash';

const app = new App();
const chart = new Chart(app, 'staging', { namespace: 'staging' });

const catalog = SnapshotCatalog.fromFile(join(__dirname, 'snapshots.json'));

// `latest` is for what may be thrown away: the restore id, and with it the clone, changes with the export.
new SnapshotClone(chart, 'Staging', {
  snapshot: catalog.database('orders', 'shop').latest(BackupMethod.LOGICAL),
  name: 'orders',
  storage: { size: Size.gibibytes(60), storageClassName: 'standard' },
  // A copy of the original's Secret: a dump of PostgreSQL holds the accounts and their passwords.
  authSecret: { name: 'orders-auth' },
  catalog,
});

app.synth();
