import { Job, Pod } from './jobs';
import { isSuspended, Operators } from './operators';
import { Process, Witness, Write } from './process';
import { isKind, Server } from './server';
import { isSessionOf, POSTGRES, RECORD, REQUESTS, SERVICES } from './settings';
import { Timeline } from './timeline';
import { Answer } from '../../../src/agent/api';
import { End } from '../../../src/agent/surroundings';
import { PersonIntent, RunIntent } from '../../../src/protocol/intent';
import { KIND, ResourceType } from '../../../src/protocol/kinds';
import { isHeldByJob, isPerson, LABEL, SERVICE_NOTE } from '../../../src/protocol/names';
import { DatabaseRecord, dueArchiving } from '../../../src/protocol/record';
import { isAtWork, requestView } from '../../../src/protocol/requests';
import { isUnfinished, sessionView } from '../../../src/protocol/views';
import { recordOf } from '../../../src/protocol/world';

/** Who a process is, and what it has seen. */
interface Actor {
  readonly intent?: RunIntent;
  readonly command?: PersonIntent;
  /** UIDs of databases by name, as it has last seen them. */
  readonly databases: Map<string, string>;
  /** Databases of whose deletion it was told, with when. */
  readonly gone: Map<string, { readonly uid: string; readonly at: number }>;
  /** RestoreSessions by name, as it has last seen them. */
  readonly sessions: Map<string, any>;
  /** OpsRequests by name, as it has last seen them. */
  readonly requests: Map<string, any>;
  /** Up to which versions it has seen objects. */
  readonly versions: Map<string, number>;
  /** The record as it has last seen it. */
  record?: DatabaseRecord;
  /** Whether it held the record when it last read or changed it. */
  isHolder: boolean;
  /** State that it has written last. */
  wrote?: string;
}

/** Milliseconds within which two ways to the same news may differ in calm weather. */
const A_MOMENT = 10;

const DRAINED = /^(disconnecting|restoring|checking:)/;

/** Looks at every change and says which rule it broke. It knows the truth; whom it judges knows what has reached him. */
export class Referee implements Witness {
  public readonly faults: string[] = [];
  private readonly actors = new Map<Process, Actor>();
  /** `<restore> <check> <uid> <version>` of what has passed. */
  private readonly passed = new Set<string>();
  private readonly begun = new Map<string, string>();
  /** `<uid> <version>` of what was opened, and for which restores. */
  private readonly opened = new Set<string>();
  /** The RestoreSessions and OpsRequests that runs have made, in their order, by UID of their target. */
  private readonly made = new Map<string, string[]>();
  /** Restores that were done, by UID. */
  private readonly done = new Set<string>();
  /** Databases that are somebody else's. */
  public readonly foreign = new Set<string>();
  /** Whether a person was told to do by hand what the API server did not let the command do. */
  public isTold = false;
  /** Restores that a person has decided about. */
  private readonly decided = new Set<string>();
  private epoch = -1;
  private isLost = false;

  constructor(
    private readonly timeline: Timeline,
    private readonly server: Server,
    private readonly operators: Operators,
    private readonly former: ReadonlySet<string>,
  ) {}

  public run(process: Process, intent: RunIntent): void {
    this.actors.set(process, { intent, ...nothingSeen() });
  }

  public person(process: Process, command: PersonIntent): void {
    this.actors.set(process, { command, ...nothingSeen() });
  }

  /** What stands there at the beginning was opened rightly. */
  public trust(uid: string): void {
    this.opened.add(`${uid} ${this.operators.lives.get(uid)!.version}`);
  }

  public get record(): DatabaseRecord | undefined {
    const lease = this.server.get(KIND.lease, RECORD);
    return lease && recordOf(lease);
  }

  public fault(rule: string, what: string): void {
    this.faults.push(`${new Date(this.timeline.now).toISOString().slice(11, 23)} ${rule}: ${what}`);
  }

  /** Somebody has deleted it: a new one counts anew. */
  public recordIsLost(): void {
    this.epoch = -1;
    this.isLost = true;
  }

  // Witness -----------------------------------------------------------------------------------------------------------------------

  public learns(process: Process, type: ResourceType, object: any, isGone: boolean): void {
    const actor = this.actors.get(process);
    if (actor === undefined) return;
    const { name, uid, resourceVersion } = object.metadata;
    // Answers come in any order, and what is older than what it knows tells it nothing.
    const key = `${type.plural} ${name}`;
    if (resourceVersion !== undefined && Number(resourceVersion) < (actor.versions.get(key) ?? 0)) return;
    if (resourceVersion !== undefined) actor.versions.set(key, Number(resourceVersion));
    const keep = <T>(map: Map<string, T>, value: T) => (isGone ? map.delete(name) : map.set(name, value));
    const before = actor.databases.get(name);
    if (isGone && type.plural === POSTGRES.plural && before !== undefined) actor.gone.set(name, { uid: before, at: this.timeline.now });
    if (type.plural === POSTGRES.plural) keep(actor.databases, uid);
    if (type.plural === REQUESTS.plural) keep(actor.requests, object);
    if (isKind(type, 'restoreSession')) keep(actor.sessions, object);
    if (isKind(type, 'lease')) actor.record = isGone ? undefined : recordOf(object);
  }

  public learnsAll(process: Process, type: ResourceType, objects: readonly any[], version: number): void {
    const actor = this.actors.get(process);
    const known = isKind(type, 'restoreSession') ? actor?.sessions : type.plural === REQUESTS.plural ? actor?.requests : undefined;
    for (const name of known?.keys() ?? []) {
      const isOlder = (actor!.versions.get(`${type.plural} ${name}`) ?? 0) <= version;
      if (isOlder && !objects.some(o => o.metadata.name === name)) known!.delete(name);
    }
  }

  public reads(process: Process, lease: any): void {
    const actor = this.actors.get(process);
    if (actor !== undefined) actor.isHolder = lease?.spec.holderIdentity === process.me;
  }

  public sends(process: Process, write: Write): ((answer: Answer) => void) | undefined {
    const actor = this.actors.get(process);
    if (actor === undefined) return undefined;
    const { type, verb, name } = write;
    // What reaches a process while its change is on its way it cannot have known.
    const seen = isKind(type, 'lease') ? new Map(actor.versions) : actor.versions;
    if (isKind(type, 'lease')) return answer => { if (answer.ok && verb === 'patch') this.recordIsChanged(process, actor, answer.body, seen); };
    if (isKind(type, 'event')) return undefined;
    const isRequest = type.plural === REQUESTS.plural;
    const isOwnSession = verb === 'remove' && (isRequest || isKind(type, 'restoreSession')) && actor.intent !== undefined && isSessionOf(name, actor.intent);
    const isOwnJob = isKind(type, 'job') && verb === 'patch' && isHeldByJob(process.me, name);
    const complaints: [string, string][] = actor.isHolder || isOwnSession || isOwnJob ? [] : [['a superseded run changes nothing', `${process.me} sends ${verb} ${type.plural} ${name}`]];
    const isOpening = isKind(type, 'service') && write.body?.spec?.selector?.[LABEL.halted] == null;
    // What is open already is not opened by the epoch that is written to it.
    if (isOpening && !isOpen(this.server.get(KIND.service, name))) {
      complaints.push(...this.whyNotOpen(actor, write.body.metadata.annotations[SERVICE_NOTE.incarnation]));
    }
    if (isKind(type, 'restoreSession') && verb === 'create') complaints.push(...this.whyNotRestore(actor, name, write.body.spec.target.name));
    if (isRequest && verb === 'create') complaints.push(...this.whyNotRestore(actor, name, write.body.spec.databaseRef.name));
    if (isKind(type, 'backupSession') && verb === 'create') complaints.push(...this.whyNotBackUp(name));
    const opened = isOpening ? actor.databases.get(write.body.metadata.annotations[SERVICE_NOTE.incarnation]) : undefined;
    const version = opened === undefined ? undefined : this.operators.lives.get(opened)?.version;
    return answer => {
      if (!answer.ok) return;
      if ((isKind(type, 'restoreSession') || isRequest) && verb === 'create') {
        const target = this.server.get(POSTGRES, (write.body.spec.target ?? write.body.spec.databaseRef).name)?.metadata.uid;
        if (target !== undefined) this.made.set(target, [...this.made.get(target) ?? [], name]);
      }
      for (const [rule, what] of complaints) this.fault(rule, what);
      if (opened === undefined) return;
      this.opened.add(`${opened} ${version}`);
      this.foreign.delete(this.operators.lives.get(opened)!.name);
    };
  }

  // Pods --------------------------------------------------------------------------------------------------------------------------

  public checkBegins(pod: Pod, check: string): void {
    this.begun.set(`${pod.uid} ${check}`, this.stateOf(pod.job.order.intent.target.name));
  }

  public checkPasses(pod: Pod, check: string): void {
    const { intent } = pod.job.order;
    const now = this.stateOf(intent.target.name);
    if (this.begun.get(`${pod.uid} ${check}`) === now) this.passed.add(`${intent.restore.id} ${check} ${now}`);
  }

  public begins(pod: Pod, process: Process): void {
    this.run(process, pod.job.order.intent);
  }

  public ends(pod: Pod, process: Process, end: End): void {
    const actor = this.actors.get(process)!;
    if (end.say.trim() === '') this.fault('every end has a reason', process.me);
    if (end.exit !== 0) return;
    const { id } = pod.job.order.intent.restore;
    // What takes over after its last word, and before the answer to it, makes that word no less true.
    if (!['serving', 'halted'].includes(actor.wrote ?? '') && actor.record !== undefined && actor.record.restore !== id) this.fault('an out-of-date run never ends with 0', `${process.me}: ${end.say}`);
    const truth = this.record;
    if (actor.wrote === 'failed' && truth?.state === 'failed' && truth.by === pod.job.order.job) this.fault('a run that failed never ends with 0', `${process.me}: ${end.say}`);
    if (truth?.state === 'halted' && truth.objection?.restore === id && truth.by === pod.job.order.job) this.fault('a run that the guard stopped never ends with 0', `${process.me}: ${end.say}`);
  }

  // Rules -------------------------------------------------------------------------------------------------------------------------

  /** After every step. */
  public check(): void {
    const record = this.record;
    if (record === undefined) return;
    if (DRAINED.test(record.state)) {
      for (const name of SERVICES) {
        const service = this.server.get(KIND.service, name);
        if (service !== undefined && isOpen(service)) this.fault('halted means halted', `${name} is open while ${record.state}, by ${record.by}`);
      }
    }
    if ((record.state === 'failed' || record.state === 'halted') && record.reason === '') this.fault('every end has a reason', `record ${record.state}`);
  }

  private recordIsChanged(process: Process, actor: Actor, lease: any, seen: ReadonlyMap<string, number>): void {
    const record = recordOf(lease);
    if (record.epoch < this.epoch) this.fault('the epoch only grows', `${record.epoch} after ${this.epoch}`);
    this.epoch = record.epoch;
    actor.isHolder = record.holder === process.me;
    const isEntered = actor.wrote !== record.state;
    actor.wrote = record.state;
    // A lost record knows no more what was done: once another restore has opened what stands there, Git is followed from there.
    if (this.isLost && record.state === 'serving') {
      this.done.forEach(entry => { if (!entry.startsWith(`${record.restore} `)) this.done.delete(entry); });
    }
    if (actor.intent === undefined) {
      if (actor.command!.command !== 'halt') this.decided.add(record.restore);
      return;
    }
    const { intent } = actor;
    // Which ones are paused the record is told first.
    if (isEntered && DRAINED.test(record.state)) {
      for (const { type, name } of intent.backups) {
        const backup = this.server.get(type, name);
        const isSettled = backup !== undefined && this.timeline.now - Date.parse(backup.metadata.creationTimestamp) > 60_000;
        const isSeen = backup !== undefined && (seen.get(`${type.plural} ${name}`) ?? 0) >= Number(backup.metadata.resourceVersion);
        if (isSettled && isSeen && backup.spec?.paused !== true) this.fault('backups are paused from the halt on', `${name} runs while ${record.state}`);
      }
    }
    // A first deployment adopts what it finds.
    if (intent.process === 'open' && record.nextUid !== '') this.foreign.delete(intent.target.name);
    const uid = record.done[intent.restore.id];
    if (uid !== undefined) this.done.add(`${intent.restore.id} ${uid}`);
  }

  private whyNotOpen(actor: Actor, incarnation: string): [string, string][] {
    const gone = actor.gone.get(incarnation);
    // A watch and an answer do not tell of a deletion at once: what the one has told, the decision may not have heard yet.
    const uid = actor.databases.get(incarnation) ?? (gone !== undefined && this.timeline.now - gone.at <= A_MOMENT ? gone.uid : undefined);
    // What it has not seen it cannot know; that nothing is selected then is seen elsewhere.
    const life = uid === undefined ? undefined : this.operators.lives.get(uid);
    const complaints: [string, string][] = [];
    const writing = [...actor.sessions.values()].map(sessionView).find(s => s.target === incarnation && isUnfinished(s));
    if (writing !== undefined) complaints.push(['nothing is opened while a session writes to it', `${incarnation}, ${writing.name}`]);
    const request = [...actor.requests.values()].map(requestView).find(r => r.database === incarnation && isAtWork(r));
    if (request !== undefined) complaints.push(['nothing is opened while it is put back in place', `${incarnation}, ${request.name}`]);
    if (actor.intent === undefined) {
      const { command, skipsChecks } = actor.command!;
      if (command !== 'resume' || skipsChecks || life === undefined) return complaints;
      const record = actor.record!;
      if (this.isChecked(record.restore, life) || this.opened.has(keyOf(life)) || this.decided.has(record.restore) || record.state === 'serving') return complaints;
      return complaints;
    }
    if (life === undefined) {
      complaints.push(['nothing is opened that is not there', incarnation]);
      return complaints;
    }
    if (this.opened.has(keyOf(life))) return complaints;
    const { intent } = actor;
    const { id } = intent.restore;
    const unchecked = intent.checks.filter(c => !this.passed.has(`${id} ${c.name} ${keyOf(life)}`));
    if (unchecked.length > 0) complaints.push(['opened only after all checks have passed', `${incarnation} (${keyOf(life)}): ${unchecked.map(c => c.name).join(' ')} by ${intent.restore.id}`]);
    const last = life.written[life.written.length - 1];
    const isOurs = intent.process === 'open' || (intent.process === 'archiver' ? last === 'archive' : last !== undefined && isSessionOf(last, intent));
    if (!isOurs) complaints.push(['opened only with the data that was asked for', `${incarnation} holds ${last ?? 'nothing'}, not ${id}`]);
    // Who has opened it once, a person say, has decided about it.
    const isDecided = [...this.opened].some(key => key.startsWith(`${life.uid} `));
    if (intent.process === 'open' && intent.guard !== undefined && this.former.has(incarnation) && !isDecided) complaints.push(['the guard stops a rebuilt database', incarnation]);
    return complaints;
  }

  private isChecked(restore: string, life: { readonly uid: string; readonly version: number }): boolean {
    return [...this.passed].some(p => p.startsWith(`${restore} `) && p.endsWith(` ${keyOf(life)}`));
  }

  private whyNotRestore(actor: Actor, name: string, target: string): [string, string][] {
    const complaints: [string, string][] = [];
    const uid = actor.databases.get(target);
    const { id } = actor.intent!.restore;
    if (uid !== undefined && this.done.has(`${id} ${uid}`) && this.operators.lives.get(uid)!.written.some(w => isSessionOf(w, actor.intent!))) {
      complaints.push(['nothing is restored twice', `${id} into ${target} (${uid})`]);
    }
    const beside = [...actor.sessions.values()].map(sessionView).find(s => s.target === target && isUnfinished(s) && s.name !== name);
    if (beside !== undefined) complaints.push(['no second session beside an unfinished one', `${name} beside ${beside.name}`]);
    const succeeded = [...actor.sessions.values()].find(s => isSessionOf(s.metadata.name, actor.intent!) && s.status?.phase === 'Succeeded' && uid !== undefined && this.operators.lives.get(uid)!.written.includes(s.metadata.name));
    const made = uid === undefined ? [] : this.made.get(uid) ?? [];
    const isWrittenOver = made.slice(made.lastIndexOf(succeeded?.metadata.name) + 1).some(n => !isSessionOf(n, actor.intent!));
    // What was opened since, under the restore before it, has new data of its applications.
    const isOpened = uid !== undefined && this.opened.has(keyOf(this.operators.lives.get(uid)!));
    if (succeeded !== undefined && !isWrittenOver && !isOpened) complaints.push(['nothing is restored twice', `${name} after ${succeeded.metadata.name}`]);
    if (this.foreign.has(target)) complaints.push(['nothing is restored over what is not ours', target]);
    return complaints;
  }

  /** A full backup that is older than the first log of the new life hides nothing. */
  private whyNotBackUp(name: string): [string, string][] {
    const { record } = this;
    if (record?.archiving?.backup !== name) return [];
    const end = this.server.get(KIND.snapshot, 'log')?.status.components.wal.logStats.end;
    const isLate = !isSuspended(this.server.get(POSTGRES, record.archiving.incarnation)) && end !== undefined && end !== record.archiving.until;
    return isLate ? [] : [['the full backup comes after the first log', name]];
  }

  /** At the end, when nothing goes wrong any more. */
  public checkEnd(jobs: readonly Job[]): void {
    const record = this.record;
    // Sessions that are Invalid wait for a person, and so does who waits for them. So do OpsRequests whose database went away under them.
    const isBlocked = this.server.all(KIND.restoreSession).some(s => s.status?.phase === 'Invalid')
      || this.server.all(REQUESTS).some(r => ['Pending', 'Progressing'].includes(r.status?.phase));
    // And who waits for a database whose own restore was given up.
    const isWaiting = jobs.some(({ pod, order }) => pod !== undefined && this.server.get(POSTGRES, order.intent.target.name)?.status?.phase !== 'Ready');
    if (isBlocked || isWaiting) return;
    for (const { pod, order, state } of jobs) if (pod !== undefined && !pod.isForgotten) this.fault('what can go on goes on', `${order.job} (${state}) is still at work; the record is ${record?.state}: ${record?.reason}`);
    if (record === undefined) return;
    const { state } = record;
    // A container that has failed is the end of its Job, and so is one of two pods that were at work at once: the Job says it.
    const hasEnded = jobs.some(j => j.order.job === record.by && (j.state === 'failed' || (j.state === 'complete' && j.isDoubled)));
    // A change that arrives after its process, its Job and the Job after that have ended is undone by nobody but the next run.
    const isLate = jobs.some(j => j.order.job === record.by && j.state === 'deleted') && ['complete', 'failed'].includes(jobs[jobs.length - 1].state);
    if (!hasEnded && !isLate && !['serving', 'halted', 'failed', ''].includes(state)) this.fault('what can go on goes on', `the record stays ${state} (${record.by}): ${record.reason}`);
    const isTakenLate = [...this.actors.keys()].some(p => p.me === record.holder && p.isLate);
    // A farewell is one attempt, and people are killed at their keyboards: a later run takes over from who stays silent.
    if (record.holder !== '' && !hasEnded && !isLate && !isTakenLate && !isPerson(record.holder)) this.fault('what can go on goes on', `${record.holder} holds the record for ever (${state})`);
    if (state === 'serving') {
      for (const name of SERVICES) {
        const service = this.server.get(KIND.service, name);
        // A person may open a database before its Services are there.
        if (service?.spec.selector === undefined && isPerson(record.by)) continue;
        if (service !== undefined && service.spec?.selector?.[LABEL.incarnation] !== record.incarnation) this.fault('serving means serving', `${name} selects ${JSON.stringify(service.spec?.selector)}`);
        if (service !== undefined && !isOpen(service)) this.fault('serving means serving', `${name} is halted`);
      }
      // A container that fails ends its pod at once, whatever is left to be done.
      const hasFailed = jobs[jobs.length - 1]?.isFailedByContainer;
      const newest = jobs[jobs.length - 1]?.order.intent;
      if (!hasFailed && !isPerson(record.by) && newest?.request !== undefined && newest.restore.id === record.restore && dueArchiving(record) !== undefined) this.fault('archiving goes on', JSON.stringify(record.archiving));
      if (!hasFailed && !this.isTold && record.paused.some(p => p.incarnation === record.incarnation)) this.fault('backups go on', record.incarnation);
    }
  }

  private stateOf(database: string): string {
    const object = this.server.get(POSTGRES, database);
    return object === undefined ? `${database} gone` : keyOf(this.operators.lives.get(object.metadata.uid)!);
  }
}

function nothingSeen(): Omit<Actor, 'intent' | 'command'> {
  return { databases: new Map(), gone: new Map(), sessions: new Map(), requests: new Map(), versions: new Map(), isHolder: false };
}

function keyOf({ uid, version }: { readonly uid: string; readonly version: number }): string {
  return `${uid} ${version}`;
}

function isOpen(service: any): boolean {
  const selector = service?.spec?.selector ?? {};
  return Object.keys(selector).length > 0 && selector[LABEL.halted] === undefined;
}
