import { client, Stubs } from './harness';
import { describeInShells } from '../support/shells';

jest.setTimeout(30_000);

/** A client that gives one prepared answer after the other; `!` in front makes it fail. */
const QUEUE = `
input
n=$(cat "$STUBS/n" 2>/dev/null || echo 0)
n=$((n + 1))
echo "$n" >"$STUBS/n"
answer=$(cat "$STUBS/answer.$n" 2>/dev/null)
case $answer in
  !*) printf '%s\\n' "\${answer#!}" >&2; exit 1 ;;
esac
[ -z "$answer" ] || printf '%s\\n' "$answer"`;

/** Processlist of a MySQL in a file: \`ID USER HOST COMMAND\` a line. */
const MYSQL = `
cat >"$STUBS/input"
cat "$STUBS/input" >>"$STUBS/calls.log"
list="$STUBS/processlist"
case $(cat "$STUBS/input") in
  'SELECT CONNECTION_ID()'*) echo 100 ;;
  'SELECT ID '*) while read -r id rest; do [ "$id" -lt 100 ] && echo "$id"; done <"$list"; : ;;
  "SELECT CONCAT('session"*) while read -r id user host command; do [ "$id" -lt 100 ] && echo "session $id $user from $host $command"; done <"$list"; : ;;
  *'COUNT(*)'*) n=0; while read -r id rest; do [ "$id" -gt 100 ] && n=$((n + 1)); done <"$list"; echo $n ;;
  *KILL*)
    while read -r kill id; do grep -v "^\${id%;} " "$list" >"$list.new"; mv "$list.new" "$list"; done <"$STUBS/input"
    cat "$STUBS/after" >>"$list" 2>/dev/null; : >"$STUBS/after" ;;
esac`;

const REDIS = `
cat >"$STUBS/input"
cat "$STUBS/input" >>"$STUBS/calls.log"
list="$STUBS/clients"
case $(cat "$STUBS/input") in
  PING*) echo PONG ;;
  PUBSUB*) printf '1) "__sentinel__:hello"\\n2) (integer) 1\\n' ;;
  'CLIENT LIST'*) cat "$list"; n=$(cat "$STUBS/next"); echo $((n + 1)) >"$STUBS/next"
    echo "id=$n addr=10.0.0.9:1 name= age=0 flags=N cmd=client" ;;
  'CLIENT KILL'*) while read -r c k i id; do [ -e "$STUBS/stubborn" ] || { grep -v "^id=$id " "$list" >"$list.new"; mv "$list.new" "$list"; }; echo OK; done <"$STUBS/input" ;;
esac`;

describeInShells('sessions are ended in', shell => {
  let stubs: Stubs;
  const env = (more: Record<string, string> = {}) => ({ PATH: stubs.path, DB_HOST: 'orders', DB_PORT: '1', DB_USERNAME: 'root', DB_PASSWORD: 'geheim', ...more });
  const disconnect = (script: string, more: Record<string, string> = {}) => client(shell, script, 'disconnect', env(more));

  beforeEach(() => {
    stubs = new Stubs();
  });
  afterEach(() => stubs.remove());

  test('MySQL: those with smaller numbers, until none is left', async () => {
    // The first that the script looks for: a real client of the machine must not answer.
    stubs.add('mariadb', MYSQL);
    stubs.write('processlist', '7 app 10.0.0.1:5 Sleep\n8 app 10.0.0.2:5 Query\n');
    stubs.write('after', '9 app 10.0.0.3:5 Sleep\n120 app 10.0.0.4:5 Sleep\n');
    expect(await disconnect('mysql.sh')).toEqual({
      status: 0,
      stdout: 'no session is left that began before\n',
      stderr: 'warning: orders: 1 sessions began since then: they come round the client Service (the operator\'s own may be among them)\n',
    });
    expect(stubs.calls).toContain('KILL 7;\nKILL 8;\n');
    expect(stubs.calls).toContain('KILL 9;\n');
    expect(stubs.calls).not.toContain('KILL 120');
    expect(stubs.calls).toContain('COMMAND NOT LIKE \'Binlog Dump%\'');
  });

  test('Redis: clients, not replicas, sentinels and what runs beside the server', async () => {
    stubs.add('redis-cli', REDIS);
    stubs.write('next', '50\n');
    stubs.write('clients', [
      'id=3 addr=10.0.0.1:5 name= age=9 flags=N cmd=get',
      'id=4 addr=10.0.0.2:5 name=orders age=9 flags=P cmd=subscribe',
      'id=5 addr=10.0.0.3:6379 name= age=9 flags=S cmd=replconf',
      'id=6 addr=10.0.0.4:5 name=sentinel-0123abcd-cmd age=9 flags=N sub=0 cmd=ping',
      'id=8 addr=10.0.0.4:6 name=sentinel-0123abcd-pubsub age=9 flags=P sub=1 cmd=subscribe',
      'id=9 addr=10.0.0.5:6 name=sentinel-orders age=9 flags=N sub=0 cmd=get',
      'id=10 addr=10.0.0.5:7 name=sentinel-89abcdef-cmd age=9 flags=N sub=0 cmd=get',
      'id=7 addr=127.0.0.1:5 name= age=9 flags=N cmd=info',
      '',
    ].join('\n'));
    expect(await disconnect('redis.sh')).toEqual({ status: 0, stdout: 'no session is left that began before\n', stderr: '' });
    expect(stubs.read('clients').match(/id=\d+/g)).toEqual(['id=5', 'id=6', 'id=8', 'id=7']);
  });

  test('Redis: those that stay are listed when the time is up', async () => {
    stubs.add('redis-cli', REDIS);
    stubs.write('next', '50\n');
    stubs.write('stubborn', '');
    stubs.write('clients', 'id=3 addr=10.0.0.1:5 name= age=9 flags=N cmd=get\n');
    const { status, stderr } = await disconnect('redis.sh', { TIMEOUT: '1' });
    expect(status).toBe(1);
    expect(stderr).toBe('orders: session 3 from 10.0.0.1:5, 9 s old\n\nerror: these sessions are still there after 1 s\n');
  });

  test('Redis: each member has numbers of its own', async () => {
    stubs.add('redis-cli', REDIS);
    stubs.write('next', '50\n');
    stubs.write('clients', 'id=3 addr=10.0.0.1:5 name= age=9 flags=N cmd=get\n');
    expect((await disconnect('redis.sh', { DB_MEMBERS: 'orders-0.orders-pods orders-1.orders-pods' })).status).toBe(0);
    expect(stubs.calls).toContain('[-h] [orders-0.orders-pods]');
    expect(stubs.calls).toContain('[-h] [orders-1.orders-pods]');
  });

  const queued: [string, string, string, string, string][] = [
    ['SQL Server', 'mssqlserver.sh', 'sqlcmd', '2026-11-20T08:30:00.1234567', 's.login_time < CAST(\'2026-11-20T08:30:00.1234567\' AS datetime2)'],
    ['ClickHouse', 'clickhouse.sh', 'clickhouse-client', '2026-11-20 08:30:00.123456', 'toDateTime64(\'2026-11-20 08:30:00.123456\', 6) ASYNC'],
    ['MongoDB', 'mongodb.sh', 'mongosh', '4711', 'before(4711)'],
  ];

  test.each(queued)('%s: again and again, by the server\'s own mark', async (__, script, command, mark, statement) => {
    stubs.add(command, QUEUE);
    stubs.write('answer.1', mark);
    stubs.write('answer.2', 'session 55 app from shop-7d9');
    stubs.write('answer.3', '');
    stubs.write('answer.4', '0');
    const files = { TMPDIR: stubs.folder };
    expect(await disconnect(script, files)).toEqual({ status: 0, stdout: 'no session is left that began before\n', stderr: expect.any(String) });
    // SQL Server's statements stand in files, which the stub does not see.
    if (command !== 'sqlcmd') expect(stubs.calls).toContain(statement);
    expect(Number(stubs.read('n'))).toBeGreaterThanOrEqual(4);
  });

  test('Neo4j: connections by their number', async () => {
    stubs.add('cypher-shell', QUEUE);
    const list = (...rows: string[]) => ['roles', '["admin", "PUBLIC"]', 'connectionId, username, clientAddress', ...rows].join('\n');
    const [old, other, operator] = ['"bolt-7", "app", "10.0.0.1:5"', '"bolt-8", "app", "10.0.0.2:5"', '"bolt-9", "neo4j", "127.0.0.1:5"'];
    stubs.write('answer.1', list(old, other, operator, '"bolt-10", "neo4j", "10.0.0.9:1"', '"bolt-11", "neo4j", "10.0.0.9:2"'));
    stubs.write('answer.2', list(old, other, operator, '"bolt-12", "neo4j", "10.0.0.9:3"', '"bolt-13", "neo4j", "10.0.0.9:4"'));
    stubs.write('answer.3', '');
    stubs.write('answer.4', list(operator, '"bolt-14", "app", "10.0.0.2:6"', '"bolt-15", "neo4j", "10.0.0.9:5"', '"bolt-16", "neo4j", "10.0.0.9:6"'));
    stubs.write('answer.5', list(operator, '"bolt-14", "app", "10.0.0.2:6"', '"bolt-17", "neo4j", "10.0.0.9:5"', '"bolt-18", "neo4j", "10.0.0.9:6"'));
    expect(await disconnect('neo4j.sh')).toMatchObject({ status: 0, stderr: expect.stringContaining('orders: 1 sessions began since then') });
    expect(stubs.calls).toContain('CALL dbms.killConnection(\'bolt-7\');\nCALL dbms.killConnection(\'bolt-8\');');
    expect(stubs.calls).not.toContain('bolt-9');
  });

  test('Neo4j: who would see his own connections only is told so', async () => {
    stubs.add('cypher-shell', QUEUE);
    stubs.write('answer.1', 'roles\n["PUBLIC"]\nconnectionId, username, clientAddress\n"bolt-10", "app", "10.0.0.9:1"');
    expect(await disconnect('neo4j.sh')).toMatchObject({ status: 1, stderr: expect.stringContaining('has not the rights') });
  });

  test.each([
    ['redis.sh', 'redis-cli', 'ERR max number of clients reached'],
    ['redis.sh', 'redis-cli', 'BUSY Redis is busy running a script.'],
    ['mysql.sh', 'mariadb', 'ERROR 1040 (HY000): Too many connections'],
    ['postgres.sh', 'psql', 'FATAL:  sorry, too many clients already'],
    ['mssqlserver.sh', 'sqlcmd', 'Msg 4711, something nobody has thought of'],
    ['mongodb.sh', 'mongosh', 'MongoServerError: not thought of'],
    ['clickhouse.sh', 'clickhouse-client', 'Code: 202. DB::Exception: Too many simultaneous queries (TOO_MANY_SIMULTANEOUS_QUERIES)'],
    ['neo4j.sh', 'cypher-shell', 'This is an administration command'],
  ])('%s: an error of %s is not nobody: %s', async (script, command, said) => {
    stubs.add(command, `input; case $1 in --version) ;; *) echo '${said}' >&2; exit 1 ;; esac`);
    const { status, stdout, stderr } = await disconnect(script, { TIMEOUT: '1' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).toContain('error: who is connected cannot be seen after 1 s');
  });

  test('wrong credentials are told at once', async () => {
    stubs.add('sqlcmd', QUEUE);
    stubs.write('answer.1', '!Sqlcmd: Error: Login failed for user \'root\' with geheim.');
    const { status, stderr } = await disconnect('mssqlserver.sh', { TIMEOUT: '600' });
    expect(status).toBe(1);
    expect(stderr).toContain('refuses the credentials of user root');
    expect(stderr).not.toContain('geheim');
  });

  test('MySQL: who may see the sessions of others, and not end them, is told at once', async () => {
    stubs.add('mariadb', `case $1 in --version) exit ;; esac${QUEUE}`);
    stubs.write('answer.1', '40');
    stubs.write('answer.2', '39');
    stubs.write('answer.3', '!ERROR 1095 (HY000) at line 1: You are not owner of thread 39');
    expect(await disconnect('mysql.sh', { TIMEOUT: '600' })).toMatchObject({ status: 1, stderr: expect.stringContaining('has not the rights at orders:') });
  });

  test('SQL Server: the right to end sessions is asked for before any is', async () => {
    stubs.add('sqlcmd', QUEUE);
    stubs.write('answer.1', '!Msg 50000, it does not have permission to end sessions: ALTER ANY CONNECTION');
    expect(await disconnect('mssqlserver.sh', { TIMEOUT: '600' })).toMatchObject({ status: 1, stderr: expect.stringContaining('ALTER ANY CONNECTION') });
    expect(stubs.calls).toContain('[-I]');
  });

  test('a server that does not answer has no sessions, as far as can be seen', async () => {
    stubs.add('sqlcmd', 'echo "Sqlcmd: Error: Login timeout expired" >&2; exit 1');
    const { status, stdout, stderr } = await disconnect('mssqlserver.sh');
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'no session is left that began before\n' });
    expect(stderr).toContain('warning: orders does not answer, so nobody is connected there as far as can be seen: Sqlcmd: Error: Login timeout expired');
  });

  test.each(['cassandra.sh', 'zookeeper.sh', 'etcd.sh'])('%s: not at all, and that is said', async script => {
    for (const command of ['cqlsh', 'zkCli.sh', 'etcdctl']) stubs.add(command, 'exit 1');
    expect(await disconnect(script)).toMatchObject({ status: 0, stdout: expect.stringContaining('only isolation ends them'), stderr: '' });
  });
});
