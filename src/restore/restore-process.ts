/** How a running database gets data back. */
export enum RestoreProcess {
  /** Into a new incarnation beside the running one. */
  INCARNATION = 'incarnation',
  /** Over the running one. Cannot be rolled back. */
  OVERWRITE = 'overwrite',
}
