import { Choice } from './process';
import { Incarnation, RestoreRequest } from './request';
import { neighboursOf } from '../engines/neighbours';
import { writesOver } from '../protocol/intent';
import { BackupMethod } from '../snapshots/method';

/** What a person reads about a restore before it happens. */
export interface PlanText {
  /** What happens, in order. */
  readonly steps: string[];
  /** What applications cannot reach, and for about how long. */
  readonly downtime: string;
  /** What could go wrong or costs something. */
  readonly risks: string[];
  /** What nobody has proven upstream. */
  readonly unproven: string[];
}

export function describe(request: RestoreRequest, choice: Choice, next: Incarnation, isolated: boolean): PlanText {
  if (request.settled) return settledText(choice, next);
  return {
    steps: request.declared ? declaredSteps(request, choice, next) : steps(request, choice, next, isolated),
    downtime: downtime(request, choice),
    risks: risks(request, choice),
    unproven: unproven(request, choice),
  };
}

function settledText(choice: Choice, next: Incarnation): PlanText {
  return {
    steps: [
      `nothing is restored: this ${choice.method === 'none' ? 'database' : 'restore'} is settled`,
      `where the cluster is made anew, ${next.name} is opened once it is ready and no backups of a former life exist`,
    ],
    downtime: 'none: nothing changes for applications',
    risks: [],
    unproven: [],
  };
}

function steps(request: RestoreRequest, choice: Choice, next: Incarnation, isolated: boolean): string[] {
  const { current, facts, manual } = request;
  const opened = `open the client Service for ${next.name}`;
  const suspends = choice.process === 'in-place' && facts.inPlace?.suspendsArchiving === true;
  if (choice.process === 'open') {
    return ['keep the client Service closed', `wait until ${facts.kind} ${next.name} is ready`, 'make sure that no backups of a former life exist', opened];
  }
  return [
    ...(current === undefined ? ['keep the client Service closed'] : [
      `halt: the client Service selects no pod of ${current.name}, verified through its EndpointSlices`,
      ...(facts.shell.endsSessions ? [`disconnect: sessions on ${current.name} are ended`] : []),
    ]),
    ...(isolated ? [`isolate ${current?.name}: a NetworkPolicy keeps other pods out`] : []),
    ...(writesOver(choice) ? ['pause backups', ...(takesSafetyBackup(request, choice) ? ['take a safety backup'] : [])] : []),
    restoreStep(request, choice, next),
    'check: connect with the auth Secret, then your checks',
    manual ? `stay halted until a person resumes, then ${opened}` : opened,
    ...(suspends ? ['take up archiving again, wait for the first log, and take a full backup'] : []),
  ];
}

function declaredSteps(request: RestoreRequest, choice: Choice, next: Incarnation): string[] {
  return [
    ...(request.current === undefined ? [] : ['first commit: Traffic.declared({ open: false }); check that the endpoints are gone and end sessions yourself']),
    `second commit: ${restoreStep(request, choice, next)}; check the data through the maintenance Service`,
    'third commit: Traffic.declared({ open: true })',
  ];
}

function restoreStep(request: RestoreRequest, choice: Choice, next: Incarnation): string {
  const { point, facts } = request;
  const what = point === undefined ? 'nothing'
    : point.kind === 'time' ? `the data of ${point.source.database} at ${point.time}` : `${point.snapshot.method} Snapshot ${point.snapshot.name}`;
  switch (choice.process) {
    case 'archiver': return `the KubeDB operator restores ${what} into the new ${facts.kind} ${next.name} (spec.init.archiver)`;
    case 'session': return `a RestoreSession restores ${what} into the new ${facts.kind} ${next.name}`;
    case 'manifest': return `a RestoreSession restores manifest and data of ${what} as ${facts.kind} ${next.name}`;
    case 'in-place': return `KubeDB puts ${facts.kind} ${next.name} back to ${what} (${facts.inPlace?.kind})`;
    case 'overwrite': return `a RestoreSession writes ${what} over ${facts.kind} ${next.name}`;
    default: return 'restore nothing';
  }
}

function downtime({ current, manual }: RestoreRequest, choice: Choice): string {
  if (current === undefined) return 'none: nothing serves yet';
  const until = manual ? 'until a person resumes' : 'until the checks have passed';
  return choice.incarnation
    ? `the client Service of the database from the halt ${until}; the old incarnation stays as it was`
    : `the client Service of the database from the halt ${until}`;
}

/** Kept volumes are a better way back than a backup. */
export function takesSafetyBackup({ safetyBackup, facts }: Pick<RestoreRequest, 'safetyBackup' | 'facts'>, { process }: Choice): boolean {
  return safetyBackup && (process === 'overwrite' || (process === 'in-place' && facts.inPlace?.keepsVolumes === false));
}

function inPlaceRisks({ facts: { inPlace }, safetyBackup }: RestoreRequest): string[] {
  return [
    inPlace?.keepsVolumes ? 'no rollback leads back: the volumes with the present data are kept, and putting them back is work by hand; they cost storage until you delete them'
      : `no rollback leads back: the present data is deleted${safetyBackup ? '; the safety backup is what there is to return to' : ', and there is no safety backup'}`,
    ...(inPlace?.suspendsArchiving ? ['moments between the restored one and the full backup after it cannot be restored any more: what this restore discards would come back'] : []),
  ];
}

function risks(request: RestoreRequest, choice: Choice): string[] {
  const { current, safetyBackup, point, backedUp, facts } = request;
  const storageBytes = request.storageBytes?.();
  const { young } = facts.archiver ?? {};
  const gib = storageBytes === undefined ? '' : ` (${(storageBytes / 2 ** 30).toFixed(0)} GiB a volume)`;
  return [
    ...(choice.incarnation ? [`storage is paid twice${gib} until ${current?.name} is retired`] : []),
    ...(choice.incarnation && backedUp === false ? ['the new incarnation has no backup: what backs up the old one stays with that'] : []),
    ...(choice.process === 'overwrite' ? [
      `an overwrite cannot be rolled back${safetyBackup ? '; the safety backup is what there is to return to' : ', and there is no safety backup'}`,
      'what was written since the Snapshot and is not in it may stay or go, as the engine\'s own tool has it',
    ] : []),
    ...(choice.process === 'in-place' ? inPlaceRisks(request) : []),
    ...(point?.kind === 'time' && young !== undefined ? [young] : []),
    ...(point?.kind === 'time' && facts.archiver !== undefined && facts.archiver.logPart === undefined
      ? [`${facts.kind} keeps no logs: what comes back is the newest full backup at or before the moment, and nothing that was written between them`] : []),
    ...(ofVolumes(choice, point) ? ['a volume that is smaller than `status.restoreSize` of its VolumeSnapshot is never provisioned, and the restore waits'] : []),
    ...(current === undefined ? inAnotherNamespace(request) : []),
    ...(current !== undefined && point !== undefined ? [`what was written to ${current.name} after ${pointTime(point)} is not in the restored data`] : []),
  ];
}

/** What its spec names in its own namespace is not the source's. */
function inAnotherNamespace({ point, namespace, spec }: RestoreRequest): string[] {
  const from = point?.kind === 'time' ? point.source.namespace : point?.snapshot.databaseNamespace;
  const needed = from === undefined || from === namespace || spec === undefined ? [] : neighboursOf(spec);
  return needed.length === 0 ? [] : [`it does not start until these are in namespace ${namespace}: ${needed.join(', ')}`];
}

/** Whether volumes are filled from VolumeSnapshots, logs or not. */
function ofVolumes({ process, method }: Choice, point: RestoreRequest['point']): boolean {
  return method === BackupMethod.VOLUME_SNAPSHOT || (process === 'archiver' && point?.kind === 'time' && point.source.driver === 'VolumeSnapshotter');
}

function pointTime(point: NonNullable<RestoreRequest['point']>): string {
  return point.kind === 'time' ? point.time : point.snapshot.time;
}

function unproven({ point, facts }: RestoreRequest, choice: Choice): string[] {
  const archiverOfSnapshot = choice.process === 'archiver' && point?.kind === 'snapshot' && facts.operatorRestoresDumps !== true;
  return [
    ...(archiverOfSnapshot ? ['a restore from files alone, without logs, is not documented upstream: the operator may wait for logs for ever'] : []),
    ...(choice.process === 'in-place' ? facts.inPlace?.unproven ?? [] : []),
    ...(choice.process === 'open' ? [] : facts.unproven),
  ];
}
