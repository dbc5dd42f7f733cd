import { join } from 'path';
import { Readable } from 'stream';
import { Io } from '../../../src/cli/io';
import { main } from '../../../src/cli/main';
import { FakeCluster, NOW } from '../../cli/support/harness';

/** A console at work in this process, started as somebody would start it. */
export interface Opened {
  /** With the token. */
  readonly address: string;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** What it said on standard error. */
  readonly said: () => string;
  /** Presses Ctrl-C; tells its exit code. */
  end(): Promise<number>;
}

/** What leads a console to a cluster in a file. */
export function leadingTo(cluster: FakeCluster): NodeJS.ProcessEnv {
  return { KUBECTL: join(__dirname, 'kubectl'), FAKE_CLUSTER: cluster.path('cluster.json') };
}

/** Where there is no cluster, and none is to be looked for. */
const NOWHERE: NodeJS.ProcessEnv = { KUBECTL: '/bin/false' };

/** Opens a console: on a cluster in a file, on one that the environment leads to, or on none. */
export async function openConsole(
  argv: readonly string[], cluster: FakeCluster | NodeJS.ProcessEnv = NOWHERE, now = () => new Date(NOW),
): Promise<Opened> {
  const written = { out: '', err: '' };
  const handlers: (() => void)[] = [];
  let heard: (() => void) | undefined;
  const first = new Promise<void>(resolve => { heard = resolve; });
  const io: Io = {
    stdin: Object.assign(Readable.from([]), { isTTY: false }),
    stdout: { write: text => { written.out += text; heard?.(); } },
    stderr: { write: text => { written.err += text; } },
    env: { ...process.env, USER: 'kim', ...(cluster instanceof FakeCluster ? leadingTo(cluster) : cluster) },
    timeZone: 'UTC',
    now,
    onInterrupt: handler => {
      handlers.push(handler);
      return () => void handlers.splice(handlers.lastIndexOf(handler), 1);
    },
  };
  const ended = main(['console', '--no-open', ...argv], io);
  await Promise.race([first, ended.then(code => { throw new Error(`it ended with ${code}: ${written.err}`); })]);
  const address = written.out.trim();
  let over: Promise<number> | undefined;
  const interrupt = (): Promise<number> => {
    handlers[handlers.length - 1]();
    return ended;
  };
  return {
    address,
    origin: new URL(address).origin,
    said: () => written.err,
    end: () => over ??= interrupt(),
  };
}
