import { BackupSubject } from './subject';
import { warning } from '../../findings/finding';
import { isArchiver } from '../part';

/** A continuous backup of a database that may write no log, or has none. */
export const logsNotKept = warning<BackupSubject>('logs-not-kept', ({ parts, target: { facts, spec } }) => {
  const { archiver } = facts;
  const options = parts.filter(isArchiver).map(p => p.archiver);
  const advice = spec !== undefined && options.length > 0 ? archiver?.advice?.(spec) : undefined;
  const unused = archiver === undefined || archiver.logPart !== undefined ? [] : LOG_OPTIONS.filter(key => options.some(o => o[key] !== undefined));
  return [
    ...(advice === undefined ? [] : [{ message: advice.message, remedy: advice.remedy }]),
    ...unused.map(key => ({ message: `${facts.kind} keeps no logs, so that ${key} has no effect`, value: key, remedy: 'leave it out' })),
  ];
});

/** What is said about logs. */
const LOG_OPTIONS = ['logRetention', 'logRetentionSchedule'] as const;
