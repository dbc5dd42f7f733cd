import * as fc from 'fast-check';
import { isDnsLabel, isDnsSubdomain, isServiceName, kebab } from '../../src/values/kebab';

test.each([
  ['Orders', 'orders'],
  ['OrdersDb', 'orders-db'],
  ['UndoDelete2', 'undo-delete2'],
  ['S3Backups', 's3-backups'],
  ['APIKeys', 'api-keys'],
  ['already-kebab', 'already-kebab'],
  ['with_underscore and space', 'with-underscore-and-space'],
  ['--Edges--', 'edges'],
  ['Größe', 'gr-e'],
  ['…', ''],
])('the construct id %j becomes the name %j', (id, name) => {
  expect(kebab(id)).toBe(name);
});

test('whatever the id, the name is empty or fit to be one', () => {
  fc.assert(fc.property(fc.string({ maxLength: 40 }), id => kebab(id) === '' || isDnsSubdomain(kebab(id))));
});

test('labels have at most 63 characters, subdomains 253, and Services begin with a letter', () => {
  expect(isDnsLabel('a'.repeat(63))).toBe(true);
  expect(isDnsLabel('a'.repeat(64))).toBe(false);
  expect(isDnsLabel('a.b')).toBe(false);
  expect(isDnsSubdomain('a.b-c')).toBe(true);
  expect(isDnsSubdomain('a..b')).toBe(false);
  expect(isDnsSubdomain(Array(64).fill('abc').join('.') + 'x')).toBe(false);
  expect(isServiceName('1db')).toBe(false);
  expect(isServiceName('db1')).toBe(true);
});
