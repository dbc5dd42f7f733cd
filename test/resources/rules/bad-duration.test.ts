import { askAbout, codesAbout, CONFIGURATION, SESSION } from '../harness';

test.each([
  ['backupTimeout', { ...SESSION, backupTimeout: '1d' }, 'sessions[0].backupTimeout'],
  ['delay', { ...SESSION, retryConfig: { delay: '10 m' } }, 'sessions[0].retryConfig.delay'],
  ['timeout of a hook', { ...SESSION, hooks: { postBackup: [{ timeout: 'long' }] } }, 'sessions[0].hooks.postBackup[0].timeout'],
])('a bad %s is refused, with its place', (_what, session, place) => {
  const [found, ...others] = askAbout('BackupConfiguration', { ...CONFIGURATION, sessions: [session] });
  expect(others).toEqual([]);
  expect(found.code).toBe('bad-duration');
  expect(found.message).toContain(place);
});

test('timeouts of restores and archivers are looked at', () => {
  const restore = { dataSource: { snapshot: 's' }, addon: { name: 'a', tasks: [{ name: 't' }] } };
  expect(codesAbout('RestoreSession', { ...restore, restoreTimeout: '2 hours' })).toEqual(['bad-duration']);
  expect(codesAbout('RestoreSession', { ...restore, restoreTimeout: '2h' })).toEqual([]);
  expect(codesAbout('MySQLArchiver', { fullBackup: { timeout: '1d' }, manifestBackup: { retryConfig: { delay: 'x' } } }))
    .toEqual(['bad-duration', 'bad-duration']);
  expect(codesAbout('Neo4jArchiver', { differentialBackup: { backupInterval: '5 minutes' } })).toEqual(['bad-duration']);
  expect(codesAbout('Neo4jArchiver', { differentialBackup: { backupInterval: '5m' } })).toEqual([]);
});
