// A Snapshot written over the running database, where a second one makes no sense: a safety backup first, backups paused (UI-2).
import { App, Chart, Cron, Size } from 'cdk8s';
import {
  Backup, BackupMethod, BackupStorage, Engine, RestorableDatabase, Snapshot, SnapshotRestore, StorageBackend, Topology,
} from 'cdk8s-kubestash';

const app = new App();
const chart = new Chart(app, 'search', { namespace: 'search' });

const encryptionSecret = { name: 'restic' };
const storage = new BackupStorage(chart, 'Storage', {
  backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', prefix: 'search', secret: { name: 's3-credentials' } }),
});
const vectors = new RestorableDatabase(chart, 'Vectors', {
  engine: Engine.QDRANT,
  version: '1.17.0',
  topology: Topology.qdrantDistributed(),
  replicas: 3,
  storage: { size: Size.gibibytes(20) },
  backup: Backup.logical({ storage, encryptionSecret, schedule: Cron.daily() }),
});

// Qdrant has no spec.init: a new one would accept connections before its data is there.
new SnapshotRestore(chart, 'BackToMonday', {
  database: vectors,
  snapshot: Snapshot.fromAttributes('vectors-logical-1795424400', {
    method: BackupMethod.LOGICAL,
    engine: Engine.QDRANT,
    version: '1.17.0',
    namespace: 'search',
    repository: 'vectors-logical',
    database: 'vectors',
    time: '2026-11-23T09:00:00Z',
    encryptionSecret,
  }),
});

app.synth();
