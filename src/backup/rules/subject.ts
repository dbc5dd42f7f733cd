import { ContinuousBackupOptions } from '../backup-options';
import { BackupPart, BackupPlan, BackupTarget, SessionPart } from '../part';

/** A backup, the database it is for, and what comes of both. */
export interface BackupSubject {
  readonly parts: readonly BackupPart[];
  /** Those of the parts that an archiver takes, and all others. */
  readonly archivers: readonly ContinuousBackupOptions[];
  readonly sessions: readonly SessionPart[];
  readonly target: BackupTarget;
  readonly plan: Omit<BackupPlan, 'problems' | 'storages'>;
}
