import { RestoreSubject } from './subject';
import { warning } from '../../findings/finding';
import { isDisposable } from '../deletion-policy';

/** What backed the old incarnation up goes on with the old one. */
export const incarnationWithoutBackup = warning<RestoreSubject>('incarnation-without-backup', ({ before, state, assembled, resolved }) => {
  // That the code knows of no backup at all is said as an error, with the cause.
  if (resolved.logsOf !== undefined) return [];
  if (before === undefined || !assembled.decision.choice.incarnation) return [];
  if (state.bound.plan !== undefined || isDisposable(before.deletionPolicy)) return [];
  return [{
    message: `${state.incarnation.name} is not backed up: backups of ${before.incarnation.name} are of that one alone`,
    remedy: 'say backup: Backup.… of the database or of the restore (after a restore by command: in the code that --code prints); acknowledge this if it is backed up by other means',
  }];
}, 'backup', 'source', 'snapshot', 'engine', 'process');
