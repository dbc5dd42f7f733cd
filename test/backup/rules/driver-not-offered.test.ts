import { Cron } from 'cdk8s';
import { Backup } from '../../../src/backup';
import { ArchiverDriver } from '../../../src/resources';
import { basics, planOf, problems } from '../harness';

const by = (driver?: ArchiverDriver) => Backup.continuous({ ...basics(), fullBackup: Cron.daily(), driver });

test('a driver that the archiver does not have is refused, with those that it has', () => {
  expect(planOf(by(ArchiverDriver.WAL_G)).problems).toMatchObject([{ code: 'driver-not-offered', value: '"WalG"', allowed: 'Restic, VolumeSnapshotter' }]);
});

test('its own drivers and none are let through', () => {
  expect(problems(by(ArchiverDriver.RESTIC))).toEqual([]);
  expect(problems(by())).toEqual([]);
});
