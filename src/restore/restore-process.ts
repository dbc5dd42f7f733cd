/** How a running database gets data back. */
export enum RestoreProcess {
  /** Into a new incarnation beside the running one. */
  INCARNATION = 'incarnation',
  /** Over the running one. Cannot be rolled back. */
  OVERWRITE = 'overwrite',
  /**
   * By KubeDB itself, which empties the running database and recovers it from its archive: an OpsRequest of type `ArchiverRestore` (MySQL,
   * MariaDB; moments) or `Restore` (etcd; Snapshots). It keeps its name and Secrets, and needs a KubeDB that can do so. Cannot be rolled back.
   */
  IN_PLACE = 'in-place',
}
