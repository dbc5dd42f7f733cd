import { checkOf, LABEL } from '../../protocol/names';
import { isLabel, plain } from '../../protocol/text';
import { sessionView, SessionView } from '../../protocol/views';
import { KINDS } from '../cluster/kinds';
import { ClusterObject, listObjects } from '../cluster/objects';
import { Kubectl } from '../kubectl';

/** A restore run: its Job. */
export interface RunState {
  readonly name: string;
  readonly restore: string;
  readonly status: 'active' | 'complete' | 'failed' | 'waiting';
  readonly created: string;
  /** What the Job says about its failure. */
  readonly message?: string;
  /** Names of its checks, in the order in which they are made. */
  readonly checks: readonly string[];
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

/** The Jobs of a database, or of one of its restores, newest first. */
export async function jobsOf(kubectl: Kubectl, database: string, namespace: string, restore?: string): Promise<ClusterObject[]> {
  if (!isLabel(LABEL.database, database)) return [];
  const labels = `${LABEL.database}=${database},${LABEL.restore}${restore === undefined ? '' : `=${restore}`}`;
  const created = ({ metadata }: ClusterObject): string => metadata.creationTimestamp;
  return (await listObjects(kubectl, KINDS.job, namespace, labels)).sort((a, b) => (created(a) < created(b) ? 1 : -1));
}

/** The runs of a database, newest first. */
export async function runsOf(kubectl: Kubectl, database: string, namespace: string): Promise<RunState[]> {
  return (await jobsOf(kubectl, database, namespace)).map(runState);
}

/** A Job as a run. */
export function runState({ metadata, spec, status = {} }: ClusterObject): RunState {
  const condition = (type: string) => (status.conditions ?? []).find((c: ClusterObject) => c.type === type && c.status === 'True');
  const failed = condition('Failed') ?? condition('FailureTarget');
  return {
    name: plain(metadata.name),
    restore: plain(metadata.labels?.[LABEL.restore]),
    status: condition('Complete') || condition('SuccessCriteriaMet') ? 'complete' : failed ? 'failed' : (status.active ?? 0) > 0 ? 'active' : 'waiting',
    created: plain(metadata.creationTimestamp),
    ...(failed === undefined ? {} : { message: plain([failed.reason, failed.message].filter(Boolean).join(': '), 600) }),
    checks: (spec?.template?.spec?.initContainers ?? []).flatMap((c: ClusterObject) => checkOf(plain(c.name, 100)) ?? []),
  };
}

/** RestoreSessions that write, or wrote, to one of the incarnations, newest first. */
export async function sessionsInto(kubectl: Kubectl, incarnations: readonly string[], namespace: string): Promise<SessionState[]> {
  const sessions = await listObjects(kubectl, KINDS.restoreSession, namespace);
  return sessions.map(sessionView)
    .filter(s => incarnations.includes(s.target))
    .sort((a, b) => (a.created < b.created ? 1 : -1))
    .map(sessionState);
}

/** What people are told of a RestoreSession. */
function sessionState({ name, target, phase, created, progress, fault }: SessionView): SessionState {
  return {
    name,
    ...(target === '' ? {} : { target }),
    phase,
    created: plain(created),
    progress: progress === '' ? [] : progress.split(', '),
    ...(fault === '' || phase === 'Succeeded' ? {} : { error: fault }),
  };
}

/** Backups of the incarnations. */
export async function backupsOf(kubectl: Kubectl, incarnations: readonly string[], namespace: string): Promise<BackupState[]> {
  const configurations = await listObjects(kubectl, KINDS.backupConfiguration, namespace);
  return configurations.filter(c => incarnations.includes(c.spec?.target?.name)).map(c => ({
    name: plain(c.metadata.name),
    target: c.spec.target.name,
    paused: c.spec.paused === true,
    ...(c.status?.phase === undefined ? {} : { phase: plain(c.status.phase) }),
  }));
}
