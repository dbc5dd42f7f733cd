/** Why a Snapshot is not offered. */
export enum LeftOutReason {
  /** The backup failed. */
  FAILED = 'failed',

  /** The backup is still running. */
  RUNNING = 'running',

  /** The backup has not begun, or nothing says how it ended. */
  PENDING = 'pending',

  /** Some of its components are missing or failed. */
  INCOMPLETE = 'incomplete',

  /** The integrity check of its Repository found damage. */
  CORRUPT = 'corrupt',

  /** A trial restore of it failed (upstream: BackupVerifier). */
  VERIFICATION_FAILED = 'verification-failed',

  /** KubeStash is removing it. */
  BEING_DELETED = 'being-deleted',

  /** It is of a workload, a volume or something else that is no database of KubeDB. */
  NOT_A_DATABASE = 'not-a-database',

  /** It is of a database of an engine that this library does not know. */
  UNKNOWN_ENGINE = 'unknown-engine',

  /** Nothing in it can be restored by itself. */
  UNKNOWN_METHOD = 'unknown-method',

  /** KubeStash or KubeDB cannot restore this method for this engine. */
  METHOD_NOT_RESTORABLE = 'method-not-restorable',

  /** A volume snapshot in another cluster than the one that took it: the storage system does not know it there. */
  OUTSIDE_ITS_CLUSTER = 'outside-its-cluster',

  /** Logs without a full backup to replay them on. */
  NO_FULL_BACKUP = 'no-full-backup',

  /** Nothing says when it was taken, or which times its logs hold. */
  NO_TIME = 'no-time',
}

/** A Snapshot that is not offered. */
export interface LeftOutSnapshot {
  /** Name of the Snapshot object. */
  readonly name: string;

  /** Namespace of the Snapshot object. */
  readonly namespace: string;

  /**
   * When it was taken.
   *
   * @default - nothing says when
   */
  readonly time?: string;

  /** Why it is not offered. */
  readonly reason: LeftOutReason;

  /** The same in a sentence, with what is known about it. */
  readonly explanation: string;
}
