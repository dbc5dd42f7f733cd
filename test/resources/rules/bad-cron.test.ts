import { askAbout, codesAbout, CONFIGURATION, SESSION } from '../harness';

const withSchedule = (schedule: unknown) => ({ ...CONFIGURATION, sessions: [{ ...SESSION, scheduler: { schedule, jobTemplate: {} } }] });

test('a schedule without a star in front of its step is refused, with its place', () => {
  const [found] = askAbout('BackupConfiguration', withSchedule('/30 * * * *'));
  expect(found).toMatchObject({ code: 'bad-cron', severity: 'error', value: '"/30 * * * *"' });
  expect(found.message).toContain('sessions[0].scheduler.schedule');
  expect(found.allowed).toBeDefined();
  expect(found.remedy).toBeDefined();
});

test('good schedules, and those known only later, are let through', () => {
  expect(codesAbout('BackupConfiguration', withSchedule('@daily'))).toEqual([]);
  expect(codesAbout('BackupConfiguration', withSchedule({ resolve: () => '?' }))).toEqual([]);
});

test('archivers, blueprints and verifiers are looked at too', () => {
  const bad = 'every day';
  expect(codesAbout('PostgresArchiver', {
    fullBackup: { scheduler: { schedule: bad } }, manifestBackup: { scheduler: { schedule: bad } }, logBackup: { retentionSchedule: bad },
  })).toEqual(['bad-cron', 'bad-cron', 'bad-cron']);
  expect(codesAbout('BackupBlueprint', { backupConfigurationTemplate: withSchedule(bad) })).toEqual(['bad-cron']);
  expect(codesAbout('BackupVerifier', { scheduler: { schedule: bad } })).toEqual(['bad-cron']);
});
