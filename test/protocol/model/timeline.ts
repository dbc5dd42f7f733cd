import { Random } from './random';

interface Happening {
  readonly at: number;
  /** Decides between those that happen at one moment. */
  readonly order: number;
  readonly happen: () => void;
}

/** Virtual time: what happens when. Nothing here waits for a real clock. */
export class Timeline {
  /** Milliseconds since 1970. */
  public now = Date.UTC(2026, 10, 24, 8, 0, 0);
  /** Whether somebody has to be given the time to react to what has just happened. */
  public isAwaited = false;
  /** How many things have happened. */
  public steps = 0;
  private readonly heap: Happening[] = [];

  constructor(private readonly random: Random) {}

  /** In so many milliseconds. What falls on one moment happens in any order. */
  public in(milliseconds: number, happen: () => void): void {
    this.push({ at: this.now + Math.max(0, Math.round(milliseconds)), order: this.random.next(), happen });
  }

  /** Goes on until nothing is left to happen, or the end; false for the latter. */
  public async run(end: number, afterEach: () => void): Promise<boolean> {
    for (;;) {
      if (this.isAwaited) {
        this.isAwaited = false;
        // All that is waited for inside the processes are promises, and Node settles these before it goes on here.
        await new Promise<void>(resolve => process.nextTick(resolve));
      }
      afterEach();
      const next = this.heap[0];
      if (next === undefined) return true;
      if (next.at > end) return false;
      this.pop();
      this.now = next.at;
      this.steps++;
      next.happen();
    }
  }

  private push(item: Happening): void {
    const { heap } = this;
    let at = heap.length;
    heap.push(item);
    while (at > 0) {
      const parent = Math.floor((at - 1) / 2);
      if (!isEarlier(item, heap[parent])) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = item;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isEarlier(heap[child + 1], heap[child])) child++;
      if (!isEarlier(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
  }
}

function isEarlier(one: Happening, other: Happening): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
