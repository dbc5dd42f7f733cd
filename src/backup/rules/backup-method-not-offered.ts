import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';
import { BackupMethod } from '../../snapshots/method';
import { isArchiver } from '../part';
import { taskOf } from '../session-plan';

/** A way of backing up that the engine's addon has no task for. */
export const backupMethodNotOffered = rule<BackupSubject>('backup-method-not-offered', ({ parts, target }) => {
  const allowed = Object.values(BackupMethod).filter(m => taskOf(target, m) !== undefined);
  const wanted = parts.flatMap(p => (isArchiver(p) ? [] : [p.method, ...(p.withManifest ? [BackupMethod.MANIFEST] : [])]));
  return [...new Set(wanted)].filter(m => !allowed.includes(m)).map(method => ({
    message: `${target.facts.addon} takes no ${method} backups of ${target.facts.kind} ${target.database}`,
    value: method,
    allowed: allowed.join(', '),
    remedy: 'back it up in another way',
  }));
});
