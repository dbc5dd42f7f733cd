// A database of another cluster, recovered in this one: only the storage is shared, and the Repositories come back with it.
import { App, Chart, Size } from 'cdk8s';
import { BackupStorage, Engine, RestorableDatabase, RestorePoint, Resume, StorageBackend } from 'cdk8s-kubestash';

const app = new App();
// Repositories and Snapshots come back in the namespace where they were.
const chart = new Chart(app, 'shop', { namespace: 'shop' });

new BackupStorage(chart, 'Storage', {
  backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: { name: 's3-credentials' } }),
});
new RestorableDatabase(chart, 'Orders', {
  init: RestorePoint.inRepositories('2026-11-20T08:30:00Z', {
    engine: Engine.POSTGRES,
    version: '17.5',
    database: 'orders',
    namespace: 'shop',
    encryptionSecret: { name: 'restic' },
  }),
  replicas: 3,
  storage: { size: Size.gibibytes(50) },
  // Files bring the passwords of their database along: a copy of its Secret.
  authSecret: { name: 'orders-auth' },
  // A person looks at it before the applications of this cluster do.
  resume: Resume.manual(),
});

app.synth();
