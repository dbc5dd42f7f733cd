import { Choice } from './process';
import { Incarnation, RestoreRequest } from './request';

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
  if (choice.process === 'open') {
    return ['keep the client Service closed', `wait until ${facts.kind} ${next.name} is ready`, 'make sure that no backups of a former life exist', opened];
  }
  return [
    ...(current === undefined ? ['keep the client Service closed'] : [
      `halt: the client Service selects no pod of ${current.name}, verified through its EndpointSlices`,
      ...(facts.shell.endsSessions ? [`disconnect: sessions on ${current.name} are ended`] : []),
    ]),
    ...(isolated ? [`isolate ${current?.name}: a NetworkPolicy keeps other pods out`] : []),
    ...(choice.process === 'overwrite' ? ['pause backups', ...(request.safetyBackup ? ['take a safety backup'] : [])] : []),
    restoreStep(request, choice, next),
    'check: connect with the auth Secret, then your checks',
    manual ? `stay halted until a person resumes, then ${opened}` : opened,
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

function risks({ current, safetyBackup, point, storageBytes, backedUp }: RestoreRequest, choice: Choice): string[] {
  const gib = storageBytes === undefined ? '' : ` (${(storageBytes / 2 ** 30).toFixed(0)} GiB a volume)`;
  return [
    ...(choice.incarnation ? [`storage is paid twice${gib} until ${current?.name} is retired`] : []),
    ...(choice.incarnation && backedUp === false ? ['the new incarnation has no backup: what backs up the old one stays with that'] : []),
    ...(choice.process === 'overwrite' ? [
      `an overwrite cannot be rolled back${safetyBackup ? '; the safety backup is what there is to return to' : ', and there is no safety backup'}`,
      'what was written since the Snapshot and is not in it may stay or go, as the engine\'s own tool has it',
    ] : []),
    ...(current !== undefined && point !== undefined ? [`what was written to ${current.name} after ${pointTime(point)} is not in the restored data`] : []),
  ];
}

function pointTime(point: NonNullable<RestoreRequest['point']>): string {
  return point.kind === 'time' ? point.time : point.snapshot.time;
}

function unproven({ point, facts }: RestoreRequest, choice: Choice): string[] {
  const archiverOfSnapshot = choice.process === 'archiver' && point?.kind === 'snapshot' && facts.operatorRestoresDumps !== true;
  return [
    ...(archiverOfSnapshot ? ['a restore from files alone, without logs, is not documented upstream: the operator may wait for logs for ever'] : []),
    ...(choice.process === 'open' ? [] : facts.unproven),
  ];
}
