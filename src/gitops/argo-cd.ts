import { ObjectRole } from './role';

/** What Argo CD is told. */
export interface ArgoCdOptions {
  /**
   * Whether objects say in which sync wave they are.
   *
   * @default true
   */
  readonly waves?: boolean;

  /**
   * The wave that all objects are in; whole numbers, also negative ones.
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

/** Roles of custom resources: their kinds may not be known yet when a sync begins. */
const CUSTOM_RESOURCES: readonly ObjectRole[] = [
  ObjectRole.STORAGE, ObjectRole.DATABASE, ObjectRole.CLONE, ObjectRole.BACKUP, ObjectRole.SESSION,
];

/**
 * Annotations of one role for Argo CD.
 *
 * All objects are in one wave. A wave is a gate, and they wait for each other in circles: the run for the database, the database for the run, the client
 * Service for both. And a sync of several waves waits for what it has applied, the client Service too, before it says that something was refused and
 * tries that again: with the Role in an earlier wave, one refused object would leave a halted database halted. Within a wave Argo CD orders by kind.
 */
export function argoCdAnnotations(role: ObjectRole, options: ArgoCdOptions): Record<string, string> {
  const keep = role === ObjectRole.DATABASE && (options.keepDatabases ?? true);
  const sync = [
    ...(keep ? ['Prune=false', 'Delete=false'] : []),
    ...(CUSTOM_RESOURCES.includes(role) && (options.skipDryRunOnMissingResource ?? true) ? ['SkipDryRunOnMissingResource=true'] : []),
  ];
  return {
    ...((options.waves ?? true) ? { 'argocd.argoproj.io/sync-wave': String(options.firstWave ?? 0) } : {}),
    ...(sync.length > 0 ? { 'argocd.argoproj.io/sync-options': sync.join(',') } : {}),
    // a retired database has left the repository and stays in the cluster: that is no difference to be mended
    ...(keep ? { 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' } : {}),
  };
}
