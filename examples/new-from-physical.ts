// A new database from a physical Snapshot, picked from what an export of the cluster suggests (UI-1b).
import { join } from 'path';
import { App, Chart, Size } from 'cdk8s';
import { BackupMethod, Findings, RestorableDatabase, RestorePoint, SnapshotCatalog } from 'cdk8s-kubestash';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// kubectl get snapshots.storage.kubestash.com,repositories.storage.kubestash.com -A -o json > snapshots.json
const catalog = SnapshotCatalog.fromFile(join(__dirname, 'snapshots.json'));
const [best] = catalog.database('orders', 'shop').suggestions({ method: BackupMethod.PHYSICAL });

new RestorableDatabase(chart, 'OrdersCopy', {
  init: RestorePoint.snapshot(best.snapshot),
  storage: { size: Size.gibibytes(50) },
  // Files bring the passwords of the original along.
  authSecret: { name: 'orders-auth' },
  catalog,
});
Findings.of(chart).acknowledge('physical-without-logs', 'logs follow this Snapshot: the database has a continuous backup');

app.synth();
