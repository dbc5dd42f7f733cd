import { execFileSync, spawnSync } from 'child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { FakeCluster } from './support/harness';
import { lease, service, shop } from './support/shop';
import { shellOf } from '../../src/cli/shells';
import { describeInShells } from '../support/shells';

jest.setTimeout(60_000);

const SECRET = 'it\'s "$(echo secret)" \\<&';
const CLIENTS = ['psql', 'mysql', 'mariadb', 'memsql', 'mongosh', 'sqlcmd', 'clickhouse-client', 'redis-cli', 'cqlsh', 'cypher-shell', 'keytool'];
const folder = mkdtempSync(join(tmpdir(), 'shell-'));
for (const client of CLIENTS) {
  // What it was called with, what it inherited, and the files that were made for it.
  writeFileSync(join(folder, client), `#!/bin/sh\n[ ${client} != keytool ] || exit 0\nprintf '${client}'; printf ' [%s]' "$@"; echo\nenv\nfind "$TMPDIR" -type f -exec cat {} +\n`);
  chmodSync(join(folder, client), 0o755);
}
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(sh: readonly string[], engine: string, more: Record<string, string> = {}) {
  const TMPDIR = mkdtempSync(join(folder, 'tmp-'));
  const { stdout, stderr, status } = spawnSync(sh[0], [...sh.slice(1), '-c', shellOf(engine)], {
    encoding: 'utf8',
    input: '',
    env: { PATH: `${folder}:${process.env.PATH}`, TMPDIR, DB_HOST: 'orders-maintenance.shop.svc', DB_PORT: '4000', DB_USERNAME: 'kim', DB_PASSWORD: SECRET, ...more },
  });
  expect([stderr, status]).toEqual(['', 0]);
  const [called] = stdout.split('\n');
  return { called: called.replaceAll(new RegExp(`${TMPDIR}/[^/\\]]*/`, 'g'), 'DIR/'), stdout };
}

const TLS = { DB_TLS: 'true', DB_CA_PEM: 'the ca', DB_CERT_PEM: 'the certificate', DB_KEY_PEM: 'the key' };

describeInShells('in', sh => {
  test.each([
    ['postgres', 'psql [postgres]'],
    ['mysql', 'mysql [-h] [orders-maintenance.shop.svc] [-P] [4000] [-u] [kim]'],
    ['mariadb', 'mariadb [-h] [orders-maintenance.shop.svc] [-P] [4000] [-u] [kim]'],
    ['singlestore', 'memsql [-h] [orders-maintenance.shop.svc] [-P] [4000] [-u] [kim]'],
    ['mongodb', 'mongosh [--host] [orders-maintenance.shop.svc] [--port] [4000] [admin] [--shell] [DIR/auth.js]'],
    ['mssqlserver', 'sqlcmd [-C] [-S] [tcp:orders-maintenance.shop.svc,4000] [-U] [kim]'],
    ['clickhouse', 'clickhouse-client [--config-file] [DIR/client.xml] [--host] [orders-maintenance.shop.svc] [--port] [4000] [--user] [kim]'],
    ['redis', 'redis-cli [-h] [orders-maintenance.shop.svc] [-p] [4000] [--user] [kim]'],
    ['cassandra', 'cqlsh [--cqlshrc=DIR/cqlshrc] [--credentials=DIR/credentials] [orders-maintenance.shop.svc] [4000]'],
    ['neo4j', 'cypher-shell [--address] [bolt://orders-maintenance.shop.svc:4000]'],
  ])('%s: the client is called with what is no secret, and finds the password', (engine, called) => {
    const { called: line, stdout } = start(sh, engine);
    expect(line).toBe(called);
    expect(line).not.toContain('secret');
    const found = { mongodb: `.auth("kim", ${JSON.stringify(SECRET)})`, clickhouse: SECRET.replace('<&', '&lt;&amp;') }[engine] ?? SECRET;
    expect(stdout).toContain(found);
    expect(stdout).toContain('orders-maintenance.shop.svc');
    if (engine === 'postgres') expect(stdout).toMatch(/^PGHOST=orders-maintenance\.shop\.svc$/m);
  });

  test.each([
    ['postgres', '[postgres]', ['PGSSLMODE=verify-ca', /PGSSLROOTCERT=\S+ca\.pem/, /PGSSLKEY=\S+key\.pem/]],
    ['mysql', '[--ssl-mode=VERIFY_CA] [--ssl-ca=DIR/ca.pem] [--ssl-cert=DIR/cert.pem] [--ssl-key=DIR/key.pem]', []],
    ['mariadb', '[--ssl] [--ssl-verify-server-cert] [--ssl-ca=DIR/ca.pem] [--ssl-cert=DIR/cert.pem] [--ssl-key=DIR/key.pem]', []],
    ['mongodb', '[--tls] [--tlsCAFile] [DIR/ca.pem] [--tlsCertificateKeyFile] [DIR/client.pem]', ['the certificate\nthe key\n']],
    ['clickhouse', '[DIR/client.xml]', ['<secure>1</secure>', /<caConfig>\S+ca\.pem</, /<privateKeyFile>\S+key\.pem</]],
    ['redis', '[--tls] [--cacert] [DIR/ca.pem] [--cert] [DIR/cert.pem] [--key] [DIR/key.pem]', []],
    ['cassandra', '[--ssl]', [/certfile = \S+ca\.pem\nusercert = \S+cert\.pem\nuserkey = \S+key\.pem/]],
    ['neo4j', '[bolt+s://orders-maintenance.shop.svc:4000]', [/JAVA_OPTS=\S*trustStore=\S+trust\.p12/]],
  ])('%s: with TLS it gets the certificates as files', (engine, called, holds) => {
    const { called: line, stdout } = start(sh, engine, TLS);
    expect(line).toContain(called);
    for (const text of holds) expect(stdout).toMatch(text);
    expect(stdout).toContain('the key\n');
    expect(stdout).not.toMatch(/^DB_(KEY|CERT|CA)_PEM=/m);
  });

  test('an engine without a client of its own: a shell with the same variables', () => {
    expect(start(sh, 'elasticsearch', TLS).stdout).toContain('DB_CA, DB_CERT and DB_KEY are files');
  });
});

describe('--print', () => {
  let cluster: FakeCluster;
  afterEach(() => cluster.remove());

  /** What kubectl is given when a shell runs the printed line. */
  function run(line: string): string[] {
    const out = execFileSync('sh', ['-c', line.replace(/^\S+/, `${process.execPath} -e 'process.stdout.write(JSON.stringify(process.argv.slice(1)))' --`)], { encoding: 'utf8' });
    return JSON.parse(out);
  }

  test('is exact: run by a shell it is what would have been run, with the certificates of the engine', async () => {
    cluster = shop([lease({}), service()], {}, { tls: { issuerRef: { name: 'ca' } } });
    const { code, out } = await cluster.run(['shell', 'orders', '-n', 'shop', '--print', '--context', 'the context']);
    expect(code).toBe(0);
    const given = run(out.trim());
    expect(given.slice(0, 4)).toEqual(['--context=the context', 'run', expect.stringMatching(/^orders-shell-/), '--namespace=shop']);
    await cluster.run(['shell', 'orders', '-n', 'shop', '--context', 'the context'], { terminal: 80, types: '' });
    const called = readFileSync(`${cluster.path('cluster.json')}.calls`, 'utf8').trim().split('\n').map(l => JSON.parse(l)).pop();
    expect(called.slice(0, 4)).toEqual(given.slice(0, 4));
    const { spec: { containers: [container], automountServiceAccountToken } } = JSON.parse(given.find(w => w.startsWith('--overrides='))!.slice('--overrides='.length));
    expect(automountServiceAccountToken).toBe(false);
    expect(container.command).toEqual(['sh', '-c', shellOf('postgres')]);
    const secret = (name: string, key: string) => ({ valueFrom: { secretKeyRef: { name, key } } });
    expect(container.env).toEqual([
      { name: 'DB_HOST', value: 'orders-maintenance.shop.svc' },
      { name: 'DB_PORT', value: '5432' },
      { name: 'DB_USERNAME', ...secret('orders-auth', 'username') },
      { name: 'DB_PASSWORD', ...secret('orders-auth', 'password') },
      { name: 'DB_TLS', value: 'true' },
      { name: 'DB_CA_PEM', ...secret('orders-client-cert', 'ca.crt') },
      { name: 'DB_CERT_PEM', ...secret('orders-client-cert', 'tls.crt') },
      { name: 'DB_KEY_PEM', ...secret('orders-client-cert', 'tls.key') },
    ]);
  });

  test('goes through the Service that is named', async () => {
    cluster = shop([lease({}), service()]);
    const { out } = await cluster.run(['shell', 'orders', '-n', 'shop', '--print', '--service', 'orders-primary']);
    const overrides = run(out.trim()).find(w => w.startsWith('--overrides='))!.slice('--overrides='.length);
    expect(JSON.parse(overrides).spec.containers[0].env).toContainEqual({ name: 'DB_HOST', value: 'orders-primary.shop.svc' });
  });
});
