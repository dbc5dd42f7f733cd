import { about, CORE, object, STORAGE } from './harness';
import { Finding } from '../../../../src/findings/finding';
import { fieldRules } from '../../../../src/resources/rules/app/field-invalid';
import { CONFIGURATION, SESSION } from '../../harness';

const ARCHIVER = 'archiver.kubedb.com/v1alpha1';

const said = (apiVersion: string, kind: string, spec: any): Finding[] => fieldRules.flatMap(rule => about(rule, object(apiVersion, kind, 'it', { spec })));
const codes = (apiVersion: string, kind: string, spec: any): string[] => said(apiVersion, kind, spec).map(f => f.code);
const template = (schedule: unknown) => ({ backupConfigurationTemplate: { ...withSchedule(schedule), target: undefined } });
const withSchedule = (schedule: unknown) => ({ ...CONFIGURATION, sessions: [{ ...SESSION, scheduler: { schedule, jobTemplate: {} } }] });

test('a schedule without a star in front of its step is refused, with its place', () => {
  expect(said(CORE, 'BackupConfiguration', withSchedule('/30 * * * *'))).toMatchObject([{
    code: 'bad-cron', severity: 'error', value: '"/30 * * * *"', property: 'spec.sessions[0].scheduler.schedule', allowed: expect.any(String), remedy: expect.any(String),
  }]);
});

test('good schedules, and those known only later, are let through', () => {
  expect(codes(CORE, 'BackupConfiguration', withSchedule('@daily'))).toEqual([]);
  expect(codes(CORE, 'BackupBlueprint', template('${schedule}'))).toEqual([]);
});

test('archivers, blueprints and verifiers are looked at too', () => {
  const bad = 'every day';
  expect(codes(ARCHIVER, 'PostgresArchiver', {
    databases: {},
    fullBackup: { scheduler: { schedule: bad } },
    manifestBackup: { scheduler: { schedule: bad } },
    logBackup: { retentionSchedule: bad },
  })).toEqual(['bad-cron', 'bad-cron', 'bad-cron']);
  expect(codes(CORE, 'BackupBlueprint', template(bad))).toEqual(['bad-cron']);
  expect(codes(CORE, 'BackupVerifier', { scheduler: { schedule: bad, jobTemplate: {} } })).toEqual(['bad-cron']);
});

test.each([
  ['backupTimeout', { backupTimeout: '1d' }, 'backupTimeout'],
  ['delay', { retryConfig: { delay: '10 m' } }, 'retryConfig.delay'],
  ['timeout of a hook', { hooks: { postBackup: [{ name: 'tell', hookTemplate: { name: 'tell' }, timeout: 'long' }] } }, 'hooks.postBackup[0].timeout'],
])('a bad %s is refused, with its place', (_what, wrong, place) => {
  expect(said(CORE, 'BackupConfiguration', { ...CONFIGURATION, sessions: [{ ...SESSION, ...wrong }] }))
    .toMatchObject([{ code: 'bad-duration', property: `spec.sessions[0].${place}` }]);
});

test('timeouts of restores and archivers are looked at', () => {
  expect(codes(CORE, 'RestoreSession', { restoreTimeout: '2 hours' })).toEqual(['bad-duration']);
  expect(codes(CORE, 'RestoreSession', { restoreTimeout: '2h' })).toEqual([]);
  expect(codes(ARCHIVER, 'MySQLArchiver', { databases: {}, fullBackup: { timeout: '1d' }, manifestBackup: { retryConfig: { delay: 'x' } } })).toEqual(['bad-duration', 'bad-duration']);
  expect(codes(ARCHIVER, 'Neo4jArchiver', { databases: {}, differentialBackup: { backupInterval: '5 minutes' } })).toEqual(['bad-duration']);
  expect(codes(ARCHIVER, 'Neo4jArchiver', { databases: {}, differentialBackup: { backupInterval: '5m' } })).toEqual([]);
});

test('a retention period has units of its own', () => {
  expect(codes(STORAGE, 'RetentionPolicy', { maxRetentionPeriod: '1y6mo' })).toEqual([]);
  expect(codes(STORAGE, 'RetentionPolicy', { maxRetentionPeriod: '30 days' })).toEqual(['bad-retention-period']);
});

test('the logs of an archiver take one number and one unit', () => {
  expect(codes(ARCHIVER, 'PostgresArchiver', { databases: {}, logBackup: { retentionPeriod: '6m' } })).toEqual([]);
  expect(codes(ARCHIVER, 'PostgresArchiver', { databases: {}, logBackup: { retentionPeriod: '6mo' } })).toEqual(['bad-retention-period']);
  expect(codes(ARCHIVER, 'ClickHouseArchiver', { databases: {}, incrementalBackup: { retentionPeriod: '1y6m' } })).toEqual(['bad-retention-period']);
});

test('an older version of a database has its keys in other places', () => {
  const spec = { version: '10.11.6', terminationPolicy: 'WipeOut', podTemplate: { spec: { resources: { requests: { cpu: '1' } } } }, coordinator: { resources: {} } };
  expect(codes('kubedb.com/v1alpha2', 'MariaDB', spec)).toEqual([]);
  expect(codes('kubedb.com/v1', 'MariaDB', spec).sort()).toEqual(['key-not-known', 'key-not-known', 'key-unknown']);
});
