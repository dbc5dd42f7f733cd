import { ObjectRole } from './role';

/** What Argo CD is told. */
export interface ArgoCdOptions {
  /**
   * Whether objects carry sync waves.
   *
   * @default true
   */
  readonly waves?: boolean;

  /**
   * The first of the two waves that are used; whole numbers, also negative ones. Secrets with the credentials of backup
   * storages belong in this wave or an earlier one.
   *
   * @default 0
   */
  readonly firstWave?: number;

  /**
   * Whether databases are kept when they leave the repository or when the Application is deleted. Clones are not kept.
   *
   * @default true
   */
  readonly keepDatabases?: boolean;

  /**
   * Whether Argo CD may apply an object whose kind the cluster does not know yet, which lets operators and databases be
   * part of one sync.
   *
   * @default true
   */
  readonly skipDryRunOnMissingResource?: boolean;
}

/**
 * The wave of each role, counted from the first one.
 *
 * A wave is a gate: Argo CD applies nothing of a later wave until everything in the earlier ones is healthy. Therefore
 * only what is healthy as soon as it is applied stands before the gate: what a run needs. All the
 * rest shares one wave, because it waits for each other in circles:
 *
 * - a database that waits for its initial restore becomes healthy only after the run has made the RestoreSession, so it
 *   cannot stand in an earlier wave than the run;
 * - the run waits for the database, the BackupStorage and, before an overwrite, for the BackupConfiguration of the safety
 *   backup, so none of these can stand in a later wave than the run;
 * - a client Service is healthy only when the run has opened it;
 * - a BackupConfiguration is healthy only when its database is there;
 * - a BackupStorage could come first, but then an outage of the object store would stop every change of a database.
 */
const WAVES: Record<ObjectRole, number> = {
  [ObjectRole.RUN_SUPPORT]: 0,
  [ObjectRole.TRAFFIC]: 1,
  [ObjectRole.STORAGE]: 1,
  [ObjectRole.DATABASE]: 1,
  [ObjectRole.CLONE]: 1,
  [ObjectRole.BACKUP]: 1,
  [ObjectRole.SESSION]: 1,
  [ObjectRole.RUN]: 1,
};

/** Roles of custom resources: their kinds may not be known yet when a sync begins. */
const CUSTOM_RESOURCES: readonly ObjectRole[] = [
  ObjectRole.STORAGE, ObjectRole.DATABASE, ObjectRole.CLONE, ObjectRole.BACKUP, ObjectRole.SESSION,
];

/** Annotations of one role for Argo CD. */
export function argoCdAnnotations(role: ObjectRole, options: ArgoCdOptions): Record<string, string> {
  const keep = role === ObjectRole.DATABASE && (options.keepDatabases ?? true);
  const sync = [
    ...(keep ? ['Prune=false', 'Delete=false'] : []),
    ...(CUSTOM_RESOURCES.includes(role) && (options.skipDryRunOnMissingResource ?? true) ? ['SkipDryRunOnMissingResource=true'] : []),
  ];
  return {
    ...((options.waves ?? true) ? { 'argocd.argoproj.io/sync-wave': String((options.firstWave ?? 0) + WAVES[role]) } : {}),
    ...(sync.length > 0 ? { 'argocd.argoproj.io/sync-options': sync.join(',') } : {}),
    // a retired database has left the repository and stays in the cluster: that is no difference to be mended
    ...(keep ? { 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' } : {}),
  };
}
