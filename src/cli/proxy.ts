import { ChildProcess } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { connect as connectSocket, createServer } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { CliError, Exit } from './exit';
import { Kubectl, refusal } from './kubectl';
import { RawApi } from './raw-api';
import { Api } from '../agent/api';
import { overSocket } from '../agent/connection';
import { HttpApi } from '../agent/transport';

/** The API server, with the user's own rights. */
export interface Cluster {
  readonly api: Api;
  /** Ends the connection; nothing of it stays behind. */
  close(): Promise<void>;
}

/** What the name of a socket may be long, on every system. */
const LONGEST_PATH = 100;
const START_MS = 15_000;
const END_MS = 2_000;

/** By what is shared: a kubectl alone, or all of a console that ask one cluster. */
const connected = new WeakMap<object, Promise<Cluster>>();
/** Those that are done: what still reads in the background opens nothing that nobody would close. */
const finished = new WeakSet<object>();

/** The API server through the user's kubectl: its contexts, plugins and proxies go on working. One connection a command, made when it is first needed. */
export function connect(kubectl: Kubectl): Promise<Cluster> {
  const existing = connected.get(kubectl.line);
  if (existing !== undefined) return existing;
  if (finished.has(kubectl.line)) return Promise.reject(new CliError(Exit.INTERRUPTED, 'the connection to the cluster has been ended'));
  const forget = () => {
    if (connected.get(kubectl.line) === made) connected.delete(kubectl.line);
  };
  const made: Promise<Cluster> = open(kubectl, forget);
  connected.set(kubectl.line, made);
  // What did not come about, or has ended by itself, is tried anew.
  made.catch(forget);
  return made;
}

/** Ends the connection of a command where it has one. */
export async function disconnect({ line }: Pick<Kubectl, 'line'>): Promise<void> {
  finished.add(line);
  const cluster = await connected.get(line)?.catch(() => undefined);
  connected.delete(line);
  await cluster?.close();
}

async function open(kubectl: Kubectl, onEnd: () => void): Promise<Cluster> {
  const folder = process.platform === 'win32' ? undefined : await folderForSocket(kubectl.env);
  if (folder === undefined) return withoutSocket(kubectl);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const forget = () => {
    process.off('exit', remove);
    remove();
  };
  try {
    return await overProxy(kubectl, join(folder, 'api'), forget, onEnd) ?? withoutSocket(kubectl);
  } catch (e) {
    forget();
    throw e;
  }
}

/** The same calls by `kubectl get --raw` and its like, where there can be no socket: slower, and a merge patch is a read and a write. */
function withoutSocket(kubectl: Kubectl): Cluster {
  const api = new RawApi(kubectl);
  return { api, close: async () => api.close() };
}

/** A private folder in which a socket can be made. */
async function folderForSocket(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const parent of [env.TMPDIR, env.XDG_RUNTIME_DIR, tmpdir(), '/tmp']) {
    if (!parent || join(parent, 'kubestash-XXXXXX', 'api').length > LONGEST_PATH) continue;
    let folder: string;
    try {
      folder = mkdtempSync(join(parent, 'kubestash-'));
    } catch {
      continue;
    }
    if (await canListen(join(folder, 'test'))) return folder;
    rmSync(folder, { recursive: true, force: true });
  }
  return undefined;
}

function canListen(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(path, () => server.close(() => resolve(true)));
  });
}

/** Starts `kubectl proxy`; undefined where it listens, but nobody finds it (a kubectl with a file system of its own). */
async function overProxy(kubectl: Kubectl, socket: string, forget: () => void, onEnd: () => void): Promise<Cluster | undefined> {
  // Servers behind a path, such as Rancher's, are found with it only if told so.
  const args = ['proxy', `--unix-socket=${socket}`, '--append-server-path=true'];
  const { child, ended } = await listening(kubectl, args);
  void ended.then(onEnd);
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(kill, END_MS);
    await ended;
    clearTimeout(late);
    process.off('exit', kill);
  };
  if (!await answers(socket)) {
    await stop();
    forget();
    return undefined;
  }
  const api = new HttpApi(overSocket(socket));
  let closed: Promise<void> | undefined;
  const close = async () => {
    api.close();
    await stop();
    forget();
  };
  return { api, close: () => closed ??= close() };
}

/**
 * Waits until a proxy listens. What a credential plugin says and asks later goes to the terminal. It has a process group of its own: Ctrl-C is
 * for us, who may have to tell the cluster something before we end.
 */
function listening(kubectl: Kubectl, args: string[]): Promise<{ readonly child: ChildProcess; readonly ended: Promise<unknown> }> {
  return new Promise((resolve, reject) => {
    const child = kubectl.startBeside(args);
    const ended = new Promise(done => child.once('close', done));
    let said = '';
    let listens = false;
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new CliError(Exit.TIMEOUT, `kubectl proxy did not begin to listen within ${START_MS / 1000} s${said === '' ? '' : `: ${said.trim()}`}`));
    }, START_MS);
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      if (listens) kubectl.relay(text);
      else said += text;
    });
    // It prints where it listens, once it does.
    child.stdout!.once('data', () => {
      listens = true;
      clearTimeout(late);
      resolve({ child, ended });
    }).resume();
    child.once('error', e => {
      clearTimeout(late);
      reject(kubectl.notFound(e));
    });
    child.once('close', () => {
      clearTimeout(late);
      reject(refusal(args, said));
    });
  });
}

function answers(socket: string): Promise<boolean> {
  return new Promise(resolve => {
    const probe = connectSocket(socket);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
