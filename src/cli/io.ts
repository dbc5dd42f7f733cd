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
  /** Calls back on Ctrl-C and when asked to end, instead of ending. Returns how to stop that. */
  onInterrupt(handler: () => void): () => void;
}

/** The process itself. */
export function processIo(): Io {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    now: () => new Date(),
    onInterrupt: handler => {
      const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];
      signals.forEach(s => process.on(s, handler));
      return () => signals.forEach(s => process.off(s, handler));
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
