import { Cron } from 'cdk8s';
import { Backup } from '../../../src/backup';
import { mssqlserver, planOf, problems, storageIn } from '../harness';

const bare = () => ({ storage: storageIn(), schedule: Cron.daily() });

test('what restic writes needs a password', () => {
  const continuous = Backup.continuous({ ...bare(), fullBackup: Cron.daily() });
  for (const backup of [Backup.logical(bare()), Backup.physical(bare()), Backup.manifest(bare()), continuous]) {
    expect(problems(backup)).toEqual(['encryption-secret-missing']);
  }
  expect(planOf(Backup.logical(bare())).problems[0].remedy).toContain('namespace shop');
});

test('what others write needs none, until manifests come along', () => {
  expect(problems(Backup.logical(bare()), mssqlserver)).toEqual([]);
  expect(problems(Backup.volumeSnapshot(bare()))).toEqual([]);
  expect(problems(Backup.logical({ ...bare(), withManifest: true }), mssqlserver)).toEqual(['encryption-secret-missing']);
  expect(problems(Backup.continuous({ ...bare(), fullBackup: Cron.daily(), manifestBackup: Cron.daily() }), mssqlserver))
    .toEqual(['encryption-secret-missing']);
});
