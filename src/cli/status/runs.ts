import { Kubectl, Resource } from '../kubectl';

/** A restore run: its Job. */
export interface RunState {
  readonly name: string;
  readonly restore: string;
  readonly status: 'active' | 'complete' | 'failed' | 'waiting';
  readonly created: string;
  /** What the Job says about its failure. */
  readonly message?: string;
}

/** A RestoreSession and how far it is. */
export interface SessionState {
  readonly name: string;
  readonly target?: string;
  readonly phase: string;
  readonly created: string;
  /** `dump Running 45%` for each component. */
  readonly progress: readonly string[];
  readonly error?: string;
}

/** A BackupConfiguration of an incarnation. */
export interface BackupState {
  readonly name: string;
  readonly target: string;
  readonly paused: boolean;
  readonly phase?: string;
}

/** The runs of a database, newest first. */
export async function runsOf(kubectl: Kubectl, database: string, namespace: string): Promise<RunState[]> {
  const jobs = await kubectl.list('jobs.batch', namespace, `cdk8s-kubestash/database=${database},cdk8s-kubestash/restore`);
  return jobs.map(runState).sort((a, b) => (a.created < b.created ? 1 : -1));
}

/** A Job as a run. */
export function runState(job: Resource): RunState {
  const condition = (type: string) => (job.status?.conditions ?? []).find((c: Resource) => c.type === type && c.status === 'True');
  const failed = condition('Failed') ?? condition('FailureTarget');
  return {
    name: job.metadata.name,
    restore: job.metadata.labels?.['cdk8s-kubestash/restore'] ?? '',
    status: condition('Complete') || condition('SuccessCriteriaMet') ? 'complete' : failed ? 'failed' : (job.status?.active ?? 0) > 0 ? 'active' : 'waiting',
    created: job.metadata.creationTimestamp,
    ...(failed === undefined ? {} : { message: [failed.reason, failed.message].filter(Boolean).join(': ') }),
  };
}

/** RestoreSessions that write, or wrote, to one of the incarnations, newest first. */
export async function sessionsOf(kubectl: Kubectl, incarnations: readonly string[], namespace: string): Promise<SessionState[]> {
  const sessions = await kubectl.list('restoresessions.core.kubestash.com', namespace);
  return sessions.map(sessionState)
    .filter(s => s.target !== undefined && incarnations.includes(s.target))
    .sort((a, b) => (a.created < b.created ? 1 : -1));
}

/** A RestoreSession and how far it is. */
export function sessionState({ metadata, spec = {}, status = {} }: Resource): SessionState {
  const components = Object.entries<Resource>(status.components ?? {});
  const error = components.map(([, c]) => c.error).find(Boolean)
    ?? (status.conditions ?? []).find((c: Resource) => c.status === 'False' && c.message)?.message;
  return {
    name: metadata.name,
    target: spec.target?.name ?? spec.manifestOptions?.[Object.keys(spec.manifestOptions)[0]]?.dbName,
    phase: status.phase ?? 'Pending',
    created: metadata.creationTimestamp,
    progress: components.map(([name, c]) => [name, c.phase, c.progress?.percentDone].filter(Boolean).join(' ')),
    ...(error === undefined || status.phase === 'Succeeded' ? {} : { error }),
  };
}

/** Backups of the incarnations. */
export async function backupsOf(kubectl: Kubectl, incarnations: readonly string[], namespace: string): Promise<BackupState[]> {
  const configurations = await kubectl.list('backupconfigurations.core.kubestash.com', namespace);
  return configurations.filter(c => incarnations.includes(c.spec?.target?.name)).map(c => ({
    name: c.metadata.name,
    target: c.spec.target.name,
    paused: c.spec.paused === true,
    ...(c.status?.phase === undefined ? {} : { phase: c.status.phase }),
  }));
}
