// Databases that other code made: one with its manifest, which can get incarnations, and one by name, which is written over.
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import {
  BackupMethod, BackupStorage, Engine, ExistingDatabase, PointInTimeRestore, SafetyBackup, Snapshot, SnapshotRestore,
} from 'cdk8s-kubestash';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// kubectl get postgreses.kubedb.com billing -n shop -o yaml > billing.yaml
const billing = ExistingDatabase.fromManifestFile(chart, 'Billing', join(__dirname, 'billing.yaml'), {
  continuousBackup: { encryptionSecret: { name: 'restic' } },
});
new PointInTimeRestore(chart, 'UndoInvoices', { database: billing, at: '2026-11-20T08:30:00Z' });

const sessions = ExistingDatabase.fromName(chart, 'Sessions', 'sessions', {
  engine: Engine.REDIS,
  version: '7.4.1',
  backupConfigurations: ['sessions-backup'],
});
new SnapshotRestore(chart, 'SessionsBack', {
  database: sessions,
  snapshot: Snapshot.fromAttributes('sessions-daily-1795424400', {
    method: BackupMethod.LOGICAL,
    engine: Engine.REDIS,
    version: '7.4.1',
    namespace: 'shop',
    repository: 'sessions-daily',
    database: 'sessions',
    time: '2026-11-23T09:00:00Z',
    encryptionSecret: { name: 'restic' },
  }),
  safetyBackup: SafetyBackup.to({
    storage: BackupStorage.fromName(chart, 'Storage', 'backups', { namespace: 'backup' }),
    encryptionSecret: { name: 'restic' },
  }),
});

app.synth();
