import { Cron } from 'cdk8s';
import { Backup } from '../../../src/backup';
import { ArchiverDriver } from '../../../src/resources';
import { basics, mssqlserver, problems } from '../harness';

const options = () => ({ ...basics(), fullBackup: Cron.daily(), volumeSnapshotClassName: 'csi' });

test('a VolumeSnapshotClass without VolumeSnapshots is said to be useless', () => {
  expect(problems(Backup.continuous({ ...options(), driver: ArchiverDriver.RESTIC }))).toEqual(['volume-snapshot-class-unused']);
  expect(problems(Backup.continuous(options()), mssqlserver)).toEqual(['volume-snapshot-class-unused']);
  expect(problems(Backup.continuous(options()))).toEqual([]);
});
