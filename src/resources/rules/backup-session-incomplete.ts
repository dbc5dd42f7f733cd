import { isGiven, ObjectSubject } from './subject';
import { rule } from '../../findings/finding';

/** A BackupSession of nothing: it is one run of one session of a BackupConfiguration. */
export const backupSessionIncomplete = rule<ObjectSubject>('backup-session-incomplete', ({ kind, name, spec }) => (kind !== 'BackupSession' ? [] : ['invoker', 'session'].filter(key => !isGiven(spec[key])).map(key => ({
  message: `BackupSession ${name} would back nothing up: it has no ${key}`,
  remedy: 'name the BackupConfiguration (invoker) and one of its sessions',
}))));
