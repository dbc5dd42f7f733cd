/** What happens to volumes and Secrets when a database CR is deleted (upstream: `spec.deletionPolicy`). */
export enum DeletionPolicy {
  /** Deleting is refused. */
  DO_NOT_TERMINATE = 'DoNotTerminate',
  /** Volumes and Secrets stay. */
  HALT = 'Halt',
  /** Volumes go, Secrets and backups stay. */
  DELETE = 'Delete',
  /** Volumes and Secrets go. */
  WIPE_OUT = 'WipeOut',
}

/** Whether a database may be deleted together with its code. */
export function isDisposable(policy: DeletionPolicy): boolean {
  return policy === DeletionPolicy.DELETE || policy === DeletionPolicy.WIPE_OUT;
}
