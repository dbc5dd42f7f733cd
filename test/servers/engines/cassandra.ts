import { spawnSync } from 'child_process';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { folder, freePort } from '../harness/daemon';
import { Engine, Language, Mutant, Server, Variant } from '../harness/engine';
import { java, javaDaemon, withoutJava } from '../harness/java';
import { odd, USERS } from '../harness/odd';
import { CACHE, commands, maven, python } from '../harness/programs';
import { tls } from '../harness/trial';

const PASSWORD = 'p"a\'ss $(x) `y` %w;ord';
/** Cassandra itself stumbles over a name with a quote when it makes the role. */
const ODD = odd(USERS.filter(name => !name.includes("'")));
const text = (value: string) => `'${value.replace(/'/g, "''")}'`;

const JARS = 'cassandra-5.0';
const CQLSH = 'cqlsh';

const row = (value: string) => `SELECT ${value} FROM system.local`;

const language: Language = {
  gives: {
    'a value': { statement: row('key'), value: 'local' },
    'quotes': {
      statement: 'INSERT INTO shop.texts (id, t) VALUES (1, \'it\'\'s "quoted" $(touch x) `y` $HOME\');\nSELECT t FROM shop.texts WHERE id = 1',
      value: 'it\'s "quoted" $(touch x) `y` $HOME',
    },
    'unicode': { statement: "INSERT INTO shop.texts (id, t) VALUES (2, 'Zürich 東京 🌍'); SELECT t FROM shop.texts WHERE id = 2;", value: 'Zürich 東京 🌍' },
    'newlines': { statement: `\n\n${row('key').replace(/ /g, '\n')}\n;\n`, value: 'local' },
    'comments': { statement: `${row('key')} -- one; not two`, value: 'local' },
    'a semicolon and newlines at the end': { statement: `${row('key')};\n\n`, value: 'local' },
    'a semicolon in a text': { statement: `${row('key')} WHERE key = 'local' /* ; */ -- ;`, value: 'local' },
    'a comment at the end': { statement: `${row('key')}; // done`, value: 'local' },
    '100 kB': { statement: `INSERT INTO shop.texts (id, t) VALUES (3, '${'x'.repeat(100_000)}'); SELECT id FROM shop.texts WHERE id = 3`, value: '3' },
  },
  fails: ['SELEKT 1', 'SELECT * FROM shop.nowhere', `SELEKT 1; ${row('key')};`, `${row('key')}; SELEKT 1`, "SELECT 'unbalanced FROM system.local"],
  unfinished: ['exit', `${row('key')};\nquit;\nSELEKT 1;`],
  empty: 'SELECT t FROM shop.texts WHERE id = 99',
  database: { name: 'shop', statement: 'SELECT name FROM only_here', value: 'shop' },
  count: {
    prepare: 'TRUNCATE orders; INSERT INTO orders (id) VALUES (1); INSERT INTO orders (id) VALUES (2); INSERT INTO orders (id) VALUES (3)', of: 'orders', database: 'shop',
  },
};

const mutants: Mutant[] = [
  { by: 'ping', name: 'nobody logs in', file: 'cassandra.sh', from: '|| log_in', to: '|| :' },
  { by: 'database', name: 'another keyspace is asked', file: 'cassandra.sh', from: 'printf \'USE "%s";', to: ': \'USE "%s";' },
  { by: 'not executed', name: 'the end is not asked for', file: 'cassandra.sh', from: '*"$END"*)', to: '*)' },
  { by: 'errors', name: 'errors are overlooked', file: 'cassandra.sh', from: '    cat "$DIR/rows"\n    return 1', to: '    :' },
  { by: 'wrong CA', name: 'the certificate is not verified', file: 'cassandra.sh', from: '[ -z "$CA" ] || verify', to: ':' },
  { by: 'text as written', name: 'a semicolon too many', file: 'cassandra.sh', from: 'closed "$STATEMENT" || ', to: '' },
];

function cassandra(): Engine {
  return {
    key: 'cassandra',
    name: 'Cassandra 5.0',
    script: 'cassandra.sh',
    fetches: [maven(JARS, 'org.apache.cassandra:cassandra-all:5.0.6'), python(CQLSH, 'cqlsh')],
    missing: withoutJava(11, 17),
    commands: () => commands(JARS, { cqlsh: cqlsh() }),
    language,
    variants: ['plain', 'tls'],
    slow: true,
    mutants,
    start,
  };
}

const cqlsh = () => join(CACHE, CQLSH, 'bin', 'cqlsh');

/** What Cassandra's own start script lets it reach of Java. */
const REACHED = [
  'java.base/java.io', 'java.base/java.lang', 'java.base/java.lang.module', 'java.base/java.lang.reflect', 'java.base/java.nio', 'java.base/java.util',
  'java.base/java.util.concurrent', 'java.base/java.util.concurrent.atomic', 'java.base/jdk.internal.loader', 'java.base/jdk.internal.math',
  'java.base/jdk.internal.misc', 'java.base/jdk.internal.module', 'java.base/jdk.internal.ref', 'java.base/jdk.internal.reflect',
  'java.base/jdk.internal.util.jar', 'java.base/sun.nio.ch', 'java.management.rmi/com.sun.jmx.remote.internal.rmi', 'java.rmi/sun.rmi.registry',
  'java.rmi/sun.rmi.server', 'java.sql/java.sql', 'jdk.management/com.sun.management.internal',
].map(part => `--add-opens=${part}=ALL-UNNAMED`);

async function start(variant: Variant): Promise<Server> {
  const at = folder('cassandra');
  const [port, internal] = [await freePort(), await freePort()];
  const { key, cert, ca } = tls();
  writeFileSync(`${at}/key.pem`, key + cert);
  writeFileSync(`${at}/ca.pem`, ca);
  writeFileSync(`${at}/cassandra.yaml`, JSON.stringify({
    cluster_name: 'orders',
    num_tokens: 1,
    partitioner: 'org.apache.cassandra.dht.Murmur3Partitioner',
    endpoint_snitch: 'SimpleSnitch',
    seed_provider: [{ class_name: 'org.apache.cassandra.locator.SimpleSeedProvider', parameters: [{ seeds: `127.0.0.1:${internal}` }] }],
    listen_address: '127.0.0.1',
    storage_port: internal,
    rpc_address: '127.0.0.1',
    native_transport_port: port,
    authenticator: 'PasswordAuthenticator',
    authorizer: 'CassandraAuthorizer',
    data_file_directories: [`${at}/data`],
    commitlog_directory: `${at}/commitlog`,
    commitlog_sync: 'periodic',
    commitlog_sync_period: '10000ms',
    commitlog_disk_access_mode: 'legacy',
    saved_caches_directory: `${at}/caches`,
    hints_directory: `${at}/hints`,
    cdc_raw_directory: `${at}/cdc`,
    ...(variant === 'tls' ? {
      client_encryption_options: {
        enabled: true,
        optional: false,
        require_client_auth: true,
        keystore: `${at}/key.pem`,
        truststore: `${at}/ca.pem`,
        ssl_context_factory: { class_name: 'org.apache.cassandra.security.PEMBasedSslContextFactory' },
      },
    } : {}),
  }));
  const daemon = javaDaemon(java(11, 17)!, JARS, 'org.apache.cassandra.service.CassandraDaemon', {
    properties: [
      '-Xms512m', '-Xmx512m', '-Djdk.attach.allowAttachSelf=true', ...REACHED, `-Dcassandra.config=file://${at}/cassandra.yaml`, `-Dcassandra.storagedir=${at}`,
      '-Dcassandra-foreground=yes', '-Dcassandra.superuser_setup_delay_ms=0', '-Dcassandra.skip_wait_for_gossip_to_settle=0', '-Dcassandra.ring_delay_ms=100',
      '-Dcassandra.triggers_dir=/nowhere',
    ],
    cwd: at,
  });
  const cql = (user: string, password: string, statements: string) => {
    writeFileSync(`${at}/credentials`, `[PlainTextAuthProvider]\nusername = ${user}\npassword = ${password}\n`, { mode: 0o600 });
    writeFileSync(`${at}/cqlshrc`, [
      '[auth_provider]', 'module = cassandra.auth', 'classname = PlainTextAuthProvider',
      ...(variant === 'tls' ? ['[ssl]', `certfile = ${tls().folder}/ca.crt`, `usercert = ${tls().folder}/tls.crt`, `userkey = ${tls().folder}/tls.key`] : []), '',
    ].join('\n'));
    return spawnSync(cqlsh(), [
      `--cqlshrc=${at}/cqlshrc`, `--credentials=${at}/credentials`, ...(variant === 'tls' ? ['--ssl'] : []), '--request-timeout=30', '-e', statements, '127.0.0.1', String(port),
    ], { env: { PATH: process.env.PATH, HOME: at }, encoding: 'utf8' });
  };
  await daemon.until('it listens', () => daemon.said.includes('Created default superuser role'), 240);
  const made = cql('cassandra', 'cassandra', `CREATE ROLE admin WITH SUPERUSER = true AND LOGIN = true AND PASSWORD = ${text(PASSWORD)};
${ODD.map(({ user, password }) => `CREATE ROLE ${text(user)} WITH LOGIN = true AND PASSWORD = ${text(password)};`).join('\n')}
CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1};
CREATE TABLE shop.texts (id int PRIMARY KEY, t text); CREATE TABLE shop.orders (id int PRIMARY KEY); CREATE TABLE shop.only_here (name text PRIMARY KEY);
INSERT INTO shop.only_here (name) VALUES ('shop');`);
  if (made.status !== 0) throw new Error(made.stderr);
  return { port, user: 'admin', password: PASSWORD, users: ODD, stop: () => daemon.stop() };
}

export const CASSANDRA: Engine[] = [cassandra()];
