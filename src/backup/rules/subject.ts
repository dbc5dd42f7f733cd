import { BackupPart, BackupPlan, BackupTarget } from '../part';

/** A backup, the database it is for, and what comes of both. */
export interface BackupSubject {
  readonly parts: readonly BackupPart[];
  readonly target: BackupTarget;
  readonly plan: Omit<BackupPlan, 'problems' | 'storages'>;
}
