import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';
import { isArchiver } from '../part';

/** A driver that the engine's archiver does not have. */
export const driverNotOffered = rule<BackupSubject>('driver-not-offered', ({ parts, target }) => {
  const { archiver } = target.facts;
  if (archiver === undefined) return [];
  return parts.filter(isArchiver).map(p => p.archiver.driver).flatMap(driver => (
    driver === undefined || (archiver.drivers as readonly string[]).includes(driver) ? [] : [{
      message: `${archiver.kind} takes no full backups by ${driver}`,
      value: driver,
      allowed: archiver.drivers.join(', '),
      remedy: 'leave the driver out',
    }]
  ));
}, 'backup.driver', 'engine');
