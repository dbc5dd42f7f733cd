import { join } from 'path';
import { client, Result, Stubs } from './harness';
import { describeWith } from '../support/needs';
import { describeInShells } from '../support/shells';

jest.setTimeout(120_000);

/** A session as the server lists it. */
interface Session {
  readonly id: number;
  readonly user: string;
  readonly host: string;
  readonly since?: string;
  /** 0 where it is one of the server's own, of SQL Server. */
  readonly process?: number;
  readonly command?: string;
}

const NOW = '2026-11-20T08:30:00.1234567';
const [BEFORE, AFTER] = ['2026-11-20T08:00:00.0000000', '2026-11-20T09:00:00.0000000'];

/** Which sessions a statement means is said by SQLite, so that it is the statement that is on trial. */
describeWith('python3', 'sessions that are meant', () => describeInShells('in', shell => {
  let stubs: Stubs;
  beforeEach(() => {
    stubs = new Stubs();
  });
  afterEach(() => stubs.remove());

  const stand = `exec python3 '${join(__dirname, 'sessions.py')}' "$STUBS" "$@"`;

  /** Disconnects all that may be; tells whose sessions are left. */
  async function left(
    script: string, command: string, server: Record<string, unknown> & { sessions: Session[] }, env: Record<string, string> = {},
  ): Promise<[number[], Result]> {
    stubs.add(command, `case $* in --version) exit ;; esac\n${stand}`);
    stubs.write('server', JSON.stringify(server));
    const result = await client(shell, script, 'disconnect', { PATH: stubs.path, DB_HOST: 'orders', DB_PORT: '1', DB_USERNAME: 'root', DB_PASSWORD: 'geheim', TIMEOUT: '60', ...env });
    return [(JSON.parse(stubs.read('server')) as { sessions: Session[] }).sessions.map(s => s.id), result];
  }

  describe('SQL Server', () => {
    const server = {
      user: 'sa',
      now: NOW,
      sessions: [
        { id: 2, user: 'sa', host: '', process: 0, since: BEFORE },
        { id: 51, user: 'app', host: '10.0.0.1', since: BEFORE },
        { id: 52, user: 'sa', host: '10.0.0.2', since: BEFORE },
        { id: 53, user: 'app', host: '127.0.0.1', since: BEFORE },
        { id: 54, user: 'sa', host: '<local machine>', since: BEFORE },
        { id: 55, user: 'sa', host: '127.0.0.1', since: BEFORE },
        { id: 60, user: 'app', host: '10.0.0.3', since: AFTER },
      ],
    };

    test('clients that began before, not the server, the coordinator beside it, and younger ones', async () => {
      const [ids, { status, stdout, stderr }] = await left('mssqlserver.sh', 'sqlcmd', server);
      expect({ status, stdout }).toEqual({ status: 0, stdout: 'no session is left that began before\n' });
      expect(ids).toEqual([2, 54, 55, 60]);
      expect(stderr).toContain('orders: 1 sessions began since then');
    });

    test.each(['VIEW SERVER STATE', 'ALTER ANY CONNECTION'])('nobody is ended by who has not the right to %s', async right => {
      const [ids, { status, stderr }] = await left('mssqlserver.sh', 'sqlcmd', { ...server, denied: [right] }, { TIMEOUT: '600' });
      expect(status).toBe(1);
      expect(stderr).toContain('has not the rights at orders:1');
      expect(stderr).toContain(right);
      expect(ids).toHaveLength(server.sessions.length);
    });

    test('a connection is encrypted where TLS is asked for', async () => {
      await left('mssqlserver.sh', 'sqlcmd', server);
      expect(stubs.calls).not.toContain('[-N]');
      await left('mssqlserver.sh', 'sqlcmd', server, { DB_TLS: 'true' });
      expect(stubs.calls).toContain('[-N]');
    });
  });

  describe.each([['singlestore', 'SingleStoreDB source distribution'], ['memsql', 'MemSQL source distribution']])('SingleStore by %s', (command, version) => {
    const server = {
      user: 'root@%',
      version,
      sessions: [
        { id: 7, user: 'app', host: '10.0.0.1:5' },
        { id: 8, user: 'distributed', host: '10.0.0.2:5' },
        { id: 9, user: 'root', host: '127.0.0.1:5' },
        { id: 10, user: 'root', host: '10.0.0.3:5', command: 'Query' },
        { id: 11, user: 'app', host: '127.0.0.1:6' },
      ],
    };

    test('clients, not nodes among each other and the coordinator beside the server', async () => {
      const [ids, { status, stdout }] = await left('mysql.sh', command, server);
      expect({ status, stdout }).toEqual({ status: 0, stdout: 'no session is left that began before\n' });
      expect(ids).toEqual([8, 9]);
    });

    test('it has no InnoDB to ask for rights', async () => {
      const [, { status }] = await left('mysql.sh', command, { ...server, denied: ['PROCESS'] });
      expect(status).toBe(0);
    });

    test('TLS and a database are asked for', async () => {
      stubs.add(command, 'for word in "$@"; do case $word in --defaults-extra-file=*) cat "${word#*=}" >"$STUBS/options" ;; esac; done; echo 1');
      const env = { PATH: stubs.path, DB_HOST: 'orders', DB_PORT: '1', DB_PASSWORD: 'geheim', DB_TLS: 'true', DB_CA_PEM: 'authority' };
      expect((await client(shell, 'mysql.sh', 'query', { ...env, STATEMENT: 'select 1', DB_NAME: 'shop' })).status).toBe(0);
      expect(stubs.read('options')).toMatch(/^ssl$/m);
      expect(stubs.read('options')).toMatch(/^ssl-ca=.*ca\.pem$/m);
      expect(stubs.calls).toContain('[--database=shop]');
    });
  });

  test('MySQL: a user whose name has an at sign is known beside the server', async () => {
    const sessions = [{ id: 7, user: 'ops@corp', host: '127.0.0.1:5' }, { id: 8, user: 'ops', host: '127.0.0.1:6' }];
    const [ids] = await left('mysql.sh', 'mysql', { user: 'ops@corp@%', version: 'MySQL Community Server', sessions });
    expect(ids).toEqual([7]);
  });
}));
