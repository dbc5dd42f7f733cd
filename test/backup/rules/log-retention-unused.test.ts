import { Cron } from 'cdk8s';
import { Backup } from '../../../src/backup';
import { etcd } from '../../../src/engines/etcd';
import { basics, postgres, problems } from '../harness';

test('etcd keeps no logs, so that nothing can be said of them', () => {
  const asked = (options: object) => Backup.continuous({ ...basics(), fullBackup: Cron.daily(), ...options });
  const logs = { logRetention: '7d', logRetentionSchedule: Cron.weekly() };
  expect(problems(asked({}), etcd, { spec: {} })).toEqual([]);
  expect(problems(asked(logs), etcd, { spec: {} })).toEqual(['log-retention-unused', 'log-retention-unused']);
  expect(problems(asked(logs), postgres, { spec: {} })).toEqual([]);
});
