import { ChildProcess, execFileSync, spawn } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join } from 'path';
import { createInterface } from 'readline';
import { parse } from 'yaml';

/** Where a running cluster is found. */
export interface ClusterInfo {
  readonly apiserver: string;
  readonly ca: string;
  readonly kubeconfig: string;
  readonly control: string;
  readonly proxy: string;
  readonly dir: string;
  /** Processes; `up` is what all containers descend from. */
  readonly pids: Readonly<Record<'up' | 'apiserver' | 'etcd', number>>;
}

export const ROOT = join(__dirname, '..', '..', '..');
export const CACHE = join(ROOT, 'test', 'conformance', '.cache');
export const KUBECTL = join(CACHE, 'kubectl');

/** The folder with what upstream publishes: `upstream/crds` and `upstream/catalog`. */
export const SHARED = process.env.KUBESTASH_SHARED ?? join(ROOT, '..', 'shared');

/** Variable by which tests find the cluster that the suite started. */
export const CLUSTER_VARIABLE = 'CONFORMANCE_CLUSTER';

/** Builds the cluster's binary; quick when nothing changed. */
export function build(): void {
  execFileSync('sh', [join(ROOT, 'test', 'conformance', 'cluster', 'build.sh'), CACHE], { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** A cluster that lives until it is stopped, or this process ends. */
export class Cluster {
  /** Starts one; answers when it can be used. */
  public static async up(): Promise<Cluster> {
    const dir = mkdtempSync(join(tmpdir(), 'conformance-'));
    const child = spawn(join(CACHE, 'cluster'), [
      'up', '--stdin-watch', '--dir', dir, '--crds', join(SHARED, 'upstream', 'crds'), '--catalog', join(SHARED, 'upstream', 'catalog'),
    ], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<never>((_, reject) => {
      child.once('exit', code => reject(new Error(`the cluster ended with ${code} before it was up`)));
    });
    ended.catch(() => undefined);
    const line = new Promise<string>(resolve => createInterface(child.stdout!).once('line', resolve));
    const info = JSON.parse(await Promise.race([line, ended])) as ClusterInfo;
    return new Cluster(child, dir, info);
  }

  private constructor(private readonly child: ChildProcess, private readonly dir: string, public readonly info: ClusterInfo) {}

  /** Folder for programs of containers: below neither the cluster's own, which root alone may enter, nor /tmp, over which pods mount volumes. */
  public get programs(): string {
    return join('/var/tmp', `${basename(this.dir)}-programs`);
  }

  public async stop(): Promise<void> {
    const ended = new Promise<void>(resolve => this.child.once('exit', () => resolve()));
    this.child.stdin!.end();
    const late = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(late);
    rmSync(this.programs, { recursive: true, force: true });
    if (process.env.CONFORMANCE_KEEP === undefined) rmSync(this.dir, { recursive: true, force: true });
  }
}

let known: ClusterInfo | undefined;

/** The cluster of this suite. */
export function cluster(): ClusterInfo {
  if (known === undefined) {
    const text = process.env[CLUSTER_VARIABLE];
    if (text === undefined) throw new Error(`${CLUSTER_VARIABLE} is not set: start tests by test/conformance/run.ts`);
    known = JSON.parse(text) as ClusterInfo;
  }
  return known;
}

/** Token of the cluster's administrator. */
export function adminToken(): string {
  return parse(readFileSync(cluster().kubeconfig, 'utf8')).users[0].user.token;
}
