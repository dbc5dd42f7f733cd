import { Backup } from '../../../src/backup';
import { basics, elasticsearch, planOf, problems } from '../harness';

test('a way that the addon has no task for is refused once, with the ways that there are', () => {
  const { problems: found } = planOf(Backup.physical(basics()), elasticsearch);
  expect(found).toMatchObject([{ code: 'backup-method-not-offered', value: '"physical"', allowed: 'logical, dashboard' }]);
});

test('manifests that come along are asked for too', () => {
  expect(problems(Backup.logical({ ...basics(), withManifest: true }), elasticsearch)).toEqual(['backup-method-not-offered']);
  expect(problems(Backup.logical(basics()), elasticsearch)).toEqual([]);
});
