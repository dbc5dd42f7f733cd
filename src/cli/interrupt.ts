import { CliError, Exit } from './exit';
import { Io } from './io';

/** Whether somebody pressed Ctrl-C meanwhile. */
export interface Interruption {
  readonly happened: boolean;
  /** Settles when it happens. */
  readonly promise: Promise<void>;
}

/** Does something during which Ctrl-C is heard instead of ending the process. */
export async function interruptible<T>(io: Io, work: (interruption: Interruption) => Promise<T>, onInterrupt?: () => void): Promise<T> {
  let settle: () => void;
  const promise = new Promise<void>(resolve => { settle = resolve; });
  const interruption = { happened: false, promise };
  const stop = io.onInterrupt(() => {
    if (interruption.happened) return;
    interruption.happened = true;
    onInterrupt?.();
    settle();
  });
  try {
    return await work(interruption);
  } finally {
    stop();
  }
}

/** Does something that Ctrl-C ends at once, except where it listens itself. */
export function untilInterrupted<T>(io: Io, work: () => Promise<T>): Promise<T> {
  return interruptible(io, ({ promise }) => Promise.race([
    work(),
    promise.then(() => { throw new CliError(Exit.INTERRUPTED, 'stopped by Ctrl-C; nothing was changed'); }),
  ]));
}
