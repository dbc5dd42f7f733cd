import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';
import { BackupMethod } from '../../snapshots/method';
import { isArchiver } from '../part';
import { taskOf } from '../session-plan';

/** A way of backing up that the engine's addon has no task for. */
export const backupMethodNotOffered = rule<BackupSubject>('backup-method-not-offered', ({ parts, target }) => {
  const wanted = parts.flatMap(p => (isArchiver(p) ? [] : [p.method, ...(p.withManifest ? [BackupMethod.MANIFEST] : [])]));
  const isOffered = (method: BackupMethod) => taskOf(target, method) !== undefined;
  return [...new Set(wanted)].filter(m => !isOffered(m)).map(method => ({
    message: `${target.facts.addon} takes no ${method} backups of ${target.facts.kind} ${target.database}`,
    value: method,
    allowed: Object.values(BackupMethod).filter(isOffered).join(', '),
    remedy: 'back it up in another way',
  }));
}, 'backup', 'engine', 'spec', 'topology');
