import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';

/** A driver that the engine's archiver does not have. */
export const driverNotOffered = rule<BackupSubject>('driver-not-offered', ({ archivers, target }) => {
  const { archiver } = target.facts;
  if (archiver === undefined || archivers.every(a => a.driver === undefined)) return [];
  return archivers.map(a => a.driver).flatMap(driver => (
    driver === undefined || (archiver.drivers as readonly string[]).includes(driver) ? [] : [{
      message: `${archiver.kind} takes no full backups by ${driver}`,
      value: driver,
      allowed: archiver.drivers.join(', '),
      remedy: 'leave the driver out',
    }]
  ));
}, 'backup.driver', 'engine');
