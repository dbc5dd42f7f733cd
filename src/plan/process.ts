import { Point, Process, RestoreRequest } from './request';
import { InPlaceFacts } from '../engines/facts';
import { BackupMethod } from '../snapshots/method';

/** What a restore does to get the data back, and why that. */
export interface Choice {
  readonly process: Process;
  /** `point-in-time`, or the method of the Snapshot. */
  readonly method: string;
  /** One sentence for the plan. */
  readonly why: string;
  /** Whether a new database CR is made to stand behind the client Service. */
  readonly incarnation: boolean;
}

/** The one place that says which process a restore takes: method, engine and target decide. */
export function chooseProcess(request: RestoreRequest): Choice {
  const { point, facts, current } = request;
  if (point === undefined) {
    return { process: 'open', method: 'none', why: 'nothing is restored: the database is opened once it is ready', incarnation: false };
  }
  if (request.process === 'in-place' && current !== undefined && facts.inPlace !== undefined && isOfKind(point, facts.inPlace)) {
    const { kind, type } = facts.inPlace;
    return { process: 'in-place', method: methodOf(point), why: `asked for: KubeDB puts the running database back itself (${kind}, type ${type})`, incarnation: false };
  }
  if (point.kind === 'time') {
    return operatorRestores(request, 'point-in-time', facts.archiver?.logPart === undefined
      ? `a full backup fills the volumes of a new ${facts.kind}, before its members start (spec.init.archiver)`
      : 'recovery to a point in time replays logs, which only a new database can do (spec.init.archiver)');
  }
  const { method } = point.snapshot;
  if (method === BackupMethod.PHYSICAL || method === BackupMethod.VOLUME_SNAPSHOT) {
    return operatorRestores(request, method, `a ${method} Snapshot holds files of a whole server, which only a new database can start from (spec.init.archiver)`);
  }
  if (method === BackupMethod.LOGICAL && facts.operatorRestoresDumps === true) {
    return operatorRestores(request, method, `a Snapshot of ${facts.kind} fills the volumes of a new one, before its members start (spec.init.archiver)`);
  }
  if (current === undefined) {
    return request.spec === undefined
      ? { process: 'manifest', method, why: 'the shape of the database is not declared, so the Snapshot restores the manifest too', incarnation: false }
      : { process: 'session', method, why: 'a new database is filled by a RestoreSession before anybody can connect', incarnation: false };
  }
  const reason = whyOverwrite(request);
  return reason !== undefined
    ? { process: 'overwrite', method, why: reason, incarnation: false }
    : {
      process: 'session',
      method,
      why: `a new ${facts.kind} is restored beside the running one, which stays as it is until it is retired`,
      incarnation: true,
    };
}

/** Whether the data of a point is what an OpsRequest can put back: that of a moment, or a dump where no logs are replayed. */
function isOfKind(point: Point, { replaysLogs }: InPlaceFacts): boolean {
  return point.kind === 'time' || (!replaysLogs && point.snapshot.method === BackupMethod.LOGICAL);
}

function methodOf(point: Point): string {
  return point.kind === 'time' ? 'point-in-time' : point.snapshot.method;
}

function operatorRestores(request: RestoreRequest, method: string, why: string): Choice {
  return { process: 'archiver', method, why, incarnation: request.current !== undefined };
}

/** Why a logical Snapshot is written over the running database rather than into a new one; undefined if it is not. */
function whyOverwrite({ process, facts, spec, point }: RestoreRequest): string | undefined {
  if (process === 'overwrite') return 'asked for: the Snapshot is written over the running database';
  if (process === 'incarnation') return undefined;
  if (spec === undefined) return 'the shape of the running database is unknown (imported by name), so no second one can be made';
  if (!facts.init) return `${facts.kind} has no spec.init: a new one would accept connections before its data is there`;
  if (facts.logicalRestore === 'partial') return `the dump is or may be partial: a new ${facts.kind} would hold only what was dumped`;
  if (point?.kind === 'snapshot' && point.snapshot.method === BackupMethod.DASHBOARD) return 'a dashboard backup holds a part of the database';
  return undefined;
}
