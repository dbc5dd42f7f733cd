import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';
import { BackupPart, BackupTarget, isArchiver } from '../part';
import { needsEncryption, sessionName } from '../session-plan';

/** Restic writes nothing without a password, and upstream only says so when the backup runs. */
export const encryptionSecretMissing = rule<BackupSubject>('encryption-secret-missing', ({ parts, target }) => (
  parts.filter(p => isMissing(p, target)).map(p => ({
    message: `the ${isArchiver(p) ? 'continuous' : sessionName(p)} backup of ${target.database} is written by restic and has no encryption secret`,
    allowed: 'a Secret with the key RESTIC_PASSWORD',
    remedy: `give encryptionSecret: { name: … }, a Secret in the namespace ${target.namespace}`,
  }))
), 'backup.encryptionSecret', 'engine');

function isMissing(part: BackupPart, target: BackupTarget): boolean {
  if (!isArchiver(part)) return part.session.encryptionSecret === undefined && needsEncryption(target, part);
  const { encryptionSecret, manifestBackup } = part.archiver;
  return encryptionSecret === undefined && (target.facts.archiver?.encryption === true || manifestBackup !== undefined);
}
