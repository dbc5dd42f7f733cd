import { archiveAgain } from './archive-again';
import { resumeBackups } from './backups';
import { act, change, Decision, end, Exit, Memory, Opening, refusedOf, wait } from './decision';
import { PersonIntent } from './intent';
import { archiveInterests, Interest } from './interests';
import { endIsolation } from './isolation';
import { KIND, typeText } from './kinds';
import { hasLetGo } from './moment';
import { isPerson, LABEL, personOf } from './names';
import { DatabaseRecord, incarnationsOf, isDone, RecordChange } from './record';
import { routeOf, servicesOf } from './routes';
import { pointing, SETTLE } from './services';
import { listed } from './text';
import { INTEREST, World } from './world';
import { writersOf } from './writers';

/** Milliseconds after which a person is told that the client Services are not drained, or have no address. */
const PATIENCE = 60_000;

/** A command of a person at a moment. */
export interface PersonMoment {
  readonly intent: PersonIntent;
  readonly memory: Memory;
  readonly world: World;
  readonly now: number;
}

/** What a command needs to know. All names are out of the record, checked as names where it is read. */
export function personInterests({ namespace, record: name, command, person }: PersonIntent, { record }: World): Interest[] {
  const own = { key: INTEREST.record, type: KIND.lease, namespace, name };
  if (!record) return [own];
  const services = servicesOf(record.routes);
  if (services.length === 0) return [own];
  const traffic = [
    own,
    ...services.map(s => ({ key: INTEREST.service(s), type: KIND.service, namespace, name: s })),
    { key: INTEREST.slices, type: KIND.slice, namespace, labels: `kubernetes.io/service-name in (${services.join(',')})` },
  ];
  if (command === 'halt') return traffic;
  // What this command has opened is what it puts right from then on.
  const goal = record.state === 'serving' && record.holder === personOf(person) ? record.incarnation : goalOf(command, record);
  return [
    ...traffic,
    { key: INTEREST.sessions, type: KIND.restoreSession, namespace },
    { key: INTEREST.declared, type: KIND.job, namespace, labels: `${LABEL.database}=${record.database},${LABEL.restore}`, once: true },
    // One by which the goal is being put back in place.
    ...(record.request === undefined ? [] : [{ key: INTEREST.requests, namespace, ...record.request }]),
    ...archiveInterests(namespace, record),
    ...(record.resource === undefined || goal === '' ? [] : [{ key: INTEREST.target, type: record.resource, namespace, name: goal }]),
  ];
}

/** What the command does next. */
export function judgePerson(moment: PersonMoment): Decision {
  const decision = judge(moment);
  const refused = refusedOf(decision, moment.memory);
  return refused === undefined ? decision : over(Exit.FAILED, refused);
}

function judge(moment: PersonMoment): Decision {
  const { intent, memory, world } = moment;
  const { record } = world;
  if (record === undefined) return wait('the record to be read');
  if (record === null) return refuse(`there is no record, Lease ${intent.record} in namespace ${intent.namespace}: no run has begun yet`);
  if (servicesOf(record.routes).length === 0) return refuse(`the record, Lease ${intent.record}, knows no client Service: no run has begun yet`);
  const unread = servicesOf(record.routes).filter(s => world.service(s) === undefined);
  if (unread.length > 0) return wait('the client Services to be read');
  if (memory.epoch === undefined) return intent.command === 'halt' ? takeToHalt(moment, record) : takeToOpen(moment, record);
  if (record.holder !== memory.me || record.epoch !== memory.epoch) {
    return hasLetGo(memory, record) ?? end(Exit.FAILED, `superseded: ${record.holder || record.by || 'somebody'} took the record. State: ${record.state}. ${record.reason}`);
  }
  switch (record.state) {
    case 'serving': return tidy(moment, record);
    case 'resuming': return open(moment, record);
    default: return halt(moment, record);
  }
}

// Halting -------------------------------------------------------------------------------------------------------------------------

function takeToHalt({ intent, memory, now }: PersonMoment, record: DatabaseRecord): Decision {
  return take(memory, record, now, { state: 'halted', reason: intent.reason || 'Halted by hand.' });
}

function halt({ memory, world, now }: PersonMoment, record: DatabaseRecord): Decision {
  const services = present(record, world);
  const { acts } = pointing(services, record.incarnation || record.next, 'halted', record, memory.by, world);
  if (acts.length > 0) return act(acts);
  const since = memory.emptySince;
  if (services.length === 0 || (since !== undefined && now - since >= SETTLE)) {
    return letGo(memory, `halted, and drained: nothing can connect through ${listed(services) || 'any Service'} any more; sessions that are open stay open`);
  }
  if (since !== undefined) return wait('the client Services to stay drained', since + SETTLE);
  const addresses = services.flatMap(s => world.endpoints(s) ?? []);
  const until = (memory.stateSince ?? now) + PATIENCE;
  if (now < until) return wait(`the client Services to be drained: ${addresses.length} addresses are left`, until);
  return over(Exit.TIMED_OUT, `halted, but ${addresses.length} addresses are left after a minute: ${listed(addresses.slice(0, 5))}. Were they made by hand?`);
}

// Opening -------------------------------------------------------------------------------------------------------------------------

/** The incarnation that a command is to open; empty where there is none. */
export function goalOf(command: PersonIntent['command'], record: DatabaseRecord): string {
  const { state, incarnation, next, previous, target } = record;
  if (command === 'rollback') return isUnfinished(record) ? incarnation : previous;
  return state === 'serving' ? incarnation : next || incarnation || target;
}

/** Whether the record is about a restore that was not opened: a rollback then leads to what it halted. */
function isUnfinished({ state, target, incarnation }: DatabaseRecord): boolean {
  return state !== 'serving' && target !== '' && target !== incarnation;
}

function takeToOpen({ intent, memory, world, now }: PersonMoment, record: DatabaseRecord): Decision {
  const { command, skipsChecks } = intent;
  const goal = goalOf(command, record);
  const isUnread = world.sessions === undefined || world.declared === undefined || (record.request !== undefined && world.requests === undefined);
  if (isUnread) return wait('the cluster to be read');
  const refusal = (command === 'resume' && !skipsChecks ? unfit(record, goal, world) : undefined) ?? unopenable(command, goal, record, world);
  const no = (why: string): Decision => (record.holder === memory.me && record.epoch === memory.sought ? putBack(memory, record, why) : refuse(why));
  if (refusal !== undefined) return no(refusal);
  if (record.resource !== undefined && world.target === undefined) return wait(`${goal} to be read`);
  const target = world.target;
  if (record.resource !== undefined && target == null) return no(`${typeText(record.resource)} ${goal} does not exist any more`);
  if (goal === record.next && record.nextUid !== '' && target != null && target.uid !== record.nextUid && !skipsChecks) {
    return no(`${goal} was deleted and created anew after it had been restored and checked. Restore it again, or resume with --skip-checks to open it as it is`);
  }
  const opening: Opening = {
    incarnation: goal,
    uid: target?.uid ?? '',
    previous: command === 'rollback' && isUnfinished(record) ? record.next || record.previous
      : record.incarnation !== '' && record.incarnation !== goal ? record.incarnation : record.previous,
    ...(goal === record.next && target != null ? { finishes: record.restore } : {}),
    from: record.state,
  };
  const taken = take(memory, record, now, { state: 'resuming', reason: intent.reason || 'Being opened by hand.' });
  const phase = target == null || target.phase === 'Ready' ? undefined : `note: ${goal} is ${target.phase || 'without a phase'}, not Ready`;
  return taken.kind === 'act' ? { ...taken, say: phase, remember: { ...taken.remember, opening } } : taken;
}

/** Why a resume has to be told that it may open what was not checked. */
function unfit(record: DatabaseRecord, goal: string, { declared = [] }: World): string | undefined {
  const { state, by, restore, passed, since, reason } = record;
  const mayBegin = ['serving', 'halted', 'failed'].includes(state) || (state === 'resuming' && isPerson(by));
  if (!mayBegin) return `restore ${restore} is at work, or its Job was: ${state} since ${since}. ${reason} Wait for it, or resume with --skip-checks (it is then told to stop)`;
  if (state === 'serving') return undefined;
  const [newest] = declared;
  if (newest !== undefined && newest.restore !== restore) {
    return `the code asks for restore ${newest.restore} (Job ${newest.job}), but the record is about restore ${restore}. Mend why that Job did not take the record; --skip-checks opens ${goal} as it is`;
  }
  const isFinished = record.done[restore] !== undefined && record.contents[goal] === restore;
  if (passed !== restore && !isFinished) return `restore ${restore} has not passed its checks (${state}: ${reason}). With --skip-checks, resume opens ${goal} as it is`;
  return undefined;
}

/** Why this incarnation cannot be opened at all. */
function unopenable(command: PersonIntent['command'], goal: string, record: DatabaseRecord, world: World): string | undefined {
  if (goal === '') return command === 'rollback' ? 'there is no incarnation before this one' : 'there is nothing to open: no database has been made available yet';
  const routeless = servicesOf(record.routes).find(s => routeOf(record.routes, s, goal) === undefined);
  if (routeless !== undefined) return `the record has no route of Service ${routeless} to ${goal}`;
  const writers = writersOf(goal, world, record.request !== undefined) ?? [];
  return writers.length === 0 ? undefined : `${listed(writers)} is not finished, and writes to ${goal}. Wait for it, or delete it`;
}

function open({ intent, memory, world }: PersonMoment, record: DatabaseRecord): Decision {
  const { incarnation, previous, finishes, uid, from } = memory.opening!;
  // A run that was at work may have created one until the record was taken. What was patched meanwhile goes back to what it was.
  const late = unopenable(intent.command, incarnation, record, world);
  if (late !== undefined) return change({ state: from === 'serving' ? 'serving' : 'halted', reason: late, by: memory.by }, { remember: { verdict: { reason: `refused: ${late}`, exit: Exit.FAILED } } });
  const { acts } = pointing(present(record, world), incarnation, 'open', record, memory.by, world);
  if (acts.length > 0) return act(acts, { afresh: [INTEREST.sessions] });
  return change({
    state: 'serving',
    reason: intent.reason || 'Opened by hand.',
    by: memory.by,
    incarnation,
    previous,
    next: '',
    nextUid: '',
    target: '',
    passed: record.restore,
    objection: null,
    ...(finishes === undefined ? {} : { done: { [finishes]: uid }, contents: { ...record.contents, [incarnation]: finishes } }),
  }, {
    say: `serving ${incarnation}`,
    notice: { reason: 'Serving', type: 'Normal', about: incarnation, message: `${incarnation} serves the applications of ${record.database}: opened by ${memory.by}` },
  });
}

function tidy({ memory, world, now }: PersonMoment, record: DatabaseRecord): Decision {
  const services = present(record, world);
  const { acts } = pointing(services, record.incarnation, 'open', record, memory.by, world);
  const isolation = endIsolation(record, record.incarnation, memory);
  const backups = resumeBackups(record, record.incarnation, memory);
  const archiving = archiveAgain(record, memory, world, now, PATIENCE, why => letGo(memory, `${record.incarnation} is open. ${why}; the same command again goes on`, { isolation: isolation.left, paused: backups.left }));
  const due = [...acts, ...isolation.acts];
  if (due.length > 0) return act(due);
  if (archiving?.kind === 'act' && archiving.ends === undefined) return archiving;
  if (backups.acts.length > 0) return act(backups.acts);
  const [first] = services;
  const addresses = first === undefined ? [] : world.endpoints(first) ?? [];
  const until = (memory.stateSince ?? now) + PATIENCE;
  if (first !== undefined && addresses.length === 0 && now < until) return wait(`an address behind Service ${first}`, until);
  if (archiving !== undefined) return archiving;
  const say = first === undefined ? `${record.incarnation} is opened, but no client Service exists`
    : addresses.length > 0 ? `Service ${first} leads to ${listed(addresses.slice(0, 5))}`
      : `Service ${first} is open, but has no address after a minute: are the pods of the database ready, and do they carry the labels that it selects?`;
  return letGo(memory, say, { isolation: isolation.left, paused: backups.left });
}

// ---------------------------------------------------------------------------------------------------------------------------------

function take(memory: Memory, record: DatabaseRecord, now: number, next: RecordChange): Decision {
  return change({ ...next, by: memory.by, holder: memory.me, epoch: record.epoch + 1 }, {
    remember: { epoch: record.epoch + 1, stateSince: now },
    ...(next.state === 'halted' ? { notice: { reason: 'Halted', type: 'Normal', about: record.incarnation || record.next, message: `${memory.by}: ${next.reason}` } } : {}),
  });
}

/** The record was taken, though no answer said so. */
function putBack({ by }: Memory, { epoch }: DatabaseRecord, why: string): Decision {
  return change({ state: 'halted', reason: why, by }, { remember: { epoch, verdict: { reason: `refused: ${why}`, exit: Exit.FAILED } } });
}

/** Nothing is done. */
function refuse(why: string): Decision {
  return end(Exit.FAILED, `refused: ${why}`);
}

/** All is done, or put back to what it was. */
function letGo({ verdict }: Memory, say: string, next: RecordChange = {}): Decision {
  return verdict === undefined ? over(Exit.DONE, say, next) : over(verdict.exit, verdict.reason, next);
}

function over(exit: Exit, say: string, next: RecordChange = {}): Decision {
  return { kind: 'act', change: { ...next, holder: '' }, acts: [], ends: { exit, say } };
}

/** The client Services that exist. */
function present(record: DatabaseRecord, world: World): string[] {
  return servicesOf(record.routes).filter(s => world.service(s) != null);
}

/** Incarnations that may be retired, and why the others may not be: asked of every record of a namespace. */
export function whyNeeded(record: DatabaseRecord, incarnation: string): string | undefined {
  if (!incarnationsOf(record).includes(incarnation)) return undefined;
  if (incarnation === record.incarnation) return `it is what ${record.database} is serving, or served before the halt`;
  if (incarnation === record.next || incarnation === record.target) return `restore ${record.restore} of ${record.database} is about to open it (${record.state})`;
  return undefined;
}

/** Whether a record speaks of a database that is gone: the present one was never opened by it. */
export function isVoid(record: DatabaseRecord, uid: string | undefined): boolean {
  if (record.state !== 'serving' || uid === undefined || record.done[record.restore] === undefined) return false;
  return !isDone(record, record.restore, uid) && !Object.values(record.done).includes(uid);
}
