import { Cron } from 'cdk8s';
import { Backup } from '../../../src/backup';
import { basics, problems } from '../harness';

const continuous = () => Backup.continuous({ ...basics(), fullBackup: Cron.daily(), manifestBackup: Cron.daily() });

test('names that KubeDB gives to what it makes are taken', () => {
  expect(problems(Backup.combined(continuous(), Backup.logical({ ...basics(), name: 'full' })))).toEqual(['backup-name-taken']);
  expect(problems(Backup.combined(continuous(), Backup.manifest({ ...basics(), name: 'manifest' })))).toEqual(['backup-name-taken']);
  expect(problems(Backup.combined(continuous(), Backup.logical({ ...basics(), configuration: '{database}-archiver' })))).toEqual(['backup-name-taken']);
});

test('without an archiver they are free', () => {
  expect(problems(Backup.logical({ ...basics(), name: 'full', configuration: '{database}-archiver' }))).toEqual([]);
});

test('two backups need two Repositories, though in two BackupConfigurations', () => {
  expect(problems(Backup.combined(
    Backup.logical(basics()), Backup.logical({ ...basics(), configuration: 'other', repository: '{database}-logical' }),
  ))).toContain('backup-name-taken');
});
