import { client, Stubs } from './harness';
import { describeInShells } from '../support/shells';

jest.setTimeout(60_000);

/** Does with a script what mongosh does: what it prints comes first, then the value of its last expression. */
const MONGOSH = `exec node -e '
const { inspect } = require("util");
const words = process.argv.slice(1);
const script = words[words.indexOf("--eval") + 1];
const print = value => console.log(value);
const db = { adminCommand: () => ({ ok: 1 }), getName: () => words[words.indexOf("--eval") - 1] };
try {
  const value = require("vm").runInNewContext(script, { load: () => true, quit: status => process.exit(status), print, db });
  if (value !== undefined) print(typeof value === "string" ? value : inspect(value));
} catch (error) {
  console.error(error.name + ": " + error.message);
  process.exit(1);
}' -- "$@"`;

/** Says what is in a file, as clickhouse-client does on TabSeparated output. */
const CLICKHOUSE = 'cat "$STUBS/output"';

/** Has four databases; elsewhere it answers out of the first one, as redis-cli 6.0 does. */
const REDIS = `
input
case $(cat "$STUBS/input") in
  PING) echo PONG ;;
  'SELECT '[0-3]) echo OK ;;
  SELECT*) echo '(error) ERR DB index is out of range' ;;
  *) echo '"42"'; sed -n 's/^ECHO \\(.*\\)/"\\1"/p' "$STUBS/input" ;;
esac`;

/** A batch of SQL Server's: lines that are \`answer N\`, \`fail\`, \`exit\`, or \`PRINT\`, run as sqlcmd does under its options. */
const SQLCMD = `
options=" $* "
has() { case $options in *" $1 "*) return 0 ;; *) return 1 ;; esac; }
file=''; database=master; tab=''
while [ $# -gt 0 ]; do
  case $1 in -i) file=$2 ;; -d) database=$2 ;; -s) tab=$2 ;; esac
  shift
done
quiet=''
while IFS= read -r line; do
  case $line in
    'SET NOCOUNT ON;') quiet=true ;;
    'PRINT '*) line=\${line#PRINT \\'}; printf '%s\\n' "\${line%\\';}" ;;
    exit) exit 0 ;;
    variable) if has -x; then value='$(HOME)'; else echo "'HOME' scripting variable not defined." >&2; exit 1; fi ;;
    fail) echo 'Msg 8134, Level 16, State 1: Divide by zero error encountered.'; ! has -b || exit 1 ;;
    database) value=$database ;;
    'answer '*) value=\${line#answer } ;;
    'SELECT 1;') value=1 ;;
  esac
  [ -n "\${value:-}" ] || continue
  has -h || printf 'column\\n------\\n'
  if has -W; then printf '%s%sother\\n' "$value" "$tab"; else printf '%-20s%sother   \\n' "$value" "$tab"; fi
  [ -n "$quiet" ] || printf '\\n(1 rows affected)\\n'
  value=''
done <"$file"`;

describeInShells('the value of a statement in', shell => {
  let stubs: Stubs;
  beforeEach(() => {
    stubs = new Stubs();
  });
  afterEach(() => stubs.remove());

  const query = (script: string, STATEMENT: string, EXPECTED: string, more: Record<string, string> = {}) => client(shell, script, 'query', {
    PATH: stubs.path, DB_HOST: 'orders', DB_PORT: '1', DB_USERNAME: 'root', DB_PASSWORD: 'geheim', STATEMENT, EXPECT: 'equals', EXPECTED, ...more,
  });
  const gives = async (script: string, statement: string, value: string, more?: Record<string, string>) =>
    expect(await query(script, statement, value, more)).toMatchObject({ status: 0, stdout: expect.stringContaining(`gave "${value}", expected was "${value}"`) });

  test('MongoDB: what its shell shows last, or what is printed', async () => {
    stubs.add('mongosh', MONGOSH);
    await gives('mongodb.sh', '41 + 1', '42');
    await gives('mongodb.sh', 'var n = 41; n + 1;', '42');
    await gives('mongodb.sh', '42 // and no more', '42');
    await gives('mongodb.sh', 'print(7); var n = 8;', '7');
    await gives('mongodb.sh', '\'it\\\'s "quoted"\'', 'it\'s "quoted"');
    await gives('mongodb.sh', 'db.getName()', 'shop', { DB_NAME: 'shop' });
    await gives('mongodb.sh', 'db.getName()', 'admin');
    expect((await query('mongodb.sh', 'null', '0')).stderr).toContain('gave no value');
  });

  test('MongoDB: what was not executed did not pass', async () => {
    stubs.add('mongosh', MONGOSH);
    for (const statement of ['quit(0); 42', '42; quit(0)']) {
      const { status, stderr } = await query('mongodb.sh', statement, '42');
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('not all of the statement was executed') });
    }
    expect((await query('mongodb.sh', 'throw new Error("no")', '42')).stderr).toContain('error: the statement failed at orders:1');
  });

  test.each([
    ['it\\\'s "quoted"', 'it\'s "quoted"'],
    ['\\\'\\\'', '\'\''],
    ['a\\\\b\\tc', 'a\\b\tc'],
    ['a\\\\\\\'b', 'a\\\'b'],
    ['first\tsecond', 'first'],
  ])('ClickHouse: %s is unescaped', async (output, value) => {
    stubs.add('clickhouse-client', CLICKHOUSE).write('output', `${output}\n`);
    await gives('clickhouse.sh', 'select x', value);
  });

  test('ClickHouse: NULL is none', async () => {
    stubs.add('clickhouse-client', CLICKHOUSE).write('output', '\\N\n');
    expect((await query('clickhouse.sh', 'select null', '0')).stderr).toContain('gave no value');
  });

  test('Redis: is asked in no other database than the one that is named', async () => {
    stubs.add('valkey-cli', REDIS);
    await gives('redis.sh', 'GET answer', '42', { DB_NAME: '3' });
    await gives('redis.sh', 'GET answer', '42');
    expect(stubs.calls).toContain('[-n] [3]');
    const { status, stderr } = await query('redis.sh', 'GET nowhere', '42', { DB_NAME: '99' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('ERR DB index is out of range') });
    expect(stubs.calls).not.toContain('GET nowhere');
  });

  const event = '\nWATCHER::\n\nWatchedEvent state:SyncConnected type:None path:null\n';
  test.each([
    ['', `Connecting to orders:1\n${event}[config, quota]\n`, '[config, quota]'],
    [' in the middle of a line', `Connecting to orders:1\n[${event}config, quota]\n`, '[config, quota]'],
    [' before its end', `Connecting to orders:1\n[config, quota]${event}\n[more]\n`, '[config, quota]'],
    [' in two parts', '[con\nWATCHER::\nfig, \nWatchedEvent state:SyncConnected\nquota]\n', '[config, quota]'],
    [' behind it', `[config, quota]\n${event}[more]\n`, '[config, quota]'],
  ])('ZooKeeper: what happens meanwhile is no part of it%s', async (_, output, value) => {
    stubs.add('zkCli.sh', 'cat "$STUBS/output"').add('keytool', 'exit 0').write('output', output);
    await gives('zookeeper.sh', 'ls /zookeeper', value);
  });

  test('SQL Server: the first column of the first row, without head, blanks and counts', async () => {
    stubs.add('sqlcmd', SQLCMD);
    await gives('mssqlserver.sh', 'answer 42', '42');
    await gives('mssqlserver.sh', 'answer two words', 'two words');
    await gives('mssqlserver.sh', 'variable', '$(HOME)');
    await gives('mssqlserver.sh', 'database', 'shop', { DB_NAME: 'shop' });
    await gives('mssqlserver.sh', 'database', 'master');
    expect((await query('mssqlserver.sh', 'answer NULL', '0')).stderr).toContain('gave no value');
  });

  test('SQL Server: an error anywhere fails, and so does what was not executed', async () => {
    stubs.add('sqlcmd', SQLCMD);
    expect((await query('mssqlserver.sh', 'answer 42\nfail', '42')).stderr).toContain('error: the statement failed at orders:1');
    expect((await query('mssqlserver.sh', 'answer 42\nexit\nfail', '42')).stderr).toContain('not all of the statement was executed');
  });
});

describeInShells('a MongoDB that nobody reaches, in', shell => {
  let stubs: Stubs;
  beforeEach(() => {
    stubs = new Stubs();
  });
  afterEach(() => stubs.remove());

  const call = (command: string, said: string, more: Record<string, string> = {}) => {
    stubs.add('mongosh', `echo '${said}' >&2; exit 1`);
    return client(shell, 'mongodb.sh', command, { PATH: stubs.path, DB_HOST: 'orders', DB_PORT: '1', DB_PASSWORD: 'geheim', ...more });
  };

  test.each([
    'MongoServerSelectionError: Server selection timed out after 30000 ms',
    'MongoServerSelectionError: connect ETIMEDOUT 10.0.0.1:27017',
    'MongoNetworkError: connect ECONNREFUSED 10.0.0.1:27017',
  ])('has no sessions: %s', async said => {
    expect((await call('ping', said, { TIMEOUT: '0' })).stderr).toContain('did not answer within 0 s: ');
    expect(await call('disconnect', said, { UNREACHABLE: '0' })).toMatchObject({ status: 0, stderr: expect.stringContaining('so nobody is connected there') });
  });

  test('but one that answers with an error may have some', async () => {
    const said = 'MongoServerError: node is recovering';
    expect((await call('ping', said, { TIMEOUT: '0' })).stderr).toContain('did not answer within 0 s but with an error: ');
    expect(await call('disconnect', said, { TIMEOUT: '0', UNREACHABLE: '0' })).toMatchObject({ status: 1, stdout: '' });
  });
});
