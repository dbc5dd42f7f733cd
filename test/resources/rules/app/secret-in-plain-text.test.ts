import { about, CORE, object } from './harness';
import { secretInPlainText } from '../../../../src/resources/rules/app/secret-in-plain-text';

const said = (spec: any, kind = 'RestoreSession', apiVersion = CORE) => about(secretInPlainText, object(apiVersion, kind, 'a', { spec }));

test.each([
  ['an AWS access key', { any: `key ${'AKIA'}ABCDEFGHIJKLMNOP` }],
  ['a private key', { any: '-----BEGIN RSA PRIVATE KEY-----' }],
  ['a URL with a password', { any: 'postgres://me:secret@db/orders' }],
  ['a password among arguments', { addon: { tasks: [{ params: { args: '--clean --password=hunter2' } }] } }],
  ['what looks like a credential', { params: { password: 'hunter2' } }],
  ['what looks like a credential', { params: { AWS_SECRET_ACCESS_KEY: 'hunter2' } }],
])('%s is refused', (what, spec) => {
  const [found, ...others] = said(spec);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ code: 'secret-in-plain-text', severity: 'error' });
  expect(found.message).toContain(what);
});

test('the value is never repeated', () => {
  expect(JSON.stringify(said({ params: { password: 'hunter2' } }))).not.toContain('hunter2');
});

test.each([
  [{ encryptionSecret: { name: 'restic' }, secretName: 's3-credentials', authSecret: { name: 'password' } }],
  [{ params: { password: '', args: '--password-file=/x $PASSWORD' } }],
  [{ password: { valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } } }],
  [{ url: 'https://example.com/a:b@c', other: 'postgres://${USER}:${PASSWORD}@db' }],
])('references are let through: %j', spec => {
  expect(said(spec)).toEqual([]);
});

test('Secrets and objects of others are their own business', () => {
  expect(said({ password: 'x' }, 'Secret', 'v1')).toEqual([]);
});
