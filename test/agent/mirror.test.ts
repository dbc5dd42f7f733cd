import * as fc from 'fast-check';
import { Answer, Api, Clock, ObjectList, Refusal, WatchEvent } from '../../src/agent/api';
import { systemClock } from '../../src/agent/clock';
import { Mirror } from '../../src/agent/mirror';

const PLACE = { type: { group: '', version: 'v1', plural: 'services' }, namespace: 'shop' };
const object = (name: string, version: number | string) => ({ metadata: { name, resourceVersion: String(version) } });
const no = (refusal: Refusal): Answer<never> => ({ ok: false, refusal, message: refusal });
const list = (version: number | string, ...items: any[]): Answer<ObjectList> =>
  ({ ok: true, body: { metadata: { resourceVersion: String(version) }, items } });
const settle = () => new Promise<void>(resolve => setImmediate(resolve));

/** An API server that is told what to answer, and a clock that is moved by hand. */
class Stage implements Clock {
  public readonly asked: string[] = [];
  public readonly slept: number[] = [];
  public changes = 0;
  public lists: Answer<ObjectList>[] = [];
  /** Told instead, and then nothing more. */
  public halfway?: any[];
  public watching?: { emit(type: WatchEvent['type'], o: any): void; end(answer: Answer<string>): void };
  public readonly mirror: Mirror;
  private time = 0;
  private wake?: { at: number; up: () => void };

  constructor() {
    const api = {
      watch: (_p, _s, version, onEvent, signal) => new Promise<Answer<string>>(resolve => {
        this.asked.push(version === undefined ? 'all' : `watch ${version}`);
        if (version === undefined && this.halfway !== undefined) {
          for (const item of this.halfway) onEvent({ type: 'changed', object: item });
          this.halfway = undefined;
          version = 'nowhere';
        } else if (version === undefined) {
          const all = this.lists.shift() ?? no('unreachable');
          if (!all.ok) return resolve(all);
          const { items, metadata } = all.body;
          for (const item of items) onEvent({ type: 'changed', object: item });
          version = metadata.resourceVersion;
          onEvent({ type: 'listed', object: { metadata } });
        }
        const from: string = version;
        const stop = () => end({ ok: true, body: from });
        const end = (answer: Answer<string>) => {
          this.watching = undefined;
          signal.removeEventListener('abort', stop);
          resolve(answer);
        };
        this.watching = { emit: (type, o) => onEvent({ type, object: o }), end };
        signal.addEventListener('abort', stop);
      }),
    } as Partial<Api> as Api;
    this.mirror = new Mirror({ api, clock: this, place: PLACE, onChange: () => { this.changes++; }, random: () => 0.5 });
  }

  public now(): number {
    return this.time;
  }

  public sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(milliseconds);
    return new Promise(resolve => {
      const up = () => {
        signal?.removeEventListener('abort', up);
        resolve();
      };
      this.wake = { at: this.time + milliseconds, up };
      signal?.addEventListener('abort', up);
    });
  }

  public async pass(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    if (this.wake !== undefined && this.wake.at <= this.time) {
      const { up } = this.wake;
      this.wake = undefined;
      up();
    }
    await settle();
  }

  public async start(...lists: Answer<ObjectList>[]): Promise<this> {
    this.lists = lists;
    this.mirror.start();
    await settle();
    return this;
  }

  public get held(): string[] {
    return [...this.mirror.objects.values()].map(o => `${o.metadata.name}@${o.metadata.resourceVersion}`);
  }
}

let stage: Stage;
beforeEach(() => { stage = new Stage(); });
afterEach(() => stage.mirror.stop());

test('is told what there is once, then what changes; a quiet watch asks for nothing', async () => {
  expect(stage.mirror.synced).toBe(false);
  await stage.start(list(5, object('a', 3), object('b', 4)));
  stage.mirror.start();
  expect([stage.mirror.synced, stage.mirror.problem, stage.held, stage.changes]).toEqual([true, undefined, ['a@3', 'b@4'], 1]);
  stage.watching!.emit('changed', object('a', 6));
  stage.watching!.emit('gone', object('b', 7));
  stage.watching!.emit('changed', object('c', 8));
  stage.watching!.emit('bookmark', { metadata: { resourceVersion: '20' } });
  expect([stage.held, stage.changes]).toEqual([['a@6', 'c@8'], 4]);
  await stage.pass(280_000);
  stage.watching!.end({ ok: true, body: '20' });
  await settle();
  expect(stage.asked).toEqual(['all', 'watch 20']);
  expect(stage.slept).toEqual([]);
});

test('after an expired watch it is told everything anew, once at once', async () => {
  await stage.start(list(5, object('a', 3)), list(50, object('b', 30)), list(60));
  await stage.pass(60_000);
  stage.watching!.end(no('expired'));
  await settle();
  await stage.pass(0);
  expect([stage.asked, stage.held]).toEqual([['all', 'all'], ['b@30']]);
  stage.watching!.end(no('expired'));
  await settle();
  expect(stage.slept).toEqual([0, 2000]);
  await stage.pass(2000);
  expect(stage.held).toEqual([]);
});

test('while it is told nothing it says why and waits longer and longer', async () => {
  await stage.start(no('forbidden'), no('unreachable'), no('forbidden'), no('forbidden'), no('forbidden'), list(5));
  expect([stage.mirror.synced, stage.mirror.problem, stage.changes]).toEqual([false, { refusal: 'forbidden', message: 'forbidden' }, 1]);
  for (let i = 0; i < 5; i++) await stage.pass(10_000);
  expect(stage.slept).toEqual([1000, 2000, 4000, 8000, 10_000]);
  expect([stage.mirror.synced, stage.mirror.problem]).toEqual([true, undefined]);
});

test('what there is counts once all of it has been told', async () => {
  await stage.start(list(5, object('a', 3)));
  await stage.pass(60_000);
  stage.halfway = [object('a', 9), object('b', 10)];
  stage.watching!.end(no('expired'));
  await settle();
  await stage.pass(0);
  expect(stage.held).toEqual(['a@3']);
  stage.watching!.emit('gone', object('b', 11));
  stage.watching!.emit('changed', object('c', 8));
  stage.watching!.end(no('unreachable'));
  await settle();
  expect([stage.held, stage.mirror.problem?.refusal]).toEqual([['a@3'], 'unreachable']);
  stage.lists = [list(12, object('c', 8))];
  await stage.pass(10_000);
  expect(stage.held).toEqual(['c@8']);
  stage.halfway = [object('a', 20), object('b', 20)];
  stage.watching!.end(no('expired'));
  await settle();
  await stage.pass(10_000);
  stage.watching!.emit('gone', object('b', 21));
  stage.watching!.emit('listed', { metadata: { resourceVersion: '21' } });
  expect(stage.held).toEqual(['a@20']);
});

test('what was seen stays while the API server is away', async () => {
  await stage.start(list(5, object('a', 3)));
  await stage.pass(60_000);
  stage.watching!.end(no('unreachable'));
  await settle();
  expect([stage.mirror.synced, stage.mirror.problem?.refusal, stage.held]).toEqual([true, 'unreachable', ['a@3']]);
  stage.lists = [list(9, object('a', 8))];
  await stage.pass(1000);
  expect([stage.mirror.problem, stage.held, stage.asked]).toEqual([undefined, ['a@8'], ['all', 'all']]);
});

test('a kind that is not known has no objects, and is looked for every 10 s', async () => {
  await stage.start(no('unknown-kind'), no('unknown-kind'), list(5, object('a', 3)));
  expect([stage.mirror.synced, stage.mirror.problem?.refusal, stage.held]).toEqual([true, 'unknown-kind', []]);
  await stage.pass(10_000);
  await stage.pass(10_000);
  expect([stage.slept, stage.held, stage.mirror.problem]).toEqual([[10_000, 10_000], ['a@3'], undefined]);
  await stage.pass(5000);
  stage.watching!.end(no('unknown-kind'));
  await settle();
  expect(stage.held).toEqual([]);
});

test('a watch that ends at once is no busy loop', async () => {
  await stage.start(list(5));
  for (let i = 0; i < 5; i++) {
    stage.watching!.end({ ok: true, body: '5' });
    await settle();
    expect(stage.watching).toBeUndefined();
    await stage.pass(10_000);
  }
  expect(stage.slept).toEqual([1000, 2000, 4000, 8000, 10_000]);
});

test('stop ends the watch, and the waiting', async () => {
  await stage.start(list(5, object('a', 3)));
  stage.mirror.stop();
  await settle();
  expect([stage.watching, stage.asked, stage.held]).toEqual([undefined, ['all'], ['a@3']]);
  const waiting = await new Stage().start(no('forbidden'));
  waiting.mirror.stop();
  await settle();
  expect(waiting.asked).toEqual(['all']);
});

describe('seed', () => {
  const emit = (type: WatchEvent['type'], o: any) => stage.watching!.emit(type, o);

  test('before the watch brings it', async () => {
    await stage.start(list(5, object('a', 3)));
    stage.mirror.seed(object('a', 6));
    expect(stage.held).toEqual(['a@6']);
    emit('changed', object('a', 6));
    expect(stage.held).toEqual(['a@6']);
  });

  test('after the watch has brought another one', async () => {
    await stage.start(list(5, object('a', 3)));
    emit('changed', object('a', 6));
    emit('changed', object('a', 7));
    stage.mirror.seed(object('a', 6));
    expect(stage.held).toEqual(['a@7']);
  });

  test('what was deleted meanwhile does not come back', async () => {
    await stage.start(list(5));
    emit('changed', object('a', 6));
    emit('gone', object('a', 7));
    stage.mirror.seed(object('a', 6));
    expect(stage.held).toEqual([]);
  });

  test('an event from before our write does not undo it', async () => {
    await stage.start(list(5, object('a', 3)));
    stage.mirror.seed(object('a', 8));
    emit('changed', object('a', 6));
    emit('gone', object('a', 7));
    expect(stage.held).toEqual(['a@8']);
    emit('gone', object('a', 9));
    expect(stage.held).toEqual([]);
  });

  test('numbers, not words: 10 comes after 9', async () => {
    await stage.start(list(9, object('a', 9)));
    stage.mirror.seed(object('a', 10));
    expect(stage.held).toEqual(['a@10']);
  });

  test('versions that are no numbers are left to the watch', async () => {
    await stage.start(list('x', object('a', 'm')));
    stage.mirror.seed(object('a', 'z'));
    expect(stage.held).toEqual(['a@m']);
    emit('changed', object('a', 'b'));
    expect(stage.held).toEqual(['a@b']);
  });

  test('a list is the truth, even if versions have begun anew', async () => {
    await stage.start(list(5000, object('a', 3000)));
    stage.mirror.seed(object('a', 6000));
    await stage.pass(5000);
    stage.lists = [list(40, object('a', 30))];
    stage.watching!.end(no('expired'));
    await settle();
    await stage.pass(0);
    expect(stage.held).toEqual(['a@30']);
  });

  test('in whatever order answers and events come, what is held in the end is what is there', async () => {
    // Writes of us and of others to two objects; each of ours is seeded at some moment between its neighbours' events.
    const write = fc.record({ name: fc.constantFrom('a', 'b'), gone: fc.boolean(), ours: fc.boolean(), early: fc.nat(3), late: fc.nat(3) });
    await fc.assert(fc.asyncProperty(fc.array(write, { maxLength: 12 }), async writes => {
      stage = await new Stage().start(list(100));
      const steps = writes.flatMap((w, i) => {
        const o = object(w.name, 101 + i);
        const answers = w.ours && !w.gone ? [{ at: i - w.early + w.late + 0.5, run: () => stage.mirror.seed(o) }] : [];
        return [{ at: i, run: () => emit(w.gone ? 'gone' : 'changed', o) }, ...answers];
      });
      const versions = new Map<string, number>();
      for (const { run } of steps.sort((x, y) => x.at - y.at)) {
        run();
        for (const [name, o] of stage.mirror.objects) {
          expect(Number(o.metadata.resourceVersion)).toBeGreaterThanOrEqual(versions.get(name) ?? 0);
          versions.set(name, Number(o.metadata.resourceVersion));
        }
      }
      const there = new Map<string, string>();
      writes.forEach((w, i) => (w.gone ? there.delete(w.name) : there.set(w.name, `${w.name}@${101 + i}`)));
      expect(stage.held.sort()).toEqual([...there.values()].sort());
      stage.mirror.stop();
    }), { numRuns: 500 });
  });
});

describe('the computer\'s clock', () => {
  test('sleeps as long as it is told, or until the signal', async () => {
    const began = Date.now();
    await systemClock.sleep(50);
    expect(Date.now() - began).toBeGreaterThanOrEqual(45);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    await systemClock.sleep(60_000, controller.signal);
    await systemClock.sleep(60_000, controller.signal);
    expect(Date.now() - began).toBeLessThan(5000);
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  });
});
