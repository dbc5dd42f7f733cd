import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';
import { BackupMethod } from '../../snapshots/method';
import { taskOf } from '../session-plan';

/** A way of backing up that the engine's addon has no task for. */
export const backupMethodNotOffered = rule<BackupSubject>('backup-method-not-offered', ({ sessions, target }) => {
  if (sessions.length === 0) return [];
  const wanted = sessions.flatMap(p => [p.method, ...(p.withManifest ? [BackupMethod.MANIFEST] : [])]);
  const isOffered = (method: BackupMethod) => taskOf(target, method) !== undefined;
  return [...new Set(wanted)].filter(m => !isOffered(m)).map(method => ({
    message: `${target.facts.addon} takes no ${method} backups of ${target.facts.kind} ${target.database}`,
    value: method,
    allowed: Object.values(BackupMethod).filter(isOffered).join(', '),
    remedy: 'back it up in another way',
  }));
}, 'backup', 'engine', 'spec', 'topology');
