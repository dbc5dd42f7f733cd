import { ChildProcess, spawn, spawnSync } from 'child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { client, until } from './harness';
import { describeWith } from '../support/needs';
import { describeInShells } from '../support/shells';

jest.setTimeout(60_000);

/** Folder of PostgreSQL's programs: Debian keeps them beside each other, by major release. */
const BIN = (() => {
  const debian = '/usr/lib/postgresql';
  const folders = existsSync(debian) ? readdirSync(debian).sort().map(v => join(debian, v, 'bin')) : [];
  return folders.reverse().find(f => existsSync(join(f, 'initdb')));
})();

/** PostgreSQL refuses to run as root. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const PASSWORD = 'it\'s "quite" \\ $(secret) `too`';
const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
const data = join(folder, 'data');
let port: number;
let server: ChildProcess;
const clients: ChildProcess[] = [];

const as = (user: string, password: string) => ({ PATH: process.env.PATH, PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: user, PGPASSWORD: password, PGDATABASE: 'postgres' });
const sql = (statement: string) => spawnSync('psql', ['-XqAtc', statement], { env: as('postgres', PASSWORD), encoding: 'utf8' }).stdout.trim();
const sessions = (user: string) => Number(sql(`select count(*) from pg_stat_activity where usename = '${user}'`));
const env = (more: Record<string, string> = {}) => ({ DB_HOST: '127.0.0.1', DB_PORT: String(port), DB_USERNAME: 'postgres', DB_PASSWORD: PASSWORD, ...more });

/** Applications: one session each, idle in a transaction, asleep, or of a pool that comes back at once. */
function application(script: string): ChildProcess {
  const child = spawn('sh', ['-c', script], { env: as('app', 'app'), stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  clients.push(child);
  return child;
}

const hangUp = () => clients.splice(0).forEach(child => {
  try { process.kill(-child.pid!, 'SIGKILL'); } catch { /* gone */ }
});

describeWith([{ name: 'a PostgreSQL server', found: BIN !== undefined }, 'psql'], 'its client against a real PostgreSQL', () => {
  beforeAll(async () => {
    writeFileSync(join(folder, 'password'), PASSWORD);
    for (const path of [folder, join(folder, 'password')]) if (NOBODY.uid !== undefined) chownSync(path, NOBODY.uid, NOBODY.gid!);
    const made = spawnSync(join(BIN!, 'initdb'), [
      '-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${join(folder, 'password')}`, '--no-sync', '-E', 'UTF8', '--locale=C',
    ], { ...NOBODY, encoding: 'utf8', cwd: folder });
    if (made.status !== 0) throw new Error(made.stderr);
    port = await freePort();
    server = spawn(join(BIN!, 'postgres'), [
      '-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', 'wal_level=replica',
    ], { ...NOBODY, cwd: folder, stdio: 'ignore' });
    await until('the server answers', () => sql('select 1') === '1');
    sql("create role app login password 'app'");
  });

  afterAll(() => {
    hangUp();
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async () => {
    hangUp();
    // A session that sleeps does not notice that its client is gone.
    await until('nobody is connected', () => {
      sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'");
      return sessions('app') === 0;
    });
  });

  describeInShells('in', shell => {
    test('ping says that it answers', async () => {
      expect(await client(shell, 'postgres.sh', 'ping', env())).toEqual({ status: 0, stdout: `127.0.0.1:${port} answers\n`, stderr: '' });
    });

    test('ping says at once that credentials are wrong, without telling them', async () => {
      const begun = Date.now();
      const { status, stdout, stderr } = await client(shell, 'postgres.sh', 'ping', env({ DB_PASSWORD: 'not the password', TIMEOUT: '60' }));
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain(`error: 127.0.0.1:${port} refuses the credentials of user postgres`);
      expect(stderr).not.toContain('not the password');
      expect(Date.now() - begun).toBeLessThan(10_000);
    });

    test('ping gives up when nobody answers for the time', async () => {
      const { status, stderr } = await client(shell, 'postgres.sh', 'ping', env({ DB_PORT: String(await freePort()), TIMEOUT: '1' }));
      expect(status).toBe(1);
      expect(stderr).toContain('did not answer within 1 s');
    });

    test('query prints the result, and takes a statement as it is', async () => {
      const marker = join(folder, 'executed');
      const statement = `select 'a "b" $(touch ${marker}) \`touch ${marker}\`' as text;\nselect 1 + 1 as two`;
      const { status, stdout } = await client(shell, 'postgres.sh', 'query', env({ STATEMENT: statement }));
      expect(status).toBe(0);
      expect(stdout).toContain(`a "b" $(touch ${marker}) \`touch ${marker}\``);
      expect(stdout).toContain('(1 row)');
      expect(existsSync(marker)).toBe(false);
    });

    test('query fails when a statement does, even if a later one would not', async () => {
      const { status, stderr } = await client(shell, 'postgres.sh', 'query', env({ STATEMENT: 'select 1 / 0; select 1' }));
      expect(status).toBe(1);
      expect(stderr).toContain('division by zero');
    });

    test('query can ask another database', async () => {
      const { stdout } = await client(shell, 'postgres.sh', 'query', env({ STATEMENT: 'select current_database()', DB_NAME: 'template1' }));
      expect(stdout).toContain('template1');
    });

    test('disconnect ends what was there, again and again, and tells of those that come back', async () => {
      for (let i = 0; i < 3; i++) application('exec psql -Xq -c "select pg_sleep(600)"');
      application('(printf "begin;\\n"; exec sleep 600) | psql -Xq');
      for (let i = 0; i < 3; i++) application('while kill -0 $PPID; do psql -Xq -c "select pg_sleep(600)"; done');
      await until('all are connected', () => sessions('app') === 7);
      const before = sql("select string_agg(pid::text, ',') from pg_stat_activity where usename = 'app'").split(',');

      const { status, stdout, stderr } = await client(shell, 'postgres.sh', 'disconnect', env());
      expect({ status, stdout }).toEqual({ status: 0, stdout: 'no session is left that began before\n' });
      expect(stderr === '' || /warning: 127\.0\.0\.1: \d sessions began since then/.test(stderr)).toBe(true);
      const after = sql("select string_agg(pid::text, ',') from pg_stat_activity where usename = 'app'").split(',');
      expect(after.filter(pid => before.includes(pid))).toEqual([]);
      await until('the pool is back', () => sessions('app') === 3);
    });

    test('replication goes on', async () => {
      const receiver = spawn(join(BIN!, 'pg_receivewal'), ['-D', mkdtempSync(join(folder, 'wal-')), '--no-loop'], { env: as('postgres', PASSWORD), stdio: 'ignore' });
      clients.push(receiver);
      const walsenders = () => sql("select string_agg(pid::text, ',') from pg_stat_activity where backend_type = 'walsender'");
      await until('it streams', () => walsenders() !== '');
      const pid = walsenders();
      application('exec psql -Xq -c "select pg_sleep(600)"');
      await until('somebody is connected', () => sessions('app') === 1);
      expect((await client(shell, 'postgres.sh', 'disconnect', env())).status).toBe(0);
      expect([sessions('app'), walsenders()]).toEqual([0, pid]);
      receiver.kill('SIGKILL');
    });

    test('members that do not answer hold nobody up', async () => {
      application('exec psql -Xq -c "select pg_sleep(600)"');
      await until('somebody is connected', () => sessions('app') === 1);
      const { status, stderr } = await client(shell, 'postgres.sh', 'disconnect', env({ DB_MEMBERS: '127.0.0.1 nobody.invalid' }));
      expect({ status, left: sessions('app') }).toEqual({ status: 0, left: 0 });
      expect(stderr).toContain('warning: nobody.invalid does not answer');
    });

    test('disconnect says at once that credentials are wrong', async () => {
      const { status, stderr } = await client(shell, 'postgres.sh', 'disconnect', env({ DB_PASSWORD: 'wrong word', TIMEOUT: '60' }));
      expect(status).toBe(1);
      expect(stderr).toContain('refuses the credentials of user postgres');
      expect(stderr).not.toContain('wrong word');
    });

    test('whoever may not end sessions is told so', async () => {
      sql("drop role if exists weak; create role weak login password 'weak'; grant pg_read_all_stats to weak");
      application('exec psql -Xq -c "select pg_sleep(600)"');
      await until('somebody is connected', () => sessions('app') === 1);
      // Somebody who may see others' sessions but not end them.
      const { status, stderr } = await client(shell, 'postgres.sh', 'disconnect', env({ DB_USERNAME: 'weak', DB_PASSWORD: 'weak', TIMEOUT: '1' }));
      expect(status).toBe(1);
      expect(stderr).toMatch(/error: user \S+ has not the rights at 127\.0\.0\.1:\d+: permission denied: ending sessions takes a superuser/);
      expect(sessions('app')).toBe(1);
    });
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
