/** What an object is to a GitOps tool. */
export enum ObjectRole {
  /** Where backups go and how long they stay. */
  STORAGE = 'storage',
  /** Client and maintenance Services, policies. */
  TRAFFIC = 'traffic',
  /** A database that holds data nobody wants to lose. */
  DATABASE = 'database',
  /** A copy that may go when its code goes. */
  CLONE = 'clone',
  /** Archivers, BackupConfigurations and their kin. */
  BACKUP = 'backup',
  /** What a restore run needs: ServiceAccount, Roles, script. */
  RUN_SUPPORT = 'run-support',
  /** The restore run itself. */
  RUN = 'run',
  /** A RestoreSession that stands in Git. */
  SESSION = 'session',
}
