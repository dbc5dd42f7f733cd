import { about, CORE, object, STORAGE } from './harness';
import { usageRefused } from '../../../../src/resources/rules/app/usage-refused';
import { CONFIGURATION } from '../../harness';

const storage = (allowedNamespaces: any) => object(STORAGE, 'BackupStorage', 'storage', { spec: { usagePolicy: { allowedNamespaces } } });
const backup = (namespace: string) => object(CORE, 'BackupConfiguration', 'orders', { spec: CONFIGURATION }, namespace);
const named = (operator: string, ...values: string[]) => ({
  from: 'Selector', selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator, values }] },
});

test('another namespace needs to be let in', () => {
  expect(about(usageRefused, storage({ from: 'Same' }), backup('staging'))).toMatchObject([{
    code: 'usage-refused', message: 'BackupConfiguration staging/orders may not use BackupStorage shop/storage',
  }]);
  expect(about(usageRefused, storage({ from: 'Same' }), backup('shop'))).toEqual([]);
  expect(about(usageRefused, storage({ from: 'All' }), backup('staging'))).toEqual([]);
});

test('selectors on the name of a namespace are decided', () => {
  expect(about(usageRefused, storage(named('In', 'shop', 'staging')), backup('staging'))).toEqual([]);
  expect(about(usageRefused, storage(named('In', 'shop')), backup('staging'))).toHaveLength(1);
  expect(about(usageRefused, storage(named('NotIn', 'staging')), backup('staging'))).toHaveLength(1);
});

test('selectors on labels are decided only where the namespace is in the app', () => {
  const policy = storage({ from: 'Selector', selector: { matchLabels: { team: 'shop' } } });
  const namespace = (labels: any) => object('v1', 'Namespace', 'staging', { metadata: { labels } }, undefined);
  expect(about(usageRefused, policy, backup('staging'))).toEqual([]);
  expect(about(usageRefused, policy, backup('staging'), namespace({ team: 'other' }))).toHaveLength(1);
  expect(about(usageRefused, policy, backup('staging'), namespace({ team: 'shop' }))).toEqual([]);
});

test('hook templates and retention policies are looked at, what is not in the app is not', () => {
  const hook = object(CORE, 'HookTemplate', 'stop', { spec: { usagePolicy: { allowedNamespaces: { from: 'Same' } } } });
  const restore = object(CORE, 'RestoreSession', 'r', { spec: { hooks: { preRestore: [{ hookTemplate: { name: 'stop', namespace: 'shop' } }] } } }, 'staging');
  expect(about(usageRefused, hook, restore)).toHaveLength(1);
  expect(about(usageRefused, restore)).toEqual([]);
});
