import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';

/** Continuous backup of a database that has no archiver, or not in this shape. */
export const continuousNotOffered = rule<BackupSubject>('continuous-not-offered', ({ archivers, target }) => {
  if (archivers.length === 0) return [];
  const { kind, archiver } = target.facts;
  const why = archiver === undefined ? `there is no archiver for ${kind}` : archiver.refuses?.(target.spec ?? {});
  return why === undefined ? [] : [{
    message: `${kind} ${target.database} cannot be backed up continuously: ${why}`,
    remedy: 'take logical backups instead, as often as need be',
  }];
}, 'backup', 'engine', 'topology', 'spec');
