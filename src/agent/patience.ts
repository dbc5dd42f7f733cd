import { remindful } from './log';
import { Surroundings } from './surroundings';
import { Refusal } from '../protocol/decision';

/** Milliseconds between two attempts: at first, and at most. */
const [FIRST, MOST] = [1000, 10_000];

/** What an API server refuses is tried again, for as long as it may be meant to come right by itself. */
export class Patience {
  /** Says what is waited for, and why; not again and again. */
  public readonly remind: (text: string) => void;
  private trouble?: { readonly what: string; readonly since: number; readonly pause: number };

  constructor(private readonly around: Pick<Surroundings, 'clock' | 'log' | 'stop' | 'limits'>) {
    this.remind = remindful(around.clock, around.log);
  }

  /** Milliseconds for which something is tried again. */
  public with(refusal: Refusal): number {
    return refusal === 'forbidden' ? this.around.limits.forbidden : this.around.limits.unreachable;
  }

  /** Whether something has been tried for long enough. */
  public isOver(what: string, refusal: Refusal): boolean {
    return this.trouble?.what === what && this.around.clock.now() - this.trouble.since >= this.with(refusal);
  }

  /** Something was refused: from now on, or from when it was first, time counts. */
  public notice(what: string): void {
    if (this.trouble?.what !== what) this.trouble = { what, since: this.around.clock.now(), pause: FIRST };
  }

  /** Waits before the next attempt at what was noticed last, longer each time. */
  public async pause(what: string, refusal: Refusal, message: string): Promise<void> {
    this.excuse(what, refusal, message);
    const { pause } = this.trouble!;
    await this.around.clock.sleep(pause, this.around.stop);
    this.trouble = { ...this.trouble!, pause: Math.min(pause * 2, MOST) };
  }

  /** Says why something is tried again. */
  public excuse(what: string, refusal: Refusal, message: string): void {
    const why = refusal === 'forbidden' ? 'no permission; the Role or the RoleBinding may be late' : 'the API server does not answer as it should';
    this.remind(`${what}: ${why}; trying again for up to ${this.with(refusal) / 1000} s. ${message}`);
  }

  /** Something worked. */
  public renew(): void {
    this.trouble = undefined;
  }
}
