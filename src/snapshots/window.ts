/** A stretch of time to any instant of which a database can be taken back (point-in-time recovery). */
export interface RecoveryWindow {
  /** Earliest instant: the first full backup that the logs go on from. RFC 3339 in UTC. */
  readonly start: string;

  /** Latest instant: as far as the logs go. RFC 3339 in UTC. */
  readonly end: string;

  /** Database whose life was logged: the one asked for or an incarnation of it. */
  readonly database: string;

  /** Repository that holds full backups and logs. */
  readonly repository: string;

  /** Namespace of the Repository. */
  readonly namespace: string;

  /** Snapshot object that states the logs. */
  readonly logSnapshot: string;

  /** Full backup at the start. */
  readonly fullSnapshot: string;

  /** Whether logs are missing after its end; false where they just go no further yet. */
  readonly endsInGap: boolean;
}
