import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';
import { BackupMethod } from '../../snapshots/method';

/** Volumes that live as long as their pods can neither be snapshotted nor recovered into. */
export const backupOfEphemeralStorage = rule<BackupSubject>('backup-of-ephemeral-storage', ({ archivers, sessions, target }) => {
  if (target.spec?.storageType !== 'Ephemeral') return [];
  const ways = [
    ...(archivers.length > 0 ? ['continuously'] : []),
    ...(sessions.some(p => p.method === BackupMethod.VOLUME_SNAPSHOT) ? ['by volume snapshots'] : []),
  ];
  return ways.map(way => ({
    message: `${target.facts.kind} ${target.database} has ephemeral storage and cannot be backed up ${way}`,
    value: 'Ephemeral',
    allowed: 'Durable',
    remedy: 'give it durable storage, or take logical backups',
  }));
}, 'backup', 'spec.storageType');
