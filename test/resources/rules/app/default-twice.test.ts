import { about, object, STORAGE } from './harness';
import { defaultTwice } from '../../../../src/resources/rules/app/default-twice';

const of = (kind: string, name: string, isDefault: boolean, namespace = 'shop') => object(STORAGE, kind, name, { spec: { default: isDefault } }, namespace);

test('a namespace has one default of each kind', () => {
  expect(about(defaultTwice, of('BackupStorage', 'a', true), of('BackupStorage', 'b', true))).toMatchObject([{
    code: 'default-twice', message: 'BackupStorage shop/a and BackupStorage shop/b are both the default of their namespace',
  }]);
  expect(about(
    defaultTwice, of('BackupStorage', 'a', true), of('RetentionPolicy', 'a', true), of('BackupStorage', 'b', false),
    of('BackupStorage', 'c', true, 'other'),
  )).toEqual([]);
});
