import { BackupSubject } from './subject';
import { warning } from '../../findings/finding';

/** What is said about logs. */
const OPTIONS = ['logRetention', 'logRetentionSchedule'] as const;

/** Something said about logs, of which the engine keeps none. */
export const logRetentionUnused = warning<BackupSubject>('log-retention-unused', ({ archivers, target: { facts } }) => (
  facts.archiver === undefined || facts.archiver.logPart !== undefined ? [] : archivers.flatMap(archiver => OPTIONS
    .filter(option => archiver[option] !== undefined)
    .map(option => ({ message: `${facts.kind} keeps no logs, so that ${option} has no effect`, value: option, remedy: 'leave it out' })))
), 'engine', 'backup');
