import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { BackupStorage, StorageBackend } from '../../src/backup';
import { BackupDeletionPolicy, UsagePolicy } from '../../src/resources';
import { chartIn, codes, only } from '../resources/harness';
import { validateObject } from '../support/crds';
import { describeUpstream } from '../support/upstream';

const BACKENDS: [string, StorageBackend, any][] = [
  ['S3', StorageBackend.s3({ bucket: 'bkt', region: 'eu', prefix: 'p', endpoint: 'https://s3', secret: { name: 's3' }, insecureTls: true, maxConnections: 3 }), {
    provider: 's3', s3: { bucket: 'bkt', region: 'eu', prefix: 'p', endpoint: 'https://s3', secretName: 's3', insecureTLS: true, maxConnections: 3 },
  }],
  ['S3 without the slashes that the webhook takes off', StorageBackend.s3({ bucket: 'bkt/', prefix: '/p/', endpoint: 'https://s3/' }), {
    provider: 's3', s3: { bucket: 'bkt', prefix: '/p', endpoint: 'https://s3' },
  }],
  ['S3 by identity', StorageBackend.s3({ bucket: 'bkt' }), { provider: 's3', s3: { bucket: 'bkt' } }],
  ['GCS', StorageBackend.gcs({ bucket: 'bkt', secret: { name: 'g' } }), { provider: 'gcs', gcs: { bucket: 'bkt', secretName: 'g' } }],
  ['Azure', StorageBackend.azure({ storageAccount: 'a', container: 'c', prefix: 'p' }), {
    provider: 'azure', azure: { storageAccount: 'a', container: 'c', prefix: 'p' },
  }],
  ['NFS', StorageBackend.nfs('nfs.example.com', '/backups', { mountPath: '/mnt', subPath: 'x' }), {
    provider: 'local', local: { mountPath: '/mnt', subPath: 'x', nfs: { server: 'nfs.example.com', path: '/backups' } },
  }],
  ['a claim', StorageBackend.pvc('backups'), {
    provider: 'local', local: { mountPath: '/kubestash/storage', persistentVolumeClaim: { claimName: 'backups' } },
  }],
  ['a directory of the node', StorageBackend.hostPath('/data'), { provider: 'local', local: { mountPath: '/kubestash/storage', hostPath: { path: '/data' } } }],
  ['any volume', StorageBackend.volume({ other: { cephfs: { monitors: ['m'] } } }), {
    provider: 'local', local: { mountPath: '/kubestash/storage', cephfs: { monitors: ['m'] } },
  }],
  ['anything else', StorageBackend.custom('s3', { s3: { bucket: 'bkt' } }), { provider: 's3', s3: { bucket: 'bkt' } }],
];

test.each(BACKENDS)('%s is written in the words of the CRD', (_what, backend, storage) => {
  const chart = chartIn();
  new BackupStorage(chart, 'Storage', { backend });
  expect(only(chart).spec).toEqual({ storage, usagePolicy: { allowedNamespaces: { from: 'Same' } } });
  expect(codes(chart)).toEqual([]);
});

test('name and namespace are attributes, for BackupStorages declared here and elsewhere', () => {
  const chart = chartIn();
  const here = new BackupStorage(chart, 'MainStorage', { backend: StorageBackend.pvc('c') });
  const there = BackupStorage.fromName(chart, 'There', 'central', { namespace: 'backups' });
  expect([here.name, here.namespace]).toEqual(['main-storage', 'shop']);
  expect([there.name, there.namespace]).toEqual(['central', 'backups']);
  expect(Testing.synth(chart)).toHaveLength(1);
});

test('everything can be set, by property, by spec and by patch', () => {
  const chart = chartIn();
  const storage = new BackupStorage(chart, 'Storage', {
    backend: StorageBackend.s3({ bucket: 'bkt' }),
    name: 'x',
    namespace: 'backups',
    default: true,
    deletionPolicy: BackupDeletionPolicy.WIPE_OUT,
    usagePolicy: UsagePolicy.all(),
    runtimeSettings: { pod: { serviceAccountName: 'sa' } },
    metadata: { labels: { a: 'b' } },
    spec: { storage: { s3: { region: 'eu' } } },
  });
  ApiObject.of(storage).addJsonPatch(JsonPatch.replace('/spec/default', false));
  expect(only(chart)).toMatchObject({
    metadata: { name: 'x', namespace: 'backups', labels: { a: 'b' } },
    spec: {
      default: false,
      deletionPolicy: 'WipeOut',
      usagePolicy: { allowedNamespaces: { from: 'All' } },
      runtimeSettings: { pod: { serviceAccountName: 'sa' } },
      storage: { s3: { bucket: 'bkt', region: 'eu' } },
    },
  });
});

test('an incomplete one and two in one place are errors', () => {
  const chart = chartIn();
  new BackupStorage(chart, 'A', { backend: StorageBackend.s3({ bucket: '' }) });
  new BackupStorage(chart, 'B', { backend: StorageBackend.s3({ bucket: 'bkt' }) });
  new BackupStorage(chart, 'C', { backend: StorageBackend.s3({ bucket: 'bkt', endpoint: 'https://minio' }) });
  expect(codes(chart).sort()).toEqual(['name-invalid', 'storage-shared']);
});

describeUpstream('the CRD of upstream', () => {
  test.each(BACKENDS)('takes %s', (_what, backend) => {
    const chart = chartIn();
    new BackupStorage(chart, 'Storage', { backend, runtimeSettings: { container: { resources: { requests: { cpu: '1' } } } } });
    expect(validateObject(only(chart))).toEqual([]);
  });
});
