import { databaseOf, intentsOf } from './moments';
import { whyUnattached } from '../../src/protocol/attaching';

// An archiver that only a webhook gives to a database, when it is written.

const archiver = { type: { group: 'archiver.kubedb.com', version: 'v1alpha1', plural: 'mariadbarchivers' }, name: 'orders-archiver', attachedByWebhook: true };
const archived = { ...intentsOf()(), backups: [archiver] };

test.each([[{}], [{ archiver: {} }], [{ archiver: { pause: false } }], [{ archiver: { ref: {} } }]])('a database with %j is told to be written once more', spec => {
  expect(whyUnattached(archived, databaseOf({ spec }))).toMatch(/has no spec\.archiver\.ref, since archiver orders-archiver was not there .* kubectl annotate /);
});

test('one that has its archiver is not, nor one that nobody has seen, nor one that needs none', () => {
  expect(whyUnattached(archived, databaseOf({ spec: { archiver: { ref: { name: 'orders-archiver' } } } }))).toBeUndefined();
  expect(whyUnattached(archived, null)).toBeUndefined();
  expect(whyUnattached(archived, undefined)).toBeUndefined();
  expect(whyUnattached({ ...archived, backups: [{ ...archiver, attachedByWebhook: undefined }] }, databaseOf())).toBeUndefined();
});
