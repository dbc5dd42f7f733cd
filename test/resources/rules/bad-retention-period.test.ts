import { codesAbout } from '../harness';

test('a retention period has units of its own', () => {
  expect(codesAbout('RetentionPolicy', { maxRetentionPeriod: '1y6mo' })).toEqual([]);
  expect(codesAbout('RetentionPolicy', { maxRetentionPeriod: '30 days' })).toEqual(['bad-retention-period']);
});

test('the logs of an archiver take one number and one unit', () => {
  expect(codesAbout('PostgresArchiver', { logBackup: { retentionPeriod: '6m' } })).toEqual([]);
  expect(codesAbout('PostgresArchiver', { logBackup: { retentionPeriod: '6mo' } })).toEqual(['bad-retention-period']);
  expect(codesAbout('ClickHouseArchiver', { incrementalBackup: { retentionPeriod: '1y6m' } })).toEqual(['bad-retention-period']);
});
