import { about, object } from './harness';
import { duplicateObject } from '../../../../src/resources/rules/app/duplicate-object';

test('two objects of one kind, namespace and name are found, whatever their version', () => {
  const [found, ...others] = about(
    duplicateObject, object('kubedb.com/v1', 'Redis', 'a'), object('kubedb.com/v1alpha2', 'Redis', 'a'), object('kubedb.com/v1', 'Redis', 'b'),
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({ code: 'duplicate-object', message: 'Redis shop/a is declared 2 times' });
});

test('other namespaces, kinds and groups are other objects', () => {
  expect(about(
    duplicateObject, object('v1', 'Service', 'a'), object('v1', 'Service', 'a', {}, 'other'), object('v1', 'Secret', 'a'),
    object('serving.knative.dev/v1', 'Service', 'a'),
  )).toEqual([]);
});
