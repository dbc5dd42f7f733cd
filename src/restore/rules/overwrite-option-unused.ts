import { RestoreSubject } from './subject';
import { warning } from '../../findings/finding';
import { writesOver } from '../../protocol/intent';

/** What is said about writing over a database, where none is written over. */
export const overwriteOptionUnused = warning<RestoreSubject>('overwrite-option-unused', ({ before, assembled, options }) => {
  if (before === undefined || writesOver(assembled.decision.choice)) return [];
  return [
    ...(options?.safetyBackup === undefined ? [] : ['safetyBackup']),
    ...(options?.acceptUnrecordedTarget === true ? ['acceptUnrecordedTarget'] : []),
  ].map(property => ({
    message: `${property} has no effect: the data goes into a new incarnation, and the running database stays as it is`,
    value: property,
    remedy: 'leave it out, or insist on RestoreProcess.OVERWRITE',
    property,
  }));
}, 'process', 'snapshot');
