import { spawnSync } from 'child_process';
import { readdirSync } from 'fs';
import { client, SCRIPTS, Stubs } from './harness';
import { ENGINES } from '../../src/engines/registry';
import { clientScript } from '../../src/run/assets';
import { testWith } from '../support/needs';
import { describeInShells } from '../support/shells';

jest.setTimeout(30_000);

const PARTS = ['common.sh', 'expect.sh', 'http.sh', 'reason.sh', 'sessions.sh'];
/** The script for commands in images of users. */
const COMMAND = 'command.sh';
const scripts = readdirSync(SCRIPTS).filter(f => !PARTS.includes(f) && f !== COMMAND);

describe('all scripts', () => {
  test('every engine has one, and none is without an engine', () => {
    expect(scripts.sort()).toEqual([...new Set(ENGINES.map(e => e.shell.script))].sort());
  });

  test('those that end sessions are those that the facts say', () => {
    for (const { shell } of ENGINES) {
      const text = Object.values(clientScript(shell.script)).join('\n');
      expect([shell.script, /^sessions_none\(\)/m.test(text)]).toEqual([shell.script, !shell.endsSessions]);
    }
  });

  test('what a script sources is shipped with it, and nothing else', () => {
    expect(Object.keys(clientScript('postgres.sh'))).toEqual(['command.sh', 'common.sh', 'expect.sh', 'postgres.sh', 'reason.sh', 'sessions.sh']);
    expect(Object.keys(clientScript('qdrant.sh'))).toEqual(['command.sh', 'common.sh', 'expect.sh', 'http.sh', 'qdrant.sh', 'reason.sh', 'sessions.sh']);
    for (const script of scripts) {
      const files = clientScript(script);
      const sourced = Object.values(files).flatMap(text => [...text.matchAll(/^\. .*\/([^/"]+)"$/gm)].map(([, name]) => name));
      expect([...new Set(sourced)].sort()).toEqual(Object.keys(files).filter(f => f !== script && f !== COMMAND).sort());
    }
  });

  testWith('shellcheck', 'shellcheck has nothing to say', () => {
    const { stdout, status } = spawnSync('shellcheck', ['-x', COMMAND, ...PARTS, ...scripts], { cwd: SCRIPTS, encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  test('called wrongly, they say how', async () => {
    const shell = ['sh'];
    expect(await client(shell, 'postgres.sh', 'restore', { DB_HOST: 'db', DB_PORT: '1' }))
      .toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/usage: .*postgres\.sh ping\|query\|disconnect/) });
    expect((await client(shell, 'postgres.sh', 'ping', { DB_PORT: '1' })).stderr).toBe('error: DB_HOST is missing\n');
    expect((await client(shell, 'postgres.sh', 'ping', { DB_HOST: 'db', DB_PORT: '1', TIMEOUT: 'soon' })).status).toBe(2);
    expect((await client(shell, 'postgres.sh', 'query', { DB_HOST: 'db', DB_PORT: '1' })).stderr).toBe('error: STATEMENT is missing\n');
  });
});

/** Each client's command, what it says when credentials are wrong, and what it prints when all is well. */
const commands: Record<string, { command: string; refusal: string; fine: string; broken?: string }> = {
  'postgres.sh': { command: 'psql', refusal: 'psql: error: FATAL:  password authentication failed for user "shop"', fine: '1' },
  'mysql.sh': { command: 'mariadb', refusal: 'ERROR 1045 (28000): Access denied for user \'shop\'@\'10.0.0.1\' (using password: YES)', fine: '1' },
  'mongodb.sh': { command: 'mongosh', refusal: 'MongoServerError: Authentication failed.', fine: 'ok' },
  'redis.sh': { command: 'redis-cli', refusal: '(error) WRONGPASS invalid username-password pair or user is disabled.', fine: 'PONG', broken: '(error) ERR unknown command' },
  'mssqlserver.sh': { command: 'sqlcmd', refusal: 'Sqlcmd: Error: Login failed for user \'shop\'.', fine: '1' },
  'clickhouse.sh': { command: 'clickhouse-client', refusal: 'Code: 516. DB::Exception: shop: Authentication failed (AUTHENTICATION_FAILED)', fine: '1' },
  'elasticsearch.sh': { command: 'curl', refusal: '401', fine: '200' },
  'qdrant.sh': { command: 'curl', refusal: '403', fine: '200' },
  'druid.sh': { command: 'curl', refusal: '401', fine: '200' },
  'zookeeper.sh': { command: 'zkCli.sh', refusal: 'KeeperErrorCode = AuthFailed for /', fine: '[zookeeper]', broken: 'KeeperErrorCode = NoNode for /orders' },
  'cassandra.sh': { command: 'cqlsh', refusal: 'AuthenticationFailed(\'Bad credentials\')', fine: '1' },
  'neo4j.sh': { command: 'cypher-shell', refusal: 'The client is unauthorized due to authentication failure.', fine: '1' },
  'etcd.sh': { command: 'etcdctl', refusal: 'Error: etcdserver: authentication failed, invalid user ID or password', fine: '' },
};

const PASSWORD = 'pa\'ss"word\\ $(touch executed) `x` %s #1';

/** curl says the status on its output; everybody else fails. */
const body = (of: { command: string; refusal: string; fine: string; broken?: string }) => `
input
env | grep -c . >/dev/null
cat "$HOME"/* >"$STUBS/files" 2>/dev/null
ls -l "$HOME" >"$STUBS/modes"
# Nobody is there yet at the first two calls.
if [ "$MODE" = late ]; then
  echo call >>"$STUBS/late"
  [ "$(grep -c . "$STUBS/late")" -gt 2 ] || { echo 'connect: Connection refused' >&2; exit 7; }
fi
# What breaks is the statement, the first call that has it; whoever asks afterwards whether somebody is there has an answer.
if [ "$MODE" = break ]; then
  if [ ! -e "$STUBS/broken" ] && { printf '%s\\n' "$@"; cat "$STUBS/input" "$STUBS/files"; } 2>/dev/null | grep -q -e quoted -e 'get .*touch executed'; then : >"$STUBS/broken"; else MODE=fine; fi
fi
if [ "$MODE" = nowhere ]; then
  ! { printf '%s\\n' "$@" "$PGDATABASE"; cat "$STUBS/input"; for word in "$@"; do cat -- "$word"; done; } 2>/dev/null | grep -q nosuchdatabase || { echo 'no such database' >&2; exit 1; }
fi
case $MODE in
  refuse) echo '${of.refusal.replaceAll('\'', '\'\\\'\'')}'${of.command === 'curl' ? '; exit 0' : ' >&2; exit 1'} ;;
  break | broken) ${of.command === 'curl' ? 'echo 500; exit 0' : of.broken === undefined ? 'echo syntax error >&2; exit 1' : `echo '${of.broken}'; exit 0`} ;;
  *)
    echo '${of.fine}'
    printf '[[1]]' >"$HOME/body"
    # What shows a script that all of its statement was executed.
    { printf '%s\\n' "$@"; cat "$STUBS/input" "$HOME"/*; } 2>/dev/null | grep -ao 'end-of-statement-[A-Za-z0-9]*' | tail -n 1 ;;
esac`;

describe.each(Object.entries(commands))('%s', (script, of) => {
  let stubs: Stubs;
  const env = (more: Record<string, string> = {}) => ({
    PATH: stubs.path, DB_HOST: 'orders', DB_PORT: '1234', DB_USERNAME: 'shop', DB_PASSWORD: PASSWORD, MODE: 'fine', ...more,
  });

  beforeEach(() => {
    stubs = new Stubs().add(of.command, body(of)).add('keytool', 'exit 0');
  });
  afterEach(() => stubs.remove());

  describeInShells('in', shell => {
    test('ping: answers', async () => {
      expect(await client(shell, script, 'ping', env())).toEqual({ status: 0, stdout: 'orders:1234 answers\n', stderr: '' });
      expect(stubs.calls).toContain(`call ${of.command}`);
    });

    test('ping: wrong credentials are told at once, and not what they are', async () => {
      const { status, stdout, stderr } = await client(shell, script, 'ping', env({ MODE: 'refuse', TIMEOUT: '600' }));
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain('error: orders:1234 refuses the credentials of user shop: ');
      expect(stderr).not.toContain(PASSWORD);
    });

    test('ping: gives up after its time', async () => {
      const { status, stderr } = await client(shell, script, 'ping', env({ MODE: 'broken', TIMEOUT: '0' }));
      expect(status).toBe(1);
      expect(stderr).toContain('error: orders:1234 did not answer within 0 s');
    });

    test('query: is asked once somebody is there', async () => {
      const STATEMENT = statementOf(script);
      const { status, stdout } = await client(shell, script, 'query', env({ STATEMENT, MODE: 'late', PAUSE: '0' }));
      expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('orders:1234 answers\n') });
      expect(stubs.read('late').trim().split('\n').length).toBeGreaterThanOrEqual(3);
    });

    test('query: passes the statement on as it is, and fails with it', async () => {
      const STATEMENT = statementOf(script);
      expect((await client(shell, script, 'query', env({ STATEMENT }))).status).toBe(0);
      // Literally, or as the JSON that Druid is sent.
      expect(stubs.calls + stubs.read('files')).toContain('$(touch executed)');
      expect(stubs.calls + stubs.read('files')).toContain('`x`');
      const { status, stderr } = await client(shell, script, 'query', env({ STATEMENT, MODE: 'break' }));
      expect(status).toBe(1);
      expect(stderr).toContain('error: the statement failed at orders:1234');
    });

    // Redis numbers them, MongoDB makes them when something is put in, and the others have none.
    if (['postgres.sh', 'mysql.sh', 'mssqlserver.sh', 'clickhouse.sh', 'cassandra.sh', 'neo4j.sh'].includes(script)) {
      test('query: a database that is not there is told at once', async () => {
        const asked = await client(shell, script, 'query', env({ STATEMENT: 'select 1', DB_NAME: 'nosuchdatabase', MODE: 'nowhere', TIMEOUT: '600' }));
        expect(asked.status).toBe(1);
        expect(asked.stderr).toContain('no such database');
        expect(asked.stderr).toContain('error: the statement failed at orders:1234');
      });
    }

    test('secrets stand in no argument, and private files are private and gone afterwards', async () => {
      const tls = { DB_TLS: 'true', DB_CA_PEM: 'authority', DB_CERT_PEM: 'certificate', DB_KEY_PEM: 'private key' };
      const result = await client(shell, script, 'ping', env({ ...tls, TMPDIR: stubs.folder }));
      expect(result.status).toBe(0);
      expect(stubs.calls).not.toContain('touch executed');
      expect(stubs.calls).not.toContain('private key');
      expect(stubs.read('files')).toContain('authority');
      for (const line of stubs.read('modes').split('\n').filter(l => l.startsWith('-'))) expect(line).toMatch(/^-rw-------/);
      expect(readdirSync(stubs.folder).filter(f => f.startsWith('client.'))).toEqual([]);
    });
  });
});

/** A statement that would do harm if a shell read it. */
function statementOf(script: string): string {
  const http = ['elasticsearch.sh', 'qdrant.sh'];
  return http.includes(script) ? 'POST /orders/_search\n{"query": "$(touch executed) `x` \\"quoted\\""}' : 'get "$(touch executed)" `x` \'y\'';
}
