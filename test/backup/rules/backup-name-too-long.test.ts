import { Cron } from 'cdk8s';
import { Backup } from '../../../src/backup';
import { basics, planOf, problems } from '../harness';

test('names that become labels have at most 63 characters', () => {
  const database = 'a'.repeat(56);
  const [found, ...others] = planOf(Backup.logical(basics()), undefined, { database }).problems;
  expect(others).toEqual([]);
  expect(found).toMatchObject({ code: 'backup-name-too-long', allowed: 'at most 63' });
  expect(found.message).toContain('Repository');
  expect(problems(Backup.logical(basics()), undefined, { database: 'a'.repeat(55) })).toEqual([]);
});

test('what KubeDB makes of an archiver counts', () => {
  expect(problems(Backup.continuous({ ...basics(), fullBackup: Cron.daily() }), undefined, { database: 'a'.repeat(55) })).toEqual(['backup-name-too-long']);
});
