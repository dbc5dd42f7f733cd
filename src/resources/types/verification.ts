/** How much a BackupVerifier proves. */
export enum BackupVerificationType {
  /** That a Snapshot can be restored. */
  RESTORE_ONLY = 'RestoreOnly',

  /** That queries are answered after it. */
  QUERY = 'Query',

  /** That a script succeeds after it. */
  SCRIPT = 'Script',
}
