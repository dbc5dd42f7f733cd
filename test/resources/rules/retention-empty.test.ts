import { codesAbout } from '../harness';

test('a RetentionPolicy says how many Snapshots stay, or how long', () => {
  expect(codesAbout('RetentionPolicy', { failedSnapshots: { last: 3 } })).toEqual(['retention-empty']);
  expect(codesAbout('RetentionPolicy', { successfulSnapshots: { last: 3 } })).toEqual([]);
  expect(codesAbout('RetentionPolicy', { maxRetentionPeriod: '30d' })).toEqual([]);
});
