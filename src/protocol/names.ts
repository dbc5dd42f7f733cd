/**
 * The words that stand in a cluster: label keys, annotation keys, names that follow from others.
 * This is their only home; docs/protocol.md says what each means.
 */

/** Prefix of every label and annotation of ours, and field manager of every change. */
export const OWNER = 'cdk8s-kubestash';

/** A label or annotation key of ours. */
export function keyOf(name: string): string {
  return `${OWNER}/${name}`;
}

/** Labels. */
export const LABEL = {
  /** Database that an object belongs to. */
  database: keyOf('database'),
  /** Restore that a run or a RestoreSession belongs to. */
  restore: keyOf('restore'),
  /** `client` or `maintenance`, on Services. */
  service: keyOf('service'),
  /** Incarnation that a database CR and its pods are; no other one has it. */
  incarnation: keyOf('incarnation'),
  /** What a halted client Service selects, and no pod carries. */
  halted: keyOf('halted'),
  /** Database whose run a pod is: isolation lets it in. */
  runOf: keyOf('run-of'),
  /** Database whose isolation lets a Job of KubeStash in. */
  admittedTo: keyOf('admitted-to'),
} as const;

/** Annotations of the record. Those that end with a dot are followed by a restore id. */
export const NOTE = {
  database: keyOf('database'),
  state: keyOf('state'),
  reason: keyOf('reason'),
  by: keyOf('by'),
  since: keyOf('since'),
  restore: keyOf('restore'),
  restoreName: keyOf('restore-name'),
  job: keyOf('job'),
  superseded: keyOf('superseded'),
  target: keyOf('target'),
  resource: keyOf('resource'),
  incarnation: keyOf('incarnation'),
  next: keyOf('next'),
  nextUid: keyOf('next-uid'),
  passed: keyOf('passed'),
  previous: keyOf('previous'),
  routes: keyOf('routes'),
  session: keyOf('session'),
  request: keyOf('request'),
  archiving: keyOf('archiving'),
  paused: keyOf('paused'),
  isolation: keyOf('isolation'),
  objection: keyOf('objection'),
  haltedAt: keyOf('halted-at'),
  contents: keyOf('contents'),
  done: keyOf('done.'),
  kept: keyOf('kept.'),
} as const;

/** Annotations of a client Service, which repeat the record for readers. */
export const SERVICE_NOTE = {
  epoch: keyOf('epoch'),
  state: keyOf('state'),
  incarnation: keyOf('incarnation'),
  restore: keyOf('restore'),
  by: keyOf('by'),
} as const;

/**
 * KubeDB's annotation of a database whose archiving it has suspended for a restore in place, and does not take up again by itself (upstream:
 * guides/mysql/pitr/restic/same-db).
 */
export const SUSPENDED = 'kubedb.com/suspend-archiver';

/** Restore id of the run that opens a database for the first time. */
export const FIRST = 'first';

/** Names of what stands beside a database. Each can be chosen by its user; these are what they are called otherwise. */
export function recordNameOf(database: string): string {
  return `${database}-traffic`;
}
export function clientServiceNameOf(database: string): string {
  return `${database}-client`;
}
export function readOnlyServiceNameOf(database: string): string {
  return `${database}-read-only`;
}
export function maintenanceServiceNameOf(incarnation: string): string {
  return `${incarnation}-maintenance`;
}

/**
 * ServiceAccount of the run of a restore. It ends like no other one: an admission policy tells by it whose requests these are, and
 * learns from the Role what they may be about (docs/security.md).
 */
export function accountNameOf(restore: string): string {
  return `${restore}.${OWNER}`;
}

/** How often a RestoreSession that came to nothing is made anew, under names known beforehand. */
const SESSION_TRIES = 3;

/** `name`, `name-2`, `name-3`: what a RestoreSession of a restore may be called. */
export function sessionNamesOf(restore: string): string[] {
  return Array.from({ length: SESSION_TRIES }, (_, i) => (i === 0 ? restore : `${restore}-${i + 1}`));
}

/** BackupSession that a restore makes. KubeStash's own end in digits, a Unix time; so does this one. */
export function backupSessionNameOf(configuration: string, restoreId: string): string {
  return `${configuration}-${parseInt(restoreId, 16)}`;
}

const PERSON = 'person/';

/** A person as holder of a record, and as who decided. */
export function personOf(name: string): string {
  return PERSON + name.replace(/[^\w.@+-]+/g, '-');
}
export function isPerson(by: string): boolean {
  return by.startsWith(PERSON);
}

const CHECK = 'check-';

/** The container of a check, in the pod of a run; and the check of a container. */
export function checkContainerOf(check: string): string {
  return CHECK + check;
}
export function checkOf(container: string): string | undefined {
  return container.startsWith(CHECK) ? container.slice(CHECK.length) : undefined;
}

/** A pod of a run as holder of a record. */
export function holderOf(job: string, podUid: string): string {
  return `${job}/${podUid}`;
}
export function isHeldByJob(holder: string, job: string): boolean {
  return holder.startsWith(`${job}/`);
}
