import { about, CORE, object } from './harness';
import { objectNameInvalid } from '../../../../src/resources/rules/app/object-name-invalid';

test.each([
  ['v1', 'Service', 'a'.repeat(64)],
  ['v1', 'Service', '1st'],
  ['v1', 'Service', 'a.b'],
  ['v1', 'Secret', 'With_Underscore'],
  ['v1', 'ConfigMap', 'a'.repeat(254)],
  ['v1', 'Namespace', 'a.b'],
  [CORE, 'BackupConfiguration', 'a'.repeat(64)],
  ['kubedb.com/v1', 'Postgres', ''],
])('%s %s %s is refused', (apiVersion, kind, name) => {
  expect(about(objectNameInvalid, object(apiVersion, kind, name))).toMatchObject([{ code: 'object-name-invalid' }]);
});

test.each([
  ['v1', 'Service', 'a'.repeat(63)],
  ['v1', 'Secret', 'a.b'],
  ['batch/v1', 'Job', 'a'.repeat(100)],
  [CORE, 'RestoreSession', 'orders.2026'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:admin'],
])('%s %s %s is let through', (apiVersion, kind, name) => {
  expect(about(objectNameInvalid, object(apiVersion, kind, name))).toEqual([]);
});
