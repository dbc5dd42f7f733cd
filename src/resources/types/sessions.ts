import { AddonOptions } from './addon';
import { BackupHooks } from './hooks';
import { BackupDeletionPolicy, ObjectReference, TargetRef } from './refs';
import { RetryConfig, ScheduleOptions } from './schedule';

/** A place for backups and how long they stay there. */
export interface BackupBackend {
  /** Name by which sessions refer to it. */
  readonly name: string;

  /**
   * The BackupStorage.
   *
   * @default - the namespace's default BackupStorage
   */
  readonly storageRef?: ObjectReference;

  /**
   * The RetentionPolicy.
   *
   * @default - the namespace's default RetentionPolicy
   */
  readonly retentionPolicy?: ObjectReference;
}

/** A Repository that a session writes to; KubeStash makes it. */
export interface BackupRepository {
  /** Name of the Repository. It stays with its target for good. */
  readonly name: string;

  /**
   * Name of the backend.
   *
   * @default - the only one there is
   */
  readonly backend?: string;

  /** Directory in the backend. No other Repository may use it. */
  readonly directory: string;

  /**
   * Secret with the key `RESTIC_PASSWORD`.
   *
   * @default - not encrypted by restic
   */
  readonly encryptionSecret?: ObjectReference;

  /**
   * What becomes of the Repository when the BackupConfiguration is deleted.
   *
   * @default - left to KubeStash
   */
  readonly deletionPolicy?: BackupDeletionPolicy;

  /**
   * BackupVerifier that proves its Snapshots.
   *
   * @default - none
   */
  readonly backupVerifier?: ObjectReference;
}

/** What all kinds of backup sessions have in common. */
export interface SessionOptions {
  /** Name of the session. */
  readonly name: string;

  /** When it runs. */
  readonly scheduler: ScheduleOptions;

  /**
   * Hooks around it.
   *
   * @default - none
   */
  readonly hooks?: BackupHooks;

  /**
   * How long it may take, as a Go duration: `2h`.
   *
   * @default - no limit
   */
  readonly backupTimeout?: string;

  /**
   * What happens after a failure.
   *
   * @default - nothing
   */
  readonly retryConfig?: RetryConfig;

  /**
   * How many BackupSessions are kept.
   *
   * @default 1
   */
  readonly sessionHistoryLimit?: number;
}

/** One session of a BackupConfiguration. */
export interface ConfigurationSession extends SessionOptions {
  /** What it runs. */
  readonly addon: AddonOptions;

  /** Where it writes to. */
  readonly repositories: BackupRepository[];
}

/** One of the targets of a BackupBatch. */
export interface BatchTarget {
  /** Name by which sessions refer to it. */
  readonly name: string;

  /** What is backed up. */
  readonly appRef: TargetRef;
}

/** What a session of a BackupBatch does with one target. */
export interface BatchSessionTarget {
  /** Name of the target. */
  readonly name: string;

  /** What it runs. */
  readonly addon: AddonOptions;

  /** Where it writes to. */
  readonly repositories: BackupRepository[];
}

/** One session of a BackupBatch. */
export interface BatchSession extends SessionOptions {
  /** What it does with each target. */
  readonly targets: BatchSessionTarget[];
}
