import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Readable } from 'stream';
import { Io } from '../../../src/cli/io';
import { main } from '../../../src/cli/main';

// Many commands at once, in one process: each of them sees to what it started when that ends.
process.setMaxListeners(100);

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
  /** What somebody at the terminal types. */
  readonly types?: string;
  readonly env?: Record<string, string>;
  /** Width of the terminal that it is called on; no terminal without. */
  readonly terminal?: number;
  readonly timeZone?: string;
  /** Milliseconds after which Ctrl-C is pressed. */
  readonly interruptAfter?: number;
  /** Says when Ctrl-C is pressed. */
  readonly interruptWhen?: () => boolean;
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

  /** How often something was changed. */
  public get changes(): number {
    const verbs = ['patch', 'create', 'delete', 'apply'];
    return this.calls.filter(words => verbs.includes(words.find(word => !word.startsWith('-'))!)).length;
  }

  /** The object of a kind and name. */
  public object(kind: string, name: string): any {
    return this.state.objects.find((o: any) => o.kind === kind && o.metadata.name === name);
  }

  /** What leads a command to this cluster. */
  public get env(): Record<string, string> {
    return { KUBECTL: join(__dirname, 'kubectl'), FAKE_CLUSTER: this.file };
  }

  public run(argv: string[], around: Around = {}): Promise<Result> {
    return run(argv, { ...around, env: { ...this.env, ...around.env } });
  }

  /** Whether the change has come at which somebody is to press Ctrl-C (`interruptAt` of the state, counted from 1). */
  public get interrupted(): boolean {
    return existsSync(`${this.file}.now`);
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
  const handlers: (() => void)[] = [];
  const press = () => handlers[handlers.length - 1]?.();
  const output = (to: 'out' | 'err') => ({
    isTTY: around.terminal !== undefined,
    columns: around.terminal,
    write: (text: string) => {
      written[to] += text;
      if (around.interruptOn !== undefined && to === 'err' && text.includes(around.interruptOn)) press();
    },
  });
  const io: Io = {
    stdin: Object.assign(Readable.from([around.types ?? around.stdin].filter(text => text !== undefined)), { isTTY: around.types !== undefined }),
    stdout: output('out'),
    stderr: output('err'),
    env: { ...process.env, KUBECTL: '/bin/false', USER: 'kim', ...around.env },
    timeZone: around.timeZone ?? 'UTC',
    now: () => new Date(NOW),
    onInterrupt: handler => {
      handlers.push(handler);
      return () => void handlers.splice(handlers.lastIndexOf(handler), 1);
    },
  };
  const timers = [
    ...(around.interruptAfter === undefined ? [] : [setTimeout(press, around.interruptAfter)]),
    ...(around.interruptWhen === undefined ? [] : [setInterval(() => { if (around.interruptWhen!()) press(); }, 5)]),
  ];
  try {
    return { code: await main(argv, io), ...written };
  } finally {
    timers.forEach(clearTimeout);
  }
}
