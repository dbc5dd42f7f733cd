import { Said } from './commands';
import { Sent } from './wire';

/** A change that was begun from a page, at work or done. Every tab of this console sees it. */
export interface Work {
  readonly id: number;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly options: Sent['options'];
  readonly startedAt: string;
  readonly lines: readonly string[];
  /** What came of it; null while it is at work. */
  readonly said: Said | null;
}

/** Works that are remembered. */
const KEPT = 50;
/** Lines of one that are. */
const LINES = 500;

/** The changes that were begun here. */
export class Works {
  private readonly works: (Work & { lines: string[]; said: Said | null; interrupt: () => void; done: Promise<unknown> })[] = [];
  private next = 1;

  /** All of them, the newest first. */
  public get all(): Work[] {
    return this.works.map(({ interrupt: _, done: __, ...work }) => work).reverse();
  }

  /** Begins one. */
  public begin(
    { command, arguments: given, options }: Sent, startedAt: string,
    run: (around: { onLine: (line: string) => void; onStart: (interrupt: () => void) => void }) => Promise<Said>,
  ): Work {
    const work = {
      id: this.next++,
      command,
      arguments: given,
      options,
      startedAt,
      lines: [] as string[],
      said: null as Said | null,
      interrupt: () => { /* it has not begun */ },
      done: Promise.resolve() as Promise<unknown>,
    };
    this.works.push(work);
    if (this.works.length > KEPT) this.works.splice(this.works.findIndex(w => w.said !== null), 1);
    work.done = run({
      onLine: line => {
        if (work.lines.push(line) > LINES) work.lines.shift();
      },
      onStart: interrupt => { work.interrupt = interrupt; },
    }).catch((e: Error): Said => ({ exitCode: 1, error: { message: e.message, next: undefined } })).then(said => { work.said = said; });
    return this.all[0];
  }

  /** Ends what is at work as Ctrl-C would, and waits for that. */
  public async end(): Promise<void> {
    const left = this.works.filter(w => w.said === null);
    left.forEach(w => w.interrupt());
    await Promise.all(left.map(w => w.done));
  }
}
