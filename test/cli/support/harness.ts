import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Readable } from 'stream';
import { Io } from '../../../src/cli/io';
import { main } from '../../../src/cli/main';

/** The present in the tests. */
export const NOW = '2026-11-22T12:00:00Z';

/** What came of a command. */
export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How a command is called. */
export interface Around {
  readonly stdin?: string;
  readonly env?: Record<string, string>;
  /** Width of the terminal that it is called on; no terminal without. */
  readonly terminal?: number;
  readonly timeZone?: string;
  /** Milliseconds after which Ctrl-C is pressed. */
  readonly interruptAfter?: number;
  /** What on standard error makes somebody press Ctrl-C. */
  readonly interruptOn?: string;
}

/** A cluster in a file, and a kubectl that speaks to it. */
export class FakeCluster {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cli-'));
  private readonly file = join(this.folder, 'cluster.json');

  constructor(state: Record<string, unknown> & { objects: any[] }) {
    writeFileSync(this.file, JSON.stringify({ namespace: 'shop', ...state, resources: RESOURCES }));
  }

  public get state(): any {
    return JSON.parse(readFileSync(this.file, 'utf8'));
  }

  /** What kubectl was called with, call by call. */
  public get calls(): string[][] {
    return readFileSync(`${this.file}.calls`, 'utf8').trim().split('\n').map(l => JSON.parse(l));
  }

  /** The object of a kind and name. */
  public object(kind: string, name: string): any {
    return this.state.objects.find((o: any) => o.kind === kind && o.metadata.name === name);
  }

  public run(argv: string[], around: Around = {}): Promise<Result> {
    return run(argv, { ...around, env: { KUBECTL: join(__dirname, 'kubectl'), FAKE_CLUSTER: this.file, ...around.env } });
  }

  public path(name: string): string {
    return join(this.folder, name);
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const RESOURCES: Record<string, string> = {
  Postgres: 'postgreses',
  MySQL: 'mysqls',
  Repository: 'repositories',
  NetworkPolicy: 'networkpolicies',
  StorageClass: 'storageclasses',
  CustomResourceDefinition: 'customresourcedefinitions',
  EndpointSlice: 'endpointslices',
};

/** Runs a command in this process. */
export async function run(argv: string[], around: Around = {}): Promise<Result> {
  const written = { out: '', err: '' };
  let press: (() => void) | undefined;
  const output = (to: 'out' | 'err') => ({
    isTTY: around.terminal !== undefined,
    columns: around.terminal,
    write: (text: string) => {
      written[to] += text;
      if (around.interruptOn !== undefined && to === 'err' && text.includes(around.interruptOn)) press?.();
    },
  });
  const io: Io = {
    stdin: Object.assign(Readable.from(around.stdin === undefined ? [] : [around.stdin]), { isTTY: false }),
    stdout: output('out'),
    stderr: output('err'),
    env: { ...process.env, KUBECTL: '/bin/false', USER: 'kim', ...around.env },
    timeZone: around.timeZone ?? 'UTC',
    now: () => new Date(NOW),
    onInterrupt: handler => {
      press = handler;
      if (around.interruptAfter === undefined) return () => { /* nobody presses anything */ };
      const timer = setTimeout(handler, around.interruptAfter);
      return () => clearTimeout(timer);
    },
  };
  const code = await main(argv, io);
  return { code, ...written };
}
