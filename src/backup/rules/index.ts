import { backupMethodNotOffered } from './backup-method-not-offered';
import { backupNameTaken } from './backup-name-taken';
import { backupNameTooLong } from './backup-name-too-long';
import { backupOfEphemeralStorage } from './backup-of-ephemeral-storage';
import { continuousNotOffered } from './continuous-not-offered';
import { continuousTwice } from './continuous-twice';
import { driverNotOffered } from './driver-not-offered';
import { encryptionSecretMissing } from './encryption-secret-missing';
import { logRetentionUnused } from './log-retention-unused';
import { logsNotKept } from './logs-not-kept';
import { rootRefused } from './root-refused';
import { BackupSubject } from './subject';
import { volumeSnapshotClassUnused } from './volume-snapshot-class-unused';
import { Rule } from '../../findings/finding';

/** Rules of the backup of one database. */
export const BACKUP_RULES: readonly Rule<BackupSubject>[] = [
  backupMethodNotOffered, continuousNotOffered, continuousTwice, driverNotOffered, volumeSnapshotClassUnused,
  encryptionSecretMissing, backupOfEphemeralStorage, backupNameTaken, backupNameTooLong,
  logRetentionUnused,
  logsNotKept,
  rootRefused,
];
