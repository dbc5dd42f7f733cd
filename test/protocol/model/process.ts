import { Random } from './random';
import { Change, eventOf, Server } from './server';
import { Timeline } from './timeline';
import { Answer, Api, Clock, Place, Selection, WatchEvent } from '../../../src/agent/api';
import { Signal, Stop } from '../../../src/agent/stop';
import { KIND, ResourceType } from '../../../src/protocol/kinds';

/** What may go wrong between a process and the API server, as probabilities. */
export interface Weather {
  readonly lostRequest: number;
  readonly lostAnswer: number;
  /** Answered as lost, and done afterwards all the same. */
  readonly late: number;
  readonly slow: number;
  readonly watchBreaks: number;
}

export const CALM: Weather = { lostRequest: 0, lostAnswer: 0, late: 0, slow: 0, watchBreaks: 0 };

/** A write of a process, on its way. */
export interface Write {
  readonly verb: 'create' | 'patch' | 'remove';
  readonly type: ResourceType;
  readonly name: string;
  readonly body?: any;
}

/** Who looks on. */
export interface Witness {
  /** A write leaves its process; what is answered is called once it has been made. */
  sends(process: Process, write: Write): ((answer: Answer) => void) | undefined;
  /** A process learns of an object, or that it is gone. */
  learns(process: Process, type: ResourceType, object: any, isGone: boolean): void;
  /** A process learns which objects there are of a type, at a version. */
  learnsAll(process: Process, type: ResourceType, objects: readonly any[], version: number): void;
  /** The record was read or written by a process; `object` is it at that moment. */
  reads(process: Process, object: any | undefined): void;
}

/** Milliseconds within which a call is answered, or counts as lost. */
const TIMEOUT = 10_000;

/** A process with a connection to the API server and a clock. It can be killed, told to end, or stand still for a while. */
export class Process implements Api, Clock {
  public readonly stop = new Stop();
  public isAlive = true;
  /** Whether something that it sent was done after it had counted as lost. */
  public isLate = false;
  private standsUntil = 0;

  constructor(
    /** Holder that it is. */
    public readonly me: string,
    private readonly timeline: Timeline, private readonly server: Server, private readonly random: Random,
    private readonly weather: () => Weather, private readonly witness: Witness,
  ) {}

  /** SIGKILL: what it has sent is on its way all the same. */
  public kill(): void {
    this.isAlive = false;
  }

  /** SIGTERM. */
  public terminate(): void {
    this.in(0, () => this.stop.abort());
  }

  /** Neither answers nor timers reach it. */
  public standStill(milliseconds: number): void {
    this.standsUntil = this.timeline.now + milliseconds;
  }

  /** In so many milliseconds, if it is still there. */
  public in(milliseconds: number, then: () => void): void {
    this.timeline.in(milliseconds, () => this.resume(then));
  }

  private resume(then: () => void): void {
    if (!this.isAlive) return;
    const left = this.standsUntil - this.timeline.now;
    if (left > 0) {
      this.timeline.in(left, () => this.resume(then));
      return;
    }
    this.timeline.isAwaited = true;
    then();
  }

  // Clock -------------------------------------------------------------------------------------------------------------------------

  public now(): number {
    return this.timeline.now;
  }

  public sleep(milliseconds: number, signal?: Signal): Promise<void> {
    return new Promise(resolve => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.in(milliseconds, wake);
      signal?.addEventListener('abort', wake);
    });
  }

  // Api ---------------------------------------------------------------------------------------------------------------------------

  public get(place: Place): Promise<Answer> {
    return this.call(() => {
      const answer = this.server.read(place);
      if (place.type.plural === KIND.lease.plural) this.witness.reads(this, answer.ok ? answer.body : undefined);
      return answer;
    }, answer => { if (answer.ok) this.learn(place, [answer.body]); });
  }

  public list(place: Place, selection: Selection = {}): Promise<Answer> {
    return this.call(() => this.server.list(place, selection), answer => {
      if (!answer.ok) return;
      this.learn(place, answer.body.items);
      const isAll = place.name === undefined && selection.labels === undefined;
      if (isAll) this.witness.learnsAll(this, place.type, answer.body.items, Number(answer.body.metadata.resourceVersion));
    });
  }

  public create(place: Place, object: any, isRehearsal = false): Promise<Answer> {
    if (isRehearsal) return this.call(() => ({ ok: true, body: object }), () => { /* nothing was made */ });
    return this.write({ verb: 'create', type: place.type, name: object.metadata.name, body: object }, () => this.server.create(place.type, object));
  }

  public patch(place: Place, patch: any): Promise<Answer> {
    return this.write({ verb: 'patch', type: place.type, name: place.name!, body: patch }, () => this.server.patch(place.type, place.name!, patch));
  }

  public remove(place: Place): Promise<Answer> {
    return this.write({ verb: 'remove', type: place.type, name: place.name! }, () => this.server.remove(place.type, place.name!));
  }

  public async watch(
    place: Place, selection: Selection, resourceVersion: string | undefined, onEvent: (event: WatchEvent) => void, signal: Signal,
  ): Promise<Answer<string>> {
    if (resourceVersion !== undefined) return this.follow(place, selection, resourceVersion, onEvent, signal);
    const list = await this.list(place, selection);
    if (!list.ok) return list;
    const { items, metadata } = list.body;
    // It may break while what there is is being told.
    const isWhole = !this.random.chance(this.weather().watchBreaks / 10);
    for (const object of isWhole ? items : items.slice(1)) onEvent({ type: 'changed', object });
    if (!isWhole) return { ok: false, refusal: 'unreachable', message: 'the watch broke' };
    onEvent({ type: 'listed', object: { metadata } });
    return this.follow(place, selection, metadata.resourceVersion, onEvent, signal);
  }

  private follow(
    place: Place, selection: Selection, resourceVersion: string, onEvent: (event: WatchEvent) => void, signal: Signal,
  ): Promise<Answer<string>> {
    return new Promise(resolve => {
      const { weather, random, server, timeline } = this;
      let isOver = false;
      const events: WatchEvent[] = [];
      let version = resourceVersion;
      let at = 0;
      const end = (answer: Answer<string>) => {
        if (isOver) return;
        isOver = true;
        server.listeners.delete(deliver);
        signal.removeEventListener('abort', stop);
        resolve(answer);
      };
      const stop = () => end({ ok: true, body: version });
      if (random.chance(weather().watchBreaks)) {
        this.in(random.between(0, 20_000), () => end(random.chance(0.4) ? { ok: true, body: version } : { ok: false, refusal: random.pick(['expired', 'unreachable']), message: 'the watch broke' }));
      }
      signal.addEventListener('abort', stop);
      const deliver = (change: Change) => {
        if (change.type.plural !== place.type.plural || isOver || !this.isAlive) return;
        const event = eventOf(change, selection);
        if (event === undefined) return;
        // In order, however long each takes.
        at = Math.max(at, timeline.now + this.delay());
        const arrive = () => {
          const next = events.shift()!;
          if (isOver) return;
          version = next.object.metadata.resourceVersion;
          this.witness.learns(this, place.type, next.object, next.type === 'gone');
          onEvent(next);
        };
        // Proxies that take up a stream again bring the last event twice.
        for (const told of random.chance(weather().watchBreaks / 10) ? [event, event] : [event]) {
          events.push(told);
          this.in(at - timeline.now, arrive);
        }
      };
      this.timeline.in(this.delay(), () => {
        if (isOver || !this.isAlive) return;
        for (const change of server.since(place.type, Number(resourceVersion))) deliver(change);
        server.listeners.add(deliver);
      });
    });
  }

  // -------------------------------------------------------------------------------------------------------------------------------

  private write(write: Write, make: () => Answer): Promise<Answer> {
    const made = this.witness.sends(this, write);
    return this.call(() => {
      const answer = make();
      made?.(answer);
      return answer;
    }, answer => { if (answer.ok) this.learn({ type: write.type, namespace: '', name: write.name }, write.verb === 'remove' ? [] : [answer.body]); });
  }

  private call(make: () => Answer, then: (answer: Answer) => void): Promise<Answer> {
    return new Promise(resolve => {
      const { lostRequest, lostAnswer, late } = this.weather();
      const lost: Answer = { ok: false, refusal: 'unreachable', message: 'no answer' };
      const dice = this.random.next();
      const [there, back] = [this.delay(), this.delay()];
      if (dice < lostRequest) return this.in(there, () => resolve(lost));
      if (dice < lostRequest + late) {
        this.in(there, () => resolve(lost));
        this.isLate = true;
        return this.timeline.in(there + this.random.between(0, 30_000), () => { make(); });
      }
      const isLost = dice < lostRequest + late + lostAnswer || there + back >= TIMEOUT;
      if (isLost) this.in(Math.min(there + back, TIMEOUT), () => resolve(lost));
      return this.timeline.in(there, () => {
        const answer = make();
        if (isLost) return;
        this.in(back, () => {
          then(answer);
          resolve(answer);
        });
      });
    });
  }

  private learn({ type, name }: Place, objects: readonly any[]): void {
    if (name !== undefined && objects.length === 0) this.witness.learns(this, type, { metadata: { name } }, true);
    for (const object of objects) this.witness.learns(this, type, object, false);
  }

  private delay(): number {
    const { random } = this;
    if (random.chance(this.weather().slow)) return random.pick([200, 1_000, 3_000, 8_000]);
    return random.between(0, 5);
  }
}
