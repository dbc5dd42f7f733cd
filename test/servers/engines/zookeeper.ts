import { spawnSync } from 'child_process';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { folder, freePort, listens } from '../harness/daemon';
import { Engine, Language, Mutant, Server, Variant } from '../harness/engine';
import { java, javaCommand, javaDaemon, withoutJava } from '../harness/java';
import { odd, USERS } from '../harness/odd';
import { commands, maven } from '../harness/programs';
import { tls } from '../harness/trial';

const PASSWORD = 'geheim $(x) `y` word';

/** A name is a part of a key in the server's file, which is one word. */
const ODD = odd(USERS.filter(name => /^[\p{L}\d$_*-]+$/u.test(name)));

const language: Language = {
  gives: {
    'a list': { statement: 'ls /zookeeper', value: '[config, quota]' },
    'a value': { statement: 'create -s /next x\nset /a one\nget /a', value: 'one' },
    'two words': { statement: 'set /b "two \\"words\\" $(x) `y` Zürich 東京"\nget /b', value: 'two "words" $(x) `y` Zürich 東京' },
    'blanks around it': { statement: "\n\n  set /c 'it is'\n\n  get /c  \n", value: 'it is' },
  },
  fails: ['nosuchcommand', 'get /nowhere', 'set /a "unbalanced', 'set /a x\nget /nowhere\nget /a'],
  unfinished: [],
  count: { prepare: 'ls /orders', of: '/orders' },
};

const mutants: Mutant[] = [
  { by: 'ping', name: 'nobody logs in', file: 'zookeeper.sh', from: ' -Djava.security.auth.login.config=$DIR/jaas.conf', to: '' },
  { by: 'text as written', name: 'what the client tells about itself is a result', file: 'zookeeper.sh', from: "'Connecting to '* | ", to: '' },
  { by: 'odd users', name: 'properties of Java are put into a password', file: 'zookeeper.sh', from: ' -Djava.security.properties=$DIR/java.security', to: '' },
  { by: 'ping', name: 'FIPS mode stays on', file: 'zookeeper.sh', from: ' -Dzookeeper.fips-mode=false', to: '' },
  { by: 'TLS', name: 'the authority is not told', file: 'zookeeper.sh', from: ' -Dzookeeper.ssl.trustStore.location=$CA -Dzookeeper.ssl.trustStore.type=PEM', to: '' },
  { by: 'errors', name: 'lines after an error are executed, and it is forgotten', file: 'common.sh', from: 'with_words "$1" "$line" || return', to: 'with_words "$1" "$line" || :' },
  { by: 'count', name: 'another field is read', file: 'zookeeper.sh', from: 'line=${line#"$FIELD = "}', to: 'line=${line%" = "*}' },
];

/** The client of an image tells about itself like this, among its results. */
const LOGBACK = `<configuration>
  <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d{ISO8601} [myid:%X{myid}] - %-5p [%t:%C{1}@%L] - %m%n</pattern></encoder>
  </appender>
  <root level="INFO"><appender-ref ref="CONSOLE" /></root>
</configuration>
`;

function zookeeper(version: string, logback: string): Engine {
  const jars = `zookeeper-${version}`;
  return {
    key: 'zookeeper',
    name: `ZooKeeper ${version}`,
    script: 'zookeeper.sh',
    fetches: [maven(
      jars, `org.apache.zookeeper:zookeeper:${version}`, 'commons-cli:commons-cli:1.5.0', 'org.xerial.snappy:snappy-java:1.1.10.5',
      'io.dropwizard.metrics:metrics-core:4.1.12.1', `ch.qos.logback:logback-classic:${logback}`, 'io.netty:netty-tcnative-boringssl-static:2.0.61.Final',
    )],
    missing: withoutJava(11, 17),
    commands: () => commandsOf(jars),
    language,
    variants: ['plain', 'tls'],
    needsAuthority: true,
    slow: true,
    mutants,
    start: variant => start(jars, variant),
  };
}

function commandsOf(jars: string): string {
  const at = commands(jars, { 'zkCli.sh': javaCommand(java(11, 17)!, jars, 'org.apache.zookeeper.ZooKeeperMain', 'CLIENT_JVMFLAGS') });
  writeFileSync(join(at, 'logback.xml'), LOGBACK);
  return at;
}

async function start(jars: string, variant: Variant): Promise<Server> {
  const at = folder('zookeeper');
  const port = await freePort();
  const { key, cert, folder: certs } = tls();
  writeFileSync(`${at}/server.pem`, key + cert);
  writeFileSync(`${at}/jaas.conf`, `Server { org.apache.zookeeper.server.auth.DigestLoginModule required ${
    [{ user: 'admin', password: PASSWORD }, ...ODD].map(({ user, password }) => `user_${user}=${JSON.stringify(password)}`).join(' ')
  }; };\n`);
  // Else Java puts properties of its own in the place of ${NAME}.
  writeFileSync(`${at}/java.security`, 'policy.expandProperties=false\n');
  writeFileSync(`${at}/zoo.cfg`, [
    `dataDir=${at}/data`, 'admin.enableServer=false', 'sessionRequireClientSASLAuth=true',
    'authProvider.sasl=org.apache.zookeeper.server.auth.SASLAuthenticationProvider',
    ...(variant === 'tls' ? [
      `secureClientPort=${port}`, 'secureClientPortAddress=127.0.0.1', 'serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory',
      `ssl.keyStore.location=${at}/server.pem`, 'ssl.keyStore.type=PEM', `ssl.trustStore.location=${certs}/ca.crt`, 'ssl.trustStore.type=PEM',
    ] : [`clientPort=${port}`, 'clientPortAddress=127.0.0.1']),
    '',
  ].join('\n'));
  const daemon = javaDaemon(java(11, 17)!, jars, 'org.apache.zookeeper.server.quorum.QuorumPeerMain', {
    properties: [`-Djava.security.auth.login.config=${at}/jaas.conf`, `-Djava.security.properties=${at}/java.security`, '-Dzookeeper.fips-mode=false'], words: [`${at}/zoo.cfg`], cwd: at,
  });
  await daemon.until('it listens', () => listens(port), 90);
  if (variant === 'plain') {
    const client = join(commandsOf(jars), 'zkCli.sh');
    writeFileSync(`${at}/client.conf`, `Client { org.apache.zookeeper.server.auth.DigestLoginModule required username="admin" password=${JSON.stringify(PASSWORD)}; };\n`);
    const made = spawnSync(client, ['-server', `127.0.0.1:${port}`], {
      env: { PATH: process.env.PATH, CLIENT_JVMFLAGS: `-Djava.security.auth.login.config=${at}/client.conf -Dzookeeper.fips-mode=false` },
      input: ['/a', '/b', '/c', '/orders', '/orders/1', '/orders/2', '/orders/3'].map(node => `create ${node} new\n`).join(''),
      encoding: 'utf8',
    });
    if (!(made.stdout + made.stderr).includes('Created /orders/3')) throw new Error(made.stdout + made.stderr);
  }
  return { port, user: 'admin', password: PASSWORD, users: ODD, stop: () => daemon.stop() };
}

export const ZOOKEEPER: Engine[] = [zookeeper('3.9.1', '1.2.10'), zookeeper('3.9.5', '1.3.15')];
