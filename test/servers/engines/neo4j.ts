import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'fs';
import { active, boltSession, idle, transaction } from '../harness/bolt';
import { folder, freePort } from '../harness/daemon';
import { Engine, Language, Mutant, Server, Variant } from '../harness/engine';
import { java, javaCommand, javaDaemon, withoutJava } from '../harness/java';
import { odd, USERS } from '../harness/odd';
import { commands, maven } from '../harness/programs';
import { tls } from '../harness/trial';

const PASSWORD = 'p"a $(x) `y` word';

/** Names are ASCII without blanks, commas and colons. */
const ODD = odd(USERS.filter(name => /^[!-+\--9;-~]+$/.test(name)));

const language: Language = {
  gives: {
    'a number': { statement: 'RETURN 1', value: '1' },
    'quotes': { statement: 'RETURN "it\'s \\"quoted\\" $(touch x) `y` $HOME"', value: 'it\'s "quoted" $(touch x) `y` $HOME' },
    'unicode': { statement: "RETURN 'Zürich 東京 🌍'", value: 'Zürich 東京 🌍' },
    'newlines and comments': { statement: '\n\nRETURN 1\n+\n1 // one; not two\n\n', value: '2' },
    'several columns': { statement: "RETURN 'a, b' AS first, 2 AS second;", value: 'a, b' },
    '100 kB': { statement: `RETURN size('${'x'.repeat(100_000)}')`, value: '100000' },
  },
  fails: ['RETURN 1 / 0', 'RETOURN 1', 'RETURN 1; RETURN 1 / 0; RETURN 2', "RETURN 'unbalanced"],
  unfinished: [':exit', 'RETURN 1;\n:exit\nRETURN 1 / 0;'],
  hangs: 'UNWIND range(1, 1000000000) AS x UNWIND range(1, 1000) AS y WITH x WHERE x < 0 RETURN count(x)',
  empty: 'MATCH (n:Nowhere) RETURN n.name',
  database: { name: 'system', statement: 'CALL db.info() YIELD name RETURN name', value: 'system' },
  count: { prepare: 'MATCH (n:Order) DELETE n; CREATE (:Order), (:Order), (:Order), (:Other)', of: 'Order' },
};

const mutants: Mutant[] = [
  { by: 'ping', name: 'plain Cypher is asked of system', file: 'neo4j.sh', from: "'SHOW DATABASES YIELD name;\\n'", to: "'RETURN 1;\\n'" },
  { by: 'database', name: 'another database is asked', file: 'neo4j.sh', from: '"${DB_NAME:-neo4j}"', to: 'neo4j' },
  { by: 'text as written', name: 'statements are taken for ASCII', file: 'neo4j.sh', from: 'LC_ALL=C.UTF-8', to: 'LC_ALL=C' },
  { by: 'sessions end', name: 'nobody is ended', file: 'neo4j.sh', from: 'cypher "$1" system <"$DIR/kill.cypher"', to: 'true' },
  { by: 'others stay', name: 'what runs beside the server is ended', file: 'neo4j.sh', from: 'case $address in 127.0.0.1:*', to: 'case $address in 127.0.0.9:*' },
  { by: 'not executed', name: 'the end is not asked for', file: 'common.sh', from: '*"$END")', to: '*)' },
  { by: 'TLS', name: 'the authority is not told', file: 'neo4j.sh', from: ' -Djavax.net.ssl.trustStore=$DIR/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit', to: '' },
];

interface Flavour {
  readonly version: string;
  readonly release: string;
  /** Releases of Java that it runs on. */
  readonly least: number;
  readonly most: number;
}

/** The newest client that comes as a library. */
const SHELL = 'cypher-shell-5.26';

function neo4j({ version, release, least, most }: Flavour): Engine {
  const jars = `neo4j-${version}`;
  return {
    key: 'neo4j',
    name: `Neo4j ${version}`,
    script: 'neo4j.sh',
    fetches: [maven(jars, `org.neo4j:neo4j:${release}`), maven(SHELL, 'org.neo4j:cypher-shell:5.26.0')],
    missing: () => withoutJava(least, most)() ?? withoutJava(17, 21)(),
    commands: () => commands(jars, {
      'cypher-shell': javaCommand(java(17, 21)!, SHELL, 'org.neo4j.shell.Main', 'JAVA_OPTS'),
      'keytool': java(17, 21)!.replace(/java$/, 'keytool'),
    }),
    language,
    variants: ['plain', 'tls'],
    slow: true,
    mutants,
    start: variant => start(java(least, most)!, jars, variant),
  };
}

async function start(program: string, jars: string, variant: Variant): Promise<Server> {
  const at = folder('neo4j');
  const port = await freePort();
  mkdirSync(`${at}/certificates`);
  for (const file of ['tls.key', 'tls.crt']) {
    copyFileSync(`${tls().folder}/${file}`, `${at}/certificates/${file}`);
    chmodSync(`${at}/certificates/${file}`, 0o600);
  }
  writeFileSync(`${at}/neo4j.conf`, [
    'server.bolt.enabled=true', `server.bolt.listen_address=127.0.0.1:${port}`, `server.bolt.advertised_address=127.0.0.1:${port}`,
    'dbms.security.auth_enabled=true', 'dbms.security.auth_minimum_password_length=1', 'server.memory.pagecache.size=32m', 'dbms.usage_report.enabled=false',
    ...(variant === 'tls' ? [
      'server.bolt.tls_level=REQUIRED', 'dbms.ssl.policy.bolt.enabled=true', `dbms.ssl.policy.bolt.base_directory=${at}/certificates`,
      'dbms.ssl.policy.bolt.private_key=tls.key', 'dbms.ssl.policy.bolt.public_certificate=tls.crt', 'dbms.ssl.policy.bolt.client_auth=NONE',
    ] : []),
    '',
  ].join('\n'));
  const daemon = javaDaemon(program, jars, 'Neo4j.java', {
    properties: ['-Xmx512m'],
    words: [
      `${at}/home`, `${at}/neo4j.conf`,
      `ALTER USER neo4j SET PASSWORD ${JSON.stringify(PASSWORD)} CHANGE NOT REQUIRED`, "CREATE USER app SET PASSWORD 'app-app-app' CHANGE NOT REQUIRED",
      ...ODD.map(({ user, password }) => `CREATE USER \`${user}\` SET PASSWORD ${JSON.stringify(password)} CHANGE NOT REQUIRED`),
    ],
    cwd: at,
    // Else Java takes words for ASCII.
    env: { LC_ALL: 'C.UTF-8' },
  });
  await daemon.until('it is ready', () => daemon.said.includes('it is ready'), 240);
  const begin = (says: readonly Buffer[], user = 'app', password = 'app-app-app') => () => boltSession(port, user, password, says);
  return {
    port,
    user: 'neo4j',
    password: PASSWORD,
    users: ODD,
    sessions: { idle: begin(idle), active: begin(active), transaction: begin(transaction), administrator: begin(idle, 'neo4j', PASSWORD) },
    spared: { 'what runs beside it': () => boltSession(port, 'neo4j', PASSWORD, idle, '127.0.0.1') },
    stop: () => daemon.stop(),
  };
}

export const NEO4J: Engine[] = [
  { version: '5.26', release: '5.26.0', least: 17, most: 21 },
  { version: '2025.10', release: '2025.10.1', least: 21, most: 25 },
].map(neo4j);
