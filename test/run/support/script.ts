import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The script under test. */
export const SCRIPT = resolve(__dirname, '../../../assets/run.sh');

/** What kubectl prints, or what it complains about. */
export type Answer = string | { readonly error: string };

/** One call of kubectl. */
export interface Call {
  /** Verb and resource, as `patch-leases`. */
  readonly name: string;
  readonly args: string[];
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly log: string;
  readonly calls: Call[];
  readonly seconds: number;
}

/** A kubectl that gives the answers it was told to give, and remembers what it was asked. */
export class FakeKubectl {
  private readonly dir = mkdtempSync(join(tmpdir(), 'run-script-'));
  readonly state = join(this.dir, 'state');

  constructor() {
    mkdirSync(join(this.dir, 'calls'));
    mkdirSync(this.state);
    copyFileSync(join(__dirname, 'kubectl.sh'), join(this.dir, 'kubectl'));
    chmodSync(join(this.dir, 'kubectl'), 0o755);
  }

  /** What a call of this name is answered, the first time, the second time …; the last answer is repeated. */
  answers(name: string, ...answers: Answer[]): this {
    answers.forEach((answer, i) => {
      const file = join(this.dir, `${name}.${i + 1}`);
      writeFileSync(file, typeof answer === 'string' ? `0\n${answer}` : '1\n');
      if (typeof answer !== 'string') writeFileSync(`${file}.err`, answer.error + '\n');
    });
    return this;
  }

  /** What was created of this kind last. */
  created(kind: string): string {
    return readFileSync(join(this.dir, `created-${kind}`), 'utf8');
  }

  file(name: string, text: string): string {
    const path = join(this.dir, name);
    writeFileSync(path, text);
    return path;
  }

  exists(name: string): boolean {
    return existsSync(join(this.state, name));
  }

  run(shell: string[], args: string[], env: Record<string, string>, options: { terminateAt?: string } = {}): Promise<Ended> {
    const begun = Date.now();
    const child = spawn(shell[0], [...shell.slice(1), SCRIPT, ...args], {
      env: {
        PATH: process.env.PATH,
        KUBECTL: join(this.dir, 'kubectl'),
        FAKE: this.dir,
        STATE_DIR: this.state,
        TERMINATION_LOG: join(this.dir, 'termination-log'),
        ...env,
      },
    });
    let stdout = '';
    let log = '';
    child.stdout.on('data', (data) => { stdout += data; });
    child.stderr.on('data', (data) => {
      log += data;
      if (options.terminateAt && log.includes(options.terminateAt)) child.kill('SIGTERM');
    });
    return new Promise((done) => child.on('close', (code) => done({
      code, stdout, log, calls: this.calls(), seconds: (Date.now() - begun) / 1000,
    })));
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  private calls(): Call[] {
    const dir = join(this.dir, 'calls');
    return readdirSync(dir).sort().map((file) => {
      const text = readFileSync(join(dir, file), 'utf8');
      const end = text.indexOf('\n');
      return { name: text.slice(0, end), args: text.slice(end + 1).split('\0').slice(0, -1) };
    });
  }
}

/** The body of a patch. */
export function patchOf(call: Call): any {
  return JSON.parse(call.args[call.args.indexOf('-p') + 1]);
}

/** A record as the script has kubectl print it. */
export function record(fields: {
  readonly version?: number;
  readonly holder?: string;
  readonly epoch?: number;
  readonly renewed?: string;
  readonly duration?: number;
  readonly notes?: Record<string, string>;
}): string {
  const notes = Object.entries(fields.notes ?? {}).map(([key, value]) => `note cdk8s-kubestash/${key} ${value}\n`).join('');
  return `${notes}version ${fields.version ?? 1}\nholder ${fields.holder ?? ''}\nrenewed ${fields.renewed ?? ''}\n`
    + `duration ${fields.duration ?? 60}\nepoch ${fields.epoch ?? 0}\n`;
}

/** The environment of a run's container. */
export function runEnvironment(more: Record<string, string> = {}): Record<string, string> {
  return {
    NAMESPACE: 'shop',
    RECORD: 'orders-traffic',
    DATABASE: 'orders',
    RUN: 'orders-r1-abc',
    POD_UID: 'pod-1',
    RESTORE_ID: 'r1',
    PREDECESSORS: 'first',
    TARGET: 'orders-r1',
    TARGET_RESOURCE: 'postgreses.v1.kubedb.com',
    TARGET_KIND: 'Postgres',
    SERVICES: 'orders-client',
    ROUTES: 'orders-client orders-r1 app=orders-r1,role=primary',
    PREVIOUS_ROUTES: 'orders-client orders app=orders,role=primary',
    PREVIOUS: 'orders',
    PROCESS: 'archiver',
    ...more,
  };
}
