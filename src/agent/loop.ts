import { Api, Clock, Place } from './api';
import { noticeEvent } from './events';
import { Log, remindful } from './log';
import { Mirrors } from './mirrors';
import { Signal, Stop } from './stop';
import { Act, Decision, Exit, Memory, Notice, Refusal } from '../protocol/decision';
import { Interest } from '../protocol/interests';
import { KIND, ResourceType, typeText } from '../protocol/kinds';
import { DatabaseRecord, RecordChange, recordPatch } from '../protocol/record';
import { emptySince } from '../protocol/services';
import { plain } from '../protocol/text';
import { INTEREST, recordOf, World, worldOf } from '../protocol/world';

/** What is done, and by whom it is decided. */
export interface Program {
  readonly namespace: string;
  /** Name of the record. */
  readonly record: string;
  /** What is to be done about an API server that refuses; said after what it said. */
  readonly advice: string;
  interests(world: World): readonly Interest[];
  judge(memory: Memory, world: World, now: number): Decision;
  /** Client Services, whose addresses are watched. */
  services(world: World): readonly string[];
  /** What is written, in one attempt, when the process is told to end. */
  farewell(record: DatabaseRecord, memory: Memory): { readonly change: RecordChange; readonly notice?: Notice };
  /** What is written, in one attempt, when the API server does not let it go on; nothing where it is left unsaid. */
  lastWord(record: DatabaseRecord, memory: Memory, say: string): RecordChange | undefined;
}

/** The containers that wait for the agent; people have none. */
export interface Gatekeeper {
  asked(): readonly string[];
  /** Gates behind which containers were let go on, by this process or one before it in this pod. */
  opened(): readonly string[];
  open(world: World, memory: Memory): void;
  /** Called when another container has reached its gate. */
  onAsked(listener: () => void): void;
}

/** Everything that the loop touches. */
export interface Surroundings {
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
  readonly gates: Gatekeeper;
  /** Told to end. */
  readonly stop: Signal;
  readonly limits: Limits;
}

/** Milliseconds. */
export interface Limits {
  /** For which a call is tried again while there is no answer. */
  readonly unreachable: number;
  /** For which it is tried again while a permission is missing, as the Role may be late. */
  readonly forbidden: number;
  /** Between two renewals. */
  readonly renewal: number;
}

export const RUN_LIMITS: Limits = { unreachable: 120_000, forbidden: 300_000, renewal: 20_000 };
export const PERSON_LIMITS: Limits = { unreachable: 20_000, forbidden: 0, renewal: 20_000 };

/** Milliseconds for which something is waited for before the log says so. */
const WORTH_A_LINE = 500;

/** Milliseconds for which it counts that the record is ours. */
const SURE = 1000;

/** How it ended. */
export interface End {
  readonly exit: Exit;
  readonly say: string;
}

/** Reads the world, asks what is to be done, does it, until it is over. */
export async function drive(program: Program, surroundings: Surroundings, me: Pick<Memory, 'me' | 'by'>): Promise<End> {
  const loop = new Loop(program, surroundings, { ...me, asked: [], opened: [], made: [], refused: {}, tried: [] });
  try {
    return await loop.run();
  } finally {
    loop.close();
  }
}

class Loop {
  private readonly mirrors: Mirrors;
  private readonly remind: (text: string) => void;
  private renewedAt = 0;
  /** When the record was last asked, or told, who holds it. */
  private sureAt = 0;
  private trouble?: { readonly what: string; readonly since: number; readonly pause: number };
  private ended?: End;
  private awaited?: { readonly what: string; readonly since: number };
  /** Whether something has changed since the last look. */
  private isChanged = false;
  private wake?: () => void;

  constructor(private readonly program: Program, private readonly around: Surroundings, private memory: Memory) {
    const changed = () => {
      this.isChanged = true;
      this.wake?.();
    };
    this.mirrors = new Mirrors(around.api, around.clock, changed);
    this.remind = remindful(around.clock, around.log);
    around.gates.onAsked(changed);
    around.stop.addEventListener('abort', changed);
  }

  public async run(): Promise<End> {
    for (;;) {
      const world = this.look();
      if (this.around.stop.aborted) return this.leave(world);
      const end = await this.overdue(world) ?? await this.follow(this.program.judge(this.memory, world, this.now), world);
      if (end !== undefined) return end;
    }
  }

  public close(): void {
    this.mirrors.close();
  }

  private get recordPlace(): Place {
    return { type: KIND.lease, namespace: this.program.namespace, name: this.program.record };
  }

  private get now(): number {
    return this.around.clock.now();
  }

  /** What is known now, with what is remembered from one look to the next. */
  private look(): World {
    this.isChanged = false;
    const world = worldOf(this.mirrors.read);
    this.mirrors.want(this.program.interests(world));
    this.memory = {
      ...this.memory,
      asked: this.around.gates.asked(),
      opened: this.around.gates.opened(),
      emptySince: emptySince(this.program.services(world), world, this.memory.emptySince, this.now),
    };
    // Who only puts right what was left has nothing to do for the containers beside it.
    if (this.holds(world.record) && this.memory.stateSince !== undefined) this.around.gates.open(world, this.memory);
    return world;
  }

  private holds(record: DatabaseRecord | null | undefined): record is DatabaseRecord {
    return record != null && this.memory.epoch !== undefined && record.holder === this.memory.me && record.epoch === this.memory.epoch;
  }

  /** The end, where something cannot be read for longer than that is put up with. */
  private async overdue(world: World): Promise<End | undefined> {
    const problem = this.mirrors.problem();
    if (problem === undefined) return undefined;
    const { since, refusal, message, what } = problem;
    if (this.now - since < this.patience(refusal)) return undefined;
    return this.giveUp(`read ${what}`, message, world);
  }

  private async follow(decision: Decision, world: World): Promise<End | undefined> {
    switch (decision.kind) {
      case 'end': return { exit: decision.exit, say: decision.say };
      case 'fail':
        this.memory = { ...this.memory, verdict: decision.verdict };
        return undefined;
      case 'wait':
        this.remember(decision.remember);
        return this.wait(decision.what, decision.until, world);
      case 'act': return this.act(decision, world);
    }
  }

  private async act(decision: Extract<Decision, { kind: 'act' }>, world: World): Promise<End | undefined> {
    const { record } = world;
    this.remember(decision.ends && { parting: decision.ends });
    if (decision.change?.epoch !== undefined) this.remember({ sought: decision.change.epoch });
    for (const key of decision.afresh ?? []) if (!await this.relist(key, world) || !this.isStillRight(decision)) return this.ended;
    if (decision.say !== undefined && decision.change === undefined) this.around.log(decision.say);
    if (decision.change !== undefined) {
      if (record == null || !await this.change(record, decision.change, world)) return this.ended;
      this.remember(decision.remember);
      if (decision.say !== undefined) this.around.log(decision.say);
      // A creation is undone by nobody: what has become known while the record was changed may speak against it.
      if (decision.acts.some(a => a.verb === 'create') && !this.isStillRight(decision)) return this.ended;
    } else {
      // Without a change the record is read once more: who was superseded changes nothing any more.
      if (!decision.unfenced && (!await this.isStillOurs(record, world) || !this.isStillRight(decision))) return this.ended;
      this.remember(decision.remember);
    }
    if (decision.notice !== undefined) await this.tell(decision.notice, world);
    for (const act of decision.acts) {
      // An answer was long in coming: who was superseded meanwhile changes nothing any more.
      const isUnsure = !decision.unfenced && this.now - this.sureAt > SURE;
      if (isUnsure && (!await this.isStillOurs(record, world) || !this.isStillRight(decision))) return this.ended;
      if (!await this.make(act, world)) return this.ended;
    }
    // A run that was stalled between its last look at the record and a creation finds out here.
    if (decision.acts.some(a => a.verb === 'create' && !decision.unfenced)) await this.isStillOurs(record, world);
    return decision.ends;
  }

  /** One fenced change of the record; false where the world is to be looked at again. */
  private async change(record: DatabaseRecord, next: RecordChange, world: World): Promise<boolean> {
    const patch = recordPatch(record, next, this.now);
    this.sureAt = this.now;
    const answer = await this.around.api.patch(this.recordPlace, patch);
    if (answer.ok) {
      this.mirrors.seed(INTEREST.record, answer.body);
      this.renewedAt = this.now;
      this.trouble = undefined;
      return true;
    }
    if (answer.refusal === 'unreachable' || answer.refusal === 'conflict') {
      // The answer may be lost, the change made.
      const lease = await this.readRecord();
      const isStillHeld = next.holder !== undefined || this.holds(lease && recordOf(lease));
      if (lease !== undefined && answer.refusal === 'unreachable' && isStillHeld && isMade(lease, patch)) return true;
    }
    if (answer.refusal === 'absent') this.mirrors.forget(INTEREST.record);
    if (answer.refusal !== 'conflict' && answer.refusal !== 'absent') await this.struggle(`patch Lease ${this.program.record}`, answer.refusal, answer.message, world);
    return false;
  }

  /** Whether the same is to be done in the light of what has become known meanwhile. */
  private isStillRight({ acts, change }: Extract<Decision, { kind: 'act' }>): boolean {
    if (!this.isChanged) return true;
    const present = this.program.judge(this.memory, this.look(), this.now);
    return present.kind === 'act' && present.acts.map(a => a.key).join() === acts.map(a => a.key).join()
      && (change === undefined || present.change?.state === change.state);
  }

  /** Makes sure that nothing was missed; false where it cannot be known now. */
  private async relist(key: string, world: World): Promise<boolean> {
    const answer = await this.mirrors.relist(key);
    if (answer.ok || answer.refusal === 'unknown-kind') return true;
    await this.struggle(`list ${key}`, answer.refusal, answer.message, world);
    return false;
  }

  private async isStillOurs(record: DatabaseRecord | null | undefined, world: World): Promise<boolean> {
    if (record == null) return true;
    if (this.now - this.renewedAt >= this.around.limits.renewal) return this.change(record, {}, world);
    const lease = await this.readRecord();
    if (lease === undefined) return false;
    return this.holds(recordOf(lease));
  }

  private async readRecord(): Promise<any | undefined> {
    this.sureAt = this.now;
    const answer = await this.around.api.get({ type: KIND.lease, namespace: this.program.namespace, name: this.program.record });
    if (answer.ok) {
      this.mirrors.seed(INTEREST.record, answer.body);
      return answer.body;
    }
    if (answer.refusal === 'absent') this.mirrors.forget(INTEREST.record);
    else await this.struggle(`get Lease ${this.program.record}`, answer.refusal, answer.message, undefined);
    return undefined;
  }

  /** One attempt at a change outside the record; false where the world is to be looked at again. */
  private async make(act: Act, world: World): Promise<boolean> {
    const place = { type: act.type, namespace: this.program.namespace, name: act.name };
    const { api } = this.around;
    const answer = act.verb === 'create' || act.verb === 'rehearse'
      ? await api.create({ type: act.type, namespace: this.program.namespace }, act.body, act.verb === 'rehearse')
      : act.verb === 'patch' ? await api.patch(place, act.body) : await api.remove(place);
    if (answer.ok || act.fine.includes(answer.refusal)) {
      this.trouble = undefined;
      if (answer.ok) this.around.log(act.said);
      // Drained means: without an address since the last Service was halted.
      if (act.type === KIND.service) this.memory = { ...this.memory, emptySince: undefined };
      if (answer.ok && (act.verb === 'create' || act.verb === 'patch')) this.mirrors.seedObject(act.type, answer.body);
      if (!answer.ok) await this.refresh(act);
      if (answer.ok || answer.refusal !== 'conflict') this.memory = { ...this.memory, made: [...new Set([...this.memory.made, act.key])] };
      return answer.ok || answer.refusal !== 'conflict';
    }
    const what = `${act.verb} ${typeText(act.type)} ${act.name}`;
    if (answer.refusal === 'unreachable' || (answer.refusal === 'forbidden' && !act.optional)) {
      if (!act.optional || !this.isHopeless(what, answer.refusal)) {
        await this.struggle(what, answer.refusal, answer.message, world);
        return false;
      }
    }
    if (act.optional) this.around.log(`${what} did not work: ${answer.message}. Do it by hand`);
    this.memory = { ...this.memory, refused: { ...this.memory.refused, [act.key]: plain(answer.message) } };
    return false;
  }

  /** What is known of an object was not the latest: it is read, as the watch may bring it late. */
  private async refresh({ type, name }: Act): Promise<void> {
    if (!this.mirrors.follows(type, name)) return;
    const answer = await this.around.api.list({ type, namespace: this.program.namespace }, { name });
    if (answer.ok && answer.body.items.length > 0) this.mirrors.seedObject(type, answer.body.items[0]);
  }

  private isHopeless(what: string, refusal: Refusal): boolean {
    return this.trouble?.what === what && this.now - this.trouble.since >= this.patience(refusal);
  }

  /** Waits before the next attempt; where the patience for it is over, the run ends. */
  private async struggle(what: string, refusal: Refusal, message: string, world: World | undefined): Promise<void> {
    if (this.trouble?.what !== what) this.trouble = { what, since: this.now, pause: 1000 };
    if (this.isHopeless(what, refusal) && world !== undefined) {
      this.ended = await this.giveUp(what, message, world);
      return;
    }
    this.remind(this.excuse(what, refusal, message));
    await this.around.clock.sleep(this.trouble.pause, this.around.stop);
    this.trouble = { ...this.trouble, pause: Math.min(this.trouble.pause * 2, 10_000) };
  }

  private excuse(what: string, refusal: Refusal, message: string): string {
    const why = refusal === 'forbidden' ? 'no permission; the Role or the RoleBinding may be late' : 'the API server does not answer as it should';
    return `${what}: ${why}; trying again for up to ${this.patience(refusal) / 1000} s. ${message}`;
  }

  private patience(refusal: Refusal): number {
    return refusal === 'forbidden' ? this.around.limits.forbidden : this.around.limits.unreachable;
  }

  /** The API server does not let it go on. The record is told, if it can be. */
  private async giveUp(what: string, message: string, { record }: World): Promise<End> {
    const say = `The API server refused to ${what}: ${plain(message)}. ${this.program.advice}`.trim();
    const word = this.holds(record) ? this.program.lastWord(record, this.memory, say) : undefined;
    if (word !== undefined) {
      await this.around.api.patch(this.recordPlace, recordPatch(record!, word, this.now));
    }
    return { exit: Exit.REFUSED, say };
  }

  private async wait(what: string, until: number | undefined, world: World): Promise<End | undefined> {
    const problem = this.mirrors.problem();
    if (this.awaited?.what !== what) this.awaited = { what, since: this.now };
    const tellAt = this.awaited.since + WORTH_A_LINE;
    if (problem !== undefined) this.remind(this.excuse(`read ${problem.what}`, problem.refusal, problem.message));
    else if (this.now >= tellAt) this.remind(`waiting for ${what}`);
    const isHeld = this.holds(world.record);
    const renewAt = isHeld ? this.renewedAt + this.around.limits.renewal : undefined;
    if (isHeld && this.now >= renewAt!) {
      await this.change(world.record as DatabaseRecord, {}, world);
      return this.ended;
    }
    const giveUpAt = problem === undefined ? undefined : problem.since + this.patience(problem.refusal);
    const next = Math.min(...[until, renewAt, giveUpAt, this.now < tellAt ? tellAt : this.now + 60_000].filter((t): t is number => t !== undefined));
    await this.pause(Math.max(next - this.now, 20));
    return undefined;
  }

  /** Until something has changed, or the time is over. */
  private async pause(milliseconds: number): Promise<void> {
    if (this.isChanged || this.around.stop.aborted) return;
    const over = new Stop();
    this.wake = () => over.abort();
    await this.around.clock.sleep(milliseconds, over);
    this.wake = undefined;
  }

  private remember(more: Partial<Memory> | undefined): void {
    if (more !== undefined) this.memory = { ...this.memory, ...more };
  }

  /** Told to end. What was begun stays as it is: the record says how far it came. Only the record is let go, in one attempt. */
  private async leave(world: World): Promise<End> {
    const { record } = world;
    const end = { exit: Exit.STOPPED, say: 'stopped by a signal' };
    if (!this.holds(record)) return end;
    const { change, notice } = this.program.farewell(record, this.memory);
    const place = { type: KIND.lease, namespace: this.program.namespace, name: this.program.record };
    await this.around.api.patch(place, recordPatch(record, change, this.now));
    if (notice !== undefined) await this.tell(notice, world);
    return end;
  }

  private async read(type: ResourceType, name: string): Promise<any | undefined> {
    const answer = await this.around.api.get({ type, namespace: this.program.namespace, name });
    return answer.ok ? answer.body : undefined;
  }

  /** Events are for people: one that cannot be written stops nothing. */
  private async tell(notice: Notice, { record }: World): Promise<void> {
    const type = record?.resource;
    const database = this.mirrors.find(notice.about) ?? (type === undefined ? undefined : await this.read(type, notice.about));
    if (database === undefined) return;
    const event = noticeEvent(notice, database, this.memory.by, this.now);
    const answer = await this.around.api.create({ type: KIND.event, namespace: this.program.namespace }, event);
    if (!answer.ok) this.around.log(`the Event ${notice.reason} on ${notice.about} was not written: ${answer.message}`);
  }
}

/** Whether a change whose answer was lost has been made after all. */
function isMade(lease: any, { metadata, spec }: any): boolean {
  const notes = Object.entries<string | null>(metadata.annotations ?? {});
  return notes.every(([key, value]) => (lease.metadata.annotations?.[key] ?? null) === value)
    && Object.entries(spec).every(([key, value]) => lease.spec?.[key] === value);
}
