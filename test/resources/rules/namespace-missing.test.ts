import { namespaceMissing } from '../../../src/resources/rules/namespace-missing';

test('an object has a namespace', () => {
  const subject = { apiVersion: 'v1', kind: 'RestoreSession', name: 'r', spec: {} };
  expect(namespaceMissing.check(subject)).toHaveLength(1);
  expect(namespaceMissing.check({ ...subject, namespace: '' })).toHaveLength(1);
  expect(namespaceMissing.check({ ...subject, namespace: 'shop' })).toEqual([]);
});
