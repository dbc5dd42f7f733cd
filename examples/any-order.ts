// Everything a pipeline may apply in any order: Secrets, storage, database and the application that uses it (CI-1).
import { App, Chart, Cron, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Backup, BackupStorage, Engine, RestorableDatabase, StorageBackend } from 'cdk8s-kubestash';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// Their content comes from elsewhere (a secret store, a sealed secret): nothing secret stands in manifests.
const credentials = kplus.Secret.fromSecretName(chart, 'Credentials', 's3-credentials');
const restic = kplus.Secret.fromSecretName(chart, 'Restic', 'restic');

const storage = new BackupStorage(chart, 'Storage', {
  backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: credentials }),
});
const orders = new RestorableDatabase(chart, 'Orders', {
  engine: Engine.POSTGRES,
  version: '17.5',
  replicas: 3,
  storage: { size: Size.gibibytes(50) },
  backup: Backup.logical({ storage, encryptionSecret: restic, schedule: Cron.daily() }),
});

// The application knows the client Service and the Secret, whatever incarnation stands behind them.
const auth = kplus.Secret.fromSecretName(chart, 'Auth', orders.authSecretName);
const shop = new kplus.Deployment(chart, 'Application', { replicas: 2 });
shop.addContainer({
  image: 'example.com/shop:1.4.2',
  securityContext: { user: 1000 },
  envVariables: {
    PGHOST: kplus.EnvValue.fromValue(orders.host),
    PGPORT: kplus.EnvValue.fromValue(String(orders.port)),
    PGDATABASE: kplus.EnvValue.fromValue(orders.databaseName ?? 'postgres'),
    PGUSER: kplus.EnvValue.fromSecretValue({ secret: auth, key: 'username' }),
    PGPASSWORD: kplus.EnvValue.fromSecretValue({ secret: auth, key: 'password' }),
  },
});

app.synth();
