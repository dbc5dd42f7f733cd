import { BackupSubject } from './subject';
import { goingOn, warning } from '../../findings/finding';

/** A continuous backup of a database that may write no log. */
export const logsNotKept = goingOn(warning<BackupSubject>('logs-not-kept', ({ archivers, target: { facts, spec } }) => {
  const advice = spec !== undefined && archivers.length > 0 ? facts.archiver?.advice?.(spec) : undefined;
  return advice === undefined ? [] : [{ message: advice.message, remedy: advice.remedy }];
}));
