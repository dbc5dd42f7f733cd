import { Cron } from 'cdk8s';
import { Backup } from '../../../src/backup';
import { basics, problems } from '../harness';

test('one archiver is enough', () => {
  const continuous = Backup.continuous({ ...basics(), fullBackup: Cron.daily() });
  expect(problems(Backup.combined(continuous, continuous))).toEqual(['continuous-twice']);
});
