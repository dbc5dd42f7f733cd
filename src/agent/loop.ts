import { Place } from './api';
import { Hands } from './hands';
import { Mirrors } from './mirrors';
import { Patience } from './patience';
import { Stop } from './stop';
import { End, Program, Surroundings } from './surroundings';
import { Act, Decision, Exit, Memory, Refusal } from '../protocol/decision';
import { KIND, typeText } from '../protocol/kinds';
import { DatabaseRecord, RecordChange, recordPatch } from '../protocol/record';
import { emptySince } from '../protocol/services';
import { plain } from '../protocol/text';
import { INTEREST, recordOf, World, worldOf } from '../protocol/world';

/** Milliseconds for which something is waited for before the log says so. */
const WORTH_A_LINE = 500;

/** Milliseconds for which it counts that the record is ours. */
const SURE = 1000;

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
  private readonly hands: Hands;
  private readonly patience: Patience;
  private renewedAt = 0;
  /** When the record was last asked, or told, who holds it. */
  private sureAt = 0;
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
    this.hands = new Hands(around, this.mirrors, program.namespace);
    this.patience = new Patience(around);
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
    if (this.now - since < this.patience.with(refusal)) return undefined;
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
    if (decision.notice !== undefined) await this.hands.tell(decision.notice, world.record?.resource, this.memory.by);
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
      this.patience.renew();
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
    const answer = await this.around.api.get(this.recordPlace);
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
    const answer = await this.hands.attempt(act);
    if (answer.ok || act.fine.includes(answer.refusal)) {
      this.patience.renew();
      // Drained means: without an address since the last Service was halted.
      if (act.type === KIND.service) this.remember({ emptySince: undefined });
      const isDone = answer.ok || answer.refusal !== 'conflict';
      if (isDone) this.remember({ made: [...new Set([...this.memory.made, act.key])] });
      return isDone;
    }
    const what = `${act.verb} ${typeText(act.type)} ${act.name}`;
    if (answer.refusal === 'unreachable' || (answer.refusal === 'forbidden' && !act.optional)) {
      if (!act.optional || !this.patience.isOver(what, answer.refusal)) {
        await this.struggle(what, answer.refusal, answer.message, world);
        return false;
      }
    }
    if (act.optional) this.around.log(`${what} did not work: ${answer.message}. Do it by hand`);
    this.memory = { ...this.memory, refused: { ...this.memory.refused, [act.key]: plain(answer.message) } };
    return false;
  }

  /** Waits before the next attempt; where the patience for it is over, the run ends. */
  private async struggle(what: string, refusal: Refusal, message: string, world: World | undefined): Promise<void> {
    this.patience.notice(what);
    if (this.patience.isOver(what, refusal) && world !== undefined) this.ended = await this.giveUp(what, message, world);
    else await this.patience.pause(what, refusal, message);
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
    if (problem !== undefined) this.patience.excuse(`read ${problem.what}`, problem.refusal, problem.message);
    else if (this.now >= tellAt) this.patience.remind(`waiting for ${what}`);
    const isHeld = this.holds(world.record);
    const renewAt = isHeld ? this.renewedAt + this.around.limits.renewal : undefined;
    if (isHeld && this.now >= renewAt!) {
      await this.change(world.record as DatabaseRecord, {}, world);
      return this.ended;
    }
    const giveUpAt = problem === undefined ? undefined : problem.since + this.patience.with(problem.refusal);
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
    await this.around.api.patch(this.recordPlace, recordPatch(record, change, this.now));
    if (notice !== undefined) await this.hands.tell(notice, record.resource, this.memory.by);
    return end;
  }
}

/** Whether a change whose answer was lost has been made after all. */
function isMade(lease: any, { metadata, spec }: any): boolean {
  const notes = Object.entries<string | null>(metadata.annotations ?? {});
  return notes.every(([key, value]) => (lease.metadata.annotations?.[key] ?? null) === value)
    && Object.entries(spec).every(([key, value]) => lease.spec?.[key] === value);
}
