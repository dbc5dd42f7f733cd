import { BackupSubject } from './subject';
import { goingOn, warning } from '../../findings/finding';
import { isArchiver } from '../part';

/** A continuous backup of a database that may write no log. */
export const logsNotKept = goingOn(warning<BackupSubject>('logs-not-kept', ({ parts, target: { facts, spec } }) => {
  const advice = spec !== undefined && parts.some(isArchiver) ? facts.archiver?.advice?.(spec) : undefined;
  return advice === undefined ? [] : [{ message: advice.message, remedy: advice.remedy }];
}));
