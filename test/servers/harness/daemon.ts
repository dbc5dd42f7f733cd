import { ChildProcess, spawn } from 'child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'fs';
import { connect, createServer, Server, Socket } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';

/** What is to be ended when the program ends, however it does. */
const open = new Set<() => void>();

export function endAll(): void {
  for (const end of [...open]) end();
}

/** A folder that goes when everything ends. */
export function folder(name: string): string {
  const made = mkdtempSync(join(tmpdir(), `${name}-`));
  open.add(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export interface DaemonOptions {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  readonly uid?: number;
}

/** A process that goes on until it is stopped, in a group of its own. */
export class Daemon {
  public readonly log: string;
  private readonly child: ChildProcess;
  public constructor(command: string, words: string[], options: DaemonOptions = {}) {
    this.log = join(folder('daemon'), 'log');
    const file = openSync(this.log, 'w');
    this.child = spawn(command, words, {
      detached: true,
      cwd: options.cwd,
      stdio: ['pipe', file, file],
      env: { PATH: process.env.PATH, ...options.env },
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
    closeSync(file);
    open.add(this.end);
    // A client that has gone reads no more.
    this.child.stdin!.on('error', () => undefined);
    this.child.on('error', error => process.stderr.write(`${command}: ${error.message}\n`));
  }

  private readonly end = (): void => {
    open.delete(this.end);
    try {
      process.kill(-this.child.pid!, 'SIGKILL');
    } catch { /* gone */ }
  };

  public get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  public get said(): string {
    return readFileSync(this.log, 'utf8');
  }

  /** Waits until something holds; throws what it said where it does not, or where the process ends first. */
  public until(what: string, holds: () => boolean | Promise<boolean>, seconds?: number): Promise<void> {
    return until(what, () => {
      if (!this.running) throw new Error(`it ended before ${what}: ${this.said.slice(-1500)}`);
      return holds();
    }, seconds, () => this.said);
  }

  public write(text: string): void {
    this.child.stdin!.write(text);
  }

  public signal(name: NodeJS.Signals): void {
    process.kill(-this.child.pid!, name);
  }

  public async stop(): Promise<void> {
    this.end();
    await until('a process has ended', () => !this.running);
  }
}

/** Waits until something holds; `why` tells more where it does not. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, seconds = 120, why: () => string = () => ''): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`waited ${seconds} s in vain until ${what} ${why().slice(-1500)}`.trimEnd());
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** Whether anybody listens. */
export function listens(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, host);
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/** Somebody who takes every connection, and never says a word. */
export async function silence(): Promise<{ readonly port: number; readonly close: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => undefined).resume();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    open.delete(close);
    server.close();
    sockets.forEach(s => s.destroy());
  };
  open.add(close);
  return { port: (server.address() as { port: number }).port, close };
}

/** Stands before a server so that its clients come from 127.0.0.2: what comes from 127.0.0.1 is taken for the operator's. */
export class Elsewhere {
  public static async before(port: number, host = '127.0.0.1'): Promise<Elsewhere> {
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>(resolve => server.listen(0, host, resolve));
    return new Elsewhere(server, port);
  }

  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server, target: number) {
    server.on('connection', near => {
      const far = connect({ port: target, host: '127.0.0.1', localAddress: '127.0.0.2' });
      for (const [a, b] of [[near, far], [far, near]]) {
        this.sockets.add(a);
        a.pipe(b);
        a.on('error', () => b.destroy());
        a.on('close', () => {
          this.sockets.delete(a);
          b.destroy();
        });
      }
    });
    open.add(() => server.close());
  }

  public get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  public close(): void {
    this.server.close();
    this.sockets.forEach(s => s.destroy());
  }
}
