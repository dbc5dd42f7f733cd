import { LABEL } from './names';
import { plain } from './text';

/** An OpsRequest of KubeDB as it is (upstream: `status.phase`, `status.conditions`). */
export interface RequestView {
  readonly name: string;
  readonly kind: string;
  readonly created: string;
  /** Restore of ours that it belongs to. */
  readonly restore: string;
  /** Database CR that it is about. */
  readonly database: string;
  /** Whether it replaces the data of that database. */
  readonly restores: boolean;
  readonly phase: string;
  readonly isGoing: boolean;
  /** Whether something was done to the database. */
  readonly hasBegun: boolean;
  /** The last step that was reached. */
  readonly progress: string;
  /** Why it has come, or cannot come, to a good end; empty where it may. */
  readonly fault: string;
  /** What it says about volumes that were kept. */
  readonly kept: string;
}

/** Types that replace the data of a database. */
const RESTORES = ['ArchiverRestore', 'Restore'];
/** Its steps (upstream: conditions in guides/mysql/pitr/restic/same-db and guides/etcd/restore), which are what their names begin with. What has `--` in it is a part of a step, and False while that is waited for. */
const STEP = /^(Archiver|Etcd)Restore(?!.*--)|^Successful$/;
const KEPT = 'ArchiverRestoreManualCleanupRequired';
const BAD_END = ['Failed', 'Denied', 'Skipped'];

export function requestView({ kind, metadata, spec = {}, status = {} }: any): RequestView {
  const conditions: any[] = status.conditions ?? [];
  const steps = conditions.filter(c => STEP.test(c.type) && c.type !== KEPT);
  const phase = plain(status.phase) || 'Pending';
  const isBad = BAD_END.includes(phase);
  const told = conditions.filter(c => (STEP.test(c.type) && c.status === 'False') || (isBad && BAD_END.includes(c.type)))
    .map(c => [c.type, c.reason, c.message].filter(Boolean).join(': '));
  return {
    name: plain(metadata.name),
    kind: plain(kind),
    created: metadata.creationTimestamp,
    restore: plain(metadata.labels?.[LABEL.restore]),
    database: plain(spec.databaseRef?.name),
    restores: RESTORES.includes(spec.type),
    phase,
    isGoing: metadata.deletionTimestamp !== undefined,
    hasBegun: steps.length > 0,
    progress: plain(steps.filter(c => c.status === 'True').map(c => c.type).pop()),
    fault: isBad || told.length > 0 ? plain([`it is ${phase}`, ...told].join(': '), 600) : '',
    kept: plain(conditions.find(c => c.type === KEPT)?.message, 1000),
  };
}

/** As it is called in sentences. */
export function nameOf({ kind, name }: RequestView): string {
  return `${kind} ${name}`;
}

/** Whether it may still write to its database. */
export function isAtWork({ restores, phase }: RequestView): boolean {
  return restores && phase !== 'Successful' && !BAD_END.includes(phase);
}
