import { about, object, STORAGE } from './harness';
import { storageShared } from '../../../../src/resources/rules/app/storage-shared';

const storage = (name: string, spec: any, namespace = 'shop') => object(STORAGE, 'BackupStorage', name, { spec: { storage: spec } }, namespace);
const s3 = (more: any = {}) => ({ provider: 's3', s3: { bucket: 'b', region: 'eu', prefix: 'p', ...more } });

test('two storages in one place are found across namespaces and endpoints, whatever trailing slashes', () => {
  const [found, ...others] = about(storageShared, storage('a', s3({ endpoint: 'https://one' })), storage('b', s3({ endpoint: 'https://two', prefix: 'p/' }), 'other'));
  expect(others).toEqual([]);
  expect(found).toMatchObject({ code: 'storage-shared', message: 'BackupStorage shop/a and BackupStorage other/b are the same place' });
});

test.each([
  ['buckets', s3({ bucket: 'c' })], ['regions', s3({ region: 'us' })], ['prefixes', s3({ prefix: 'q' })],
  ['providers', { provider: 'gcs', gcs: { bucket: 'b', prefix: 'p' } }],
])('different %s are different places', (_what, other) => {
  expect(about(storageShared, storage('a', s3()), storage('b', other))).toEqual([]);
});

test('GCS and Azure are compared in their own way, volumes never', () => {
  const gcs = { provider: 'gcs', gcs: { bucket: 'b' } };
  const azure = { provider: 'azure', azure: { storageAccount: 'a', container: 'c' } };
  const local = { provider: 'local', local: { nfs: { server: 's', path: '/p' } } };
  expect(about(storageShared, storage('a', gcs), storage('b', gcs))).toHaveLength(1);
  expect(about(storageShared, storage('a', azure), storage('b', azure))).toHaveLength(1);
  expect(about(storageShared, storage('a', local), storage('b', local))).toEqual([]);
});
