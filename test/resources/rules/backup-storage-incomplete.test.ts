import { askAbout } from '../harness';

const messages = (spec: any) => askAbout('BackupStorage', spec).map(f => {
  expect(f.code).toBe('backup-storage-incomplete');
  return f.message.replace(/^.* is not complete: /, '');
});

test.each([
  ['nothing', {}, ['it has no provider']],
  ['an unknown provider', { storage: { provider: 'b2' } }, ['the provider "b2" is none of s3, gcs, azure, local']],
  ['a provider without its block', { storage: { provider: 's3' } }, ['storage.s3 is missing']],
  ['no bucket', { storage: { provider: 'gcs', gcs: {} } }, ['storage.gcs.bucket is missing']],
  ['no container', { storage: { provider: 'azure', azure: { storageAccount: 'a' } } }, ['storage.azure.container is missing']],
  ['no volume', { storage: { provider: 'local', local: { mountPath: '/m' } } }, ['storage.local names 0 volumes instead of one']],
  ['a policy for repositories', { storage: { provider: 's3', s3: { bucket: 'b' } }, deletionPolicy: 'Retain' },
    ['the deletion policy Retain is for repositories; Delete leaves the data as well']],
  ['a bucket', { storage: { provider: 's3', s3: { bucket: 'b' } } }, []],
  ['a volume', { storage: { provider: 'local', local: { mountPath: '/m', nfs: { server: 's', path: '/' } } } }, []],
])('%s', (_what, spec, expected) => {
  expect(messages(spec)).toEqual(expected);
});
