/** Where text goes to. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Where text comes from. */
export interface Input extends AsyncIterable<Uint8Array | string> {
  readonly isTTY?: boolean;
}

/** Everything outside that a command touches, beside the cluster. */
export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  /** Zone of local times; the computer's own where it is undefined. */
  readonly timeZone?: string;
  /** The present. */
  now(): Date;
  /** Calls back on Ctrl-C and when asked to end, instead of ending: the last one who asked for it, alone. Returns how to stop that. */
  onInterrupt(handler: () => void): () => void;
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The process itself. */
export function processIo(): Io {
  const handlers: (() => void)[] = [];
  const heard = () => handlers[handlers.length - 1]();
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    now: () => new Date(),
    onInterrupt: handler => {
      if (handlers.push(handler) === 1) SIGNALS.forEach(s => process.on(s, heard));
      return () => {
        handlers.splice(handlers.lastIndexOf(handler), 1);
        if (handlers.length === 0) SIGNALS.forEach(s => process.off(s, heard));
      };
    },
  };
}

/** Waits, or less long when `until` says so first. */
export function pause(milliseconds: number, until?: Promise<unknown>): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    void until?.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
