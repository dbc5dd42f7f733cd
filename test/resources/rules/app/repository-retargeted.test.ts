import { about, CORE, object } from './harness';
import { directoryShared } from '../../../../src/resources/rules/app/directory-shared';
import { repositoryRetargeted } from '../../../../src/resources/rules/app/repository-retargeted';
import { CONFIGURATION, SESSION } from '../../harness';

const backup = (name: string, target: string, repository: string, directory: string, storage = 'storage', namespace = 'shop') => (
  object(CORE, 'BackupConfiguration', name, {
    spec: {
      target: { ...CONFIGURATION.target, name: target },
      backends: [{ name: 's3', storageRef: { name: storage, namespace: 'shop' } }],
      sessions: [{ ...SESSION, repositories: [{ name: repository, backend: 's3', directory }] }],
    },
  }, namespace)
);

test('a Repository has one target and one storage', () => {
  expect(about(repositoryRetargeted, backup('a', 'one', 'r', 'd'), backup('b', 'two', 'r', 'd'))).toMatchObject([{
    code: 'repository-retargeted', value: '"BackupConfiguration shop/a, BackupConfiguration shop/b"',
  }]);
  expect(about(repositoryRetargeted, backup('a', 'one', 'r', 'd'), backup('b', 'one', 'r', 'd', 'elsewhere'))).toHaveLength(1);
  expect(about(repositoryRetargeted, backup('a', 'one', 'r', 'd'), backup('b', 'one', 'r', 'd'))).toEqual([]);
  expect(about(repositoryRetargeted, backup('a', 'one', 'r', 'd'), backup('b', 'two', 'r', 'd', 'storage', 'other'))).toEqual([]);
});

test('a directory has one Repository, however it is spelled', () => {
  expect(about(directoryShared, backup('a', 'one', 'r', '/orders/'), backup('b', 'two', 's', 'orders/./'))).toMatchObject([{
    code: 'directory-shared', value: '"orders"', message: 'the Repositories shop/r and shop/s share a directory of BackupStorage shop/storage',
  }]);
  expect(about(directoryShared, backup('a', 'one', 'r', 'orders'), backup('b', 'two', 's', 'orders/7f3a'))).toEqual([]);
  expect(about(directoryShared, backup('a', 'one', 'r', 'orders'), backup('b', 'two', 's', 'orders', 'elsewhere'))).toEqual([]);
  expect(about(directoryShared, backup('a', 'one', 'r', 'orders'), backup('b', 'one', 'r', 'orders'))).toEqual([]);
});
