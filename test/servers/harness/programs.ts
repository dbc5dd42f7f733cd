import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';

/** Everything that is fetched: programs of suites of Debian, in Java, Python and Go. Nothing of the machine is touched. */
export const CACHE = join(__dirname, '..', '.cache');

/** What a fetch script does, its arguments after the folder. */
export interface Fetch {
  /** Folder in the cache. */
  readonly folder: string;
  readonly script: 'debian.sh' | 'maven.sh' | 'python.sh' | 'go.sh';
  readonly words: readonly string[];
}

/** Suites of Debian, each with all that is run out of it. */
const SUITES: Record<string, string[]> = {
  bookworm: ['redis-server', 'mariadb-server', 'mariadb-client', 'etcd-server', 'etcd-client', 'postgresql-15', 'postgresql-client-15'],
  trixie: [
    'redis-server', 'valkey-server', 'mariadb-server', 'mariadb-client', 'etcd-server', 'etcd-client', 'postgresql-17', 'postgresql-client-17',
  ],
  sid: ['mysql-server', 'mysql-client', 'valkey-server'],
};

export type Suite = 'bookworm' | 'trixie' | 'sid';

export const debian = (suite: Suite): Fetch => ({ folder: suite, script: 'debian.sh', words: [suite, ...SUITES[suite]] });
export const maven = (folder: string, ...artifacts: string[]): Fetch => ({ folder, script: 'maven.sh', words: artifacts });
export const python = (folder: string, ...packages: string[]): Fetch => ({ folder, script: 'python.sh', words: packages });

/** Programs in Go: name, package, and version of its module, which is called like the package. */
export const go = (folder: string, ...programs: readonly (readonly [name: string, of: string, version: string])[]): Fetch =>
  ({ folder, script: 'go.sh', words: programs.map(([name, of, version]) => `${name}=${of}@${version}`) });

const fetched = new Map<string, string | undefined>();

/** Fetches what is not there yet; says why it could not. */
export function fetch(what: Fetch): string | undefined {
  if (fetched.has(what.folder)) return fetched.get(what.folder);
  mkdirSync(CACHE, { recursive: true });
  const { status, stderr } = spawnSync('sh', [join(__dirname, '..', 'fetch', what.script), join(CACHE, what.folder), ...what.words], { encoding: 'utf8' });
  const problem = status === 0 ? undefined : `${what.folder}: ${stderr.trim().split('\n').slice(-3).join(' ') || `status ${status}`}`;
  fetched.set(what.folder, problem);
  return problem;
}

/** A program of a suite of Debian. */
export function program(suite: Suite, name: string): string {
  const root = join(CACHE, suite, 'root', 'usr');
  const postgres = join(root, 'lib', 'postgresql');
  // What Debian puts into /usr/bin for PostgreSQL only chooses among what the machine has.
  const folders = [...(existsSync(postgres) ? readdirSync(postgres).map(v => join(postgres, v, 'bin')) : []), join(root, 'bin'), join(root, 'sbin')];
  const found = folders.map(f => join(f, name)).find(f => existsSync(f));
  if (found === undefined) throw new Error(`${suite} has no ${name}`);
  return found;
}

/** A folder for a PATH that has these commands only: name in the folder, and where it is or the script that it is. */
export function commands(name: string, links: Record<string, string>): string {
  const folder = join(CACHE, 'commands', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [command, target] of Object.entries(links)) {
    if (target.startsWith('#!')) writeFileSync(join(folder, command), target, { mode: 0o755 });
    else symlinkSync(target, join(folder, command));
  }
  return folder;
}
