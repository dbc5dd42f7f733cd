import { spawnSync } from 'child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { folder as temporary } from './daemon';

/** Everything that is fetched: programs of suites of Debian, in Java, Python, JavaScript and Go. Nothing of the machine is touched. */
export const CACHE = join(__dirname, '..', '.cache');

/** What a fetch script does, in a folder of its own. */
export interface Fetch {
  /** Folder in the cache. */
  readonly folder: string;
  readonly script: 'debian.sh' | 'maven.sh' | 'maven-programs.sh' | 'python.sh' | 'npm.sh' | 'go.sh' | 'go-main.sh';
  readonly words: readonly string[];
}

/** Suites of Debian, each with all that is run out of it. */
const SUITES: Record<string, string[]> = {
  bullseye: ['redis-server', 'mariadb-server', 'mariadb-client', 'postgresql-13', 'postgresql-client-13'],
  bookworm: ['redis-server', 'mariadb-server', 'mariadb-client', 'etcd-server', 'etcd-client', 'postgresql-15', 'postgresql-client-15'],
  trixie: [
    'redis-server', 'valkey-server', 'mariadb-server', 'mariadb-client', 'etcd-server', 'etcd-client', 'postgresql-17', 'postgresql-client-17',
  ],
  forky: ['postgresql-18', 'postgresql-client-18'],
  sid: ['mysql-server', 'mysql-client', 'valkey-server'],
};

export type Suite = 'bullseye' | 'bookworm' | 'trixie' | 'forky' | 'sid';

export const debian = (suite: Suite): Fetch => ({ folder: suite, script: 'debian.sh', words: [suite, ...SUITES[suite]] });
export const maven = (folder: string, ...artifacts: string[]): Fetch => ({ folder, script: 'maven.sh', words: artifacts });
/** Programs that Maven keeps in a jar. */
export const mavenPrograms = (folder: string, artifact: string): Fetch => ({ folder, script: 'maven-programs.sh', words: [artifact] });
export const python = (folder: string, ...packages: string[]): Fetch => ({ folder, script: 'python.sh', words: packages });
export const npm = (folder: string, ...packages: string[]): Fetch => ({ folder, script: 'npm.sh', words: packages });

/** Programs in Go: name, package, and version of its module, which is called like the package. */
export const go = (folder: string, ...programs: readonly (readonly [name: string, of: string, version: string])[]): Fetch =>
  ({ folder, script: 'go.sh', words: programs.map(([name, of, version]) => `${name}=${of}@${version}`) });

/** A program in Go that is only built once a file is there which its releases generate. */
interface GoMain {
  readonly name: string;
  /** Module and version. */
  readonly module: string;
  /** Its package in the module. */
  readonly of: string;
  readonly file: string;
  readonly text: string;
}

export const goMain = (folder: string, { name, module, of, file, text }: GoMain): Fetch =>
  ({ folder, script: 'go-main.sh', words: [name, module, of, file, text] });

const fetched = new Map<string, string | undefined>();

/** Fetches what is not there yet; says why it could not. */
export function fetch(what: Fetch): string | undefined {
  if (!fetched.has(what.folder)) fetched.set(what.folder, fetchInto(join(CACHE, what.folder), what));
  return fetched.get(what.folder);
}

function fetchInto(at: string, { folder, script, words }: Fetch): string | undefined {
  const mark = join(at, 'fetched');
  const wanted = [script, ...words].join(' ');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return undefined;
  rmSync(at, { recursive: true, force: true });
  mkdirSync(at, { recursive: true });
  const { status, stderr } = spawnSync('sh', [join(__dirname, '..', 'fetch', script), ...words], { cwd: at, encoding: 'utf8' });
  if (status !== 0) return `${folder}: ${stderr.trim().split('\n').slice(-3).join(' ') || `status ${status}`}`;
  writeFileSync(mark, wanted);
  return undefined;
}

/** Where programs of a suite of Debian, or out of a jar, lie as on a machine of their own. */
export const usr = (folder: string): string => join(CACHE, folder, 'root', 'usr');

/** A program that lies there. */
export function program(folder: string, name: string): string {
  const root = usr(folder);
  const postgres = join(root, 'lib', 'postgresql');
  // What Debian puts into /usr/bin for PostgreSQL only chooses among what the machine has.
  const folders = [...(existsSync(postgres) ? readdirSync(postgres).map(v => join(postgres, v, 'bin')) : []), ...['bin', 'sbin', 'scripts'].map(f => join(root, f))];
  const found = folders.map(f => join(f, name)).find(f => existsSync(f));
  if (found === undefined) throw new Error(`${folder} has no ${name}`);
  return found;
}

const folders = new Map<string, string>();

/** A folder for a PATH that has these commands only: name in the folder, and where it is or the script that it is. */
export function commands(name: string, links: Record<string, string>): string {
  const key = JSON.stringify([name, links]);
  const known = folders.get(key);
  if (known !== undefined) return known;
  const made = temporary(name.replace(/ /g, '-'));
  chmodSync(made, 0o755);
  for (const [command, target] of Object.entries(links)) {
    if (target.startsWith('#!')) writeFileSync(join(made, command), target, { mode: 0o755 });
    else symlinkSync(target, join(made, command));
  }
  folders.set(key, made);
  return made;
}
