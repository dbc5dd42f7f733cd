import { Cron } from 'cdk8s';
import { Backup } from '../../../src/backup';
import { basics, problems } from '../harness';

test('volumes that go with their pods are neither archived nor snapshotted', () => {
  const spec = { storageType: 'Ephemeral' };
  expect(problems(Backup.continuous({ ...basics(), fullBackup: Cron.daily() }), undefined, { spec })).toEqual(['backup-of-ephemeral-storage']);
  expect(problems(Backup.volumeSnapshot(basics()), undefined, { spec })).toEqual(['backup-of-ephemeral-storage']);
  expect(problems(Backup.logical(basics()), undefined, { spec })).toEqual([]);
  expect(problems(Backup.volumeSnapshot(basics()), undefined, { spec: { storageType: 'Durable' } })).toEqual([]);
});
