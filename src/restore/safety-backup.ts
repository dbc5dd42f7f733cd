import { IBackupStorage } from '../backup/backup-storage';
import { backupStorage } from '../backup/values';
import { NamespacedRef } from '../engines/refs';
import { struct } from '../values/compound';
import { made } from '../values/given';
import { optional } from '../values/kind';
import { namespacedRef } from '../values/names';
import { prose } from '../values/texts';

/** Where a safety backup goes. */
export interface SafetyBackupOptions {
  /** Storage that takes it. */
  readonly storage: IBackupStorage;

  /**
   * Secret with the key `RESTIC_PASSWORD`.
   *
   * @default - none, for engines whose backups are not encrypted by restic
   */
  readonly encryptionSecret?: NamespacedRef;
}

const OPTIONS = struct<SafetyBackupOptions>({ storage: backupStorage, encryptionSecret: optional(namespacedRef('a Secret')) });

const REASON = struct<{ readonly reason: string }>({ reason: prose('a reason') });

/**
 * The backup that is taken before a running database is written over, since that cannot be rolled back.
 * It has a Repository of its own, so that no retention of others touches the Snapshot that is being restored.
 */
export class SafetyBackup {
  /** Goes where the logical backups of the database go. The default. */
  public static automatic(): SafetyBackup {
    return new SafetyBackup(true);
  }

  /** Goes to a storage of your choice: for databases imported by name, whose backups are not known here. */
  public static to(options: SafetyBackupOptions): SafetyBackup {
    return made('SafetyBackup.to', OPTIONS, options, of => new SafetyBackup(true, of));
  }

  /**
   * None. What is written over is gone.
   *
   * @param reason why that is fine, for those who read the code and the plan
   */
  public static none(reason: string): SafetyBackup {
    return made('SafetyBackup.none', REASON, { reason }, of => new SafetyBackup(false, undefined, of.reason));
  }

  private constructor(
    /** @internal */ public readonly _wanted: boolean,
    /** @internal */ public readonly _options?: SafetyBackupOptions,
    /** @internal */ public readonly _reason?: string,
  ) {}
}
