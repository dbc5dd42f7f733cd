// A new database from one logical Snapshot, pinned in code (UI-1c).
import { App, Chart, Size } from 'cdk8s';
import { BackupMethod, Check, Engine, Expect, RestorableDatabase, RestorePoint, Resume, Snapshot } from 'cdk8s-kubestash';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

new RestorableDatabase(chart, 'OrdersCopy', {
  // `npx cdk8s-kubestash snapshots orders --code` prints this.
  init: RestorePoint.snapshot(Snapshot.fromAttributes('orders-logical-1795424400', {
    method: BackupMethod.LOGICAL,
    engine: Engine.POSTGRES,
    version: '17.5',
    namespace: 'shop',
    repository: 'orders-logical',
    database: 'orders',
    time: '2026-11-23T09:00:00Z',
    encryptionSecret: { name: 'restic' },
  })),
  storage: { size: Size.gibibytes(50) },
  // A dump of PostgreSQL holds the accounts too: the copy has the passwords of the original.
  authSecret: { name: 'orders-auth' },
  resume: Resume.automatic({ checks: [Check.sql('select count(*) from orders', { expect: Expect.atLeast(1000), database: 'shop' })] }),
});

app.synth();
