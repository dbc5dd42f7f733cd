import { ChildProcess, spawn } from 'child_process';
import { openSync, readFileSync } from 'fs';
import { createServer } from 'net';
import { cluster } from '../../harness/cluster';

/** A program beside the cluster. */
export class Program {
  private child?: ChildProcess;

  constructor(
    private readonly name: string, private readonly command: string, private readonly args: readonly string[],
    private readonly env: NodeJS.ProcessEnv = {},
  ) {}

  public get log(): string {
    return `${cluster().dir}/logs/${this.name}.log`;
  }

  public start(): void {
    const log = openSync(this.log, 'a');
    // The kernel ends it with this process, however that ends.
    this.child = spawn('setpriv', ['--pdeathsig', 'KILL', this.command, ...this.args], { stdio: ['ignore', log, log], env: { ...process.env, KUBECONFIG: cluster().kubeconfig, ...this.env } });
    this.child.once('exit', code => {
      if (code !== null) process.stderr.write(`${this.name} has ended with ${code}:\n${readFileSync(this.log, 'utf8').split('\n').slice(-20).join('\n')}\n`);
    });
  }

  public async stop(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await ended;
    this.child = undefined;
  }
}

/** A port of loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
