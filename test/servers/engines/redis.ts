import { spawnSync } from 'child_process';
import { writeFileSync } from 'fs';
import { connect, Socket } from 'net';
import { Daemon, Elsewhere, folder, freePort, until } from '../harness/daemon';
import { Engine, Language, Mutant, Server, Session, Variant } from '../harness/engine';
import { odd, USERS } from '../harness/odd';
import { commands, debian, program, Suite } from '../harness/programs';
import { tls } from '../harness/trial';

const PASSWORD = 'p"a\'ss $(x) `y` \\word';

/** Names hold no blanks. */
const ODD = odd(USERS.filter(u => !u.includes(' ')));

/** A client that speaks the protocol by itself, from another address than the operator's. */
function session(port: number, ...lines: string[][]): Promise<Session> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    let open = true;
    socket.on('error', error => (open ? reject(error) : undefined)).on('close', () => (open = false));
    const words = (line: string[]) => `*${line.length}\r\n${line.map(w => `$${Buffer.byteLength(w)}\r\n${w}\r\n`).join('')}`;
    socket.write(words(['AUTH', PASSWORD]));
    socket.once('data', () => {
      socket.write(lines.map(words).join(''));
      setTimeout(() => resolve({ alive: () => open, end: () => { socket.destroy(); } }), 100);
    });
  });
}

/** A client of a pool, which comes back as soon as it is ended: it is the first of its connections that must go. */
async function pooled(port: number): Promise<Session> {
  const first = await session(port, ['PING']);
  let after: Session | undefined;
  const timer = setInterval(() => {
    if (first.alive() || after !== undefined) return;
    clearInterval(timer);
    void session(port, ['PING']).then(s => (after = s));
  }, 20);
  return { alive: first.alive, end: () => { clearInterval(timer); void after?.end(); void first.end(); } };
}

const language: Language = {
  gives: {
    'a number': { statement: 'EVAL "return 1" 0', value: '1' },
    'quotes': { statement: 'ECHO "it\'s \\"quoted\\" $(touch x) `y` $HOME"', value: 'it\'s "quoted" $(touch x) `y` $HOME' },
    'unicode': { statement: 'ECHO "Zürich 東京 🌍"', value: 'Zürich 東京 🌍' },
    'newlines': { statement: '\n\nECHO "a"\n\n', value: 'a' },
    'several commands': { statement: 'SET several 7\nGET several', value: '7' },
    'a transaction': { statement: 'SET many 0\nMULTI\nINCR many\nEXEC', value: '1' },
    '100 kB of quotes': { statement: `EVAL "return #ARGV[1]" 0 "${`\\"a ${'x'.repeat(996)}`.repeat(100)}"`, value: '99900' },
    '100 kB': { statement: `EVAL "return #ARGV[1]" 0 "${'x'.repeat(100_000)}"`, value: '100000' },
  },
  fails: [
    'NOSUCHCOMMAND',
    'SET text abc\nINCR text',
    'INCR text\nPING',
    'MULTI\nINCR text\nGET text\nEXEC',
    'EVAL "return {1,{2,redis.error_reply(\'ERR within\')}}" 0',
    'GET "unbalanced\nPING',
  ],
  unfinished: ['quit', 'PING\nquit\nNOSUCHCOMMAND', 'exit', 'MULTI\nSET x 1'],
  hangs: 'BLPOP no-such-list 0',
  empty: 'GET no-such-key',
  writes: 'SET a 1',
  database: { name: '3', statement: 'GET only-in-3', value: 'old', nowhere: ['nosuchdatabase', '99'] },
  count: { prepare: 'SET order*s:1 a\nSET order*s:2 b\nSET order*s:3 c\nSET orders:4 d', of: 'order*s:' },
};

const mutants: Mutant[] = [
  { by: 'errors', name: 'errors within replies are overlooked', file: 'redis.sh', from: 'unnumbered "$line"\n    case $reply in\n      \'(error)\'*', to: 'reply=$line\n    case $reply in\n      \'(error)\'*' },
  { by: 'not executed', name: 'the end is not asked for', file: 'common.sh', from: '*"$END")', to: '*)' },
  { by: 'database', name: 'another database is asked', file: 'redis.sh', from: '-n "$DB_NAME"', to: '-n 0' },
  { by: 'database', name: 'a database that is not there is overlooked', file: 'redis.sh', from: '[ "$reply" = OK ]', to: 'true' },
  { by: 'wrong CA', name: 'the certificate is not verified', file: 'redis.sh', from: 'set -- "$@" --cacert "$CA"', to: 'set -- "$@" --insecure' },
  { by: 'no CA', name: 'nobody is trusted without an authority', file: 'redis.sh', from: 'INSECURE=--insecure', to: ':' },
  { by: 'full', name: 'an error means that nobody is there', file: 'reason.sh', from: "*) printf 'error' ;;", to: "*) printf 'unreachable' ;;" },
  { by: 'others stay', name: 'replicas are ended', file: 'redis.sh', from: '*[MS]*', to: '*[M]*' },
  { by: 'sessions end', name: 'any name spares', file: 'redis.sh', from: '! is_sentinel "$line" || continue', to: 'case $line in *" name=sentinel-"*) continue ;; esac' },
];

function redis(key: 'Redis' | 'Valkey', version: string, suite: Suite): Engine {
  const name = key.toLowerCase();
  const server = `${name}-server`;
  const cli = `${name}-cli`;
  return {
    key: 'redis',
    name: `${key} ${version}`,
    script: 'redis.sh',
    fetches: [debian(suite)],
    commands: () => commands(`${name}-${version}`, { [cli]: program(suite, cli) }),
    language,
    variants: ['plain', 'tls', 'full', 'read-only'],
    needsAuthority: version === '6.0',
    mutants,
    start: variant => start(program(suite, server), program(suite, cli), variant),
  };
}

async function start(server: string, cli: string, variant: Variant): Promise<Server> {
  const port = await freePort();
  const at = folder('redis');
  const { folder: certs } = tls();
  const words = {
    'plain': ['--port', String(port)],
    'tls': ['--port', '0', '--tls-port', String(port), '--tls-cert-file', `${certs}/tls.crt`, '--tls-key-file', `${certs}/tls.key`, '--tls-ca-cert-file', `${certs}/ca.crt`],
    'full': ['--port', String(port), '--maxclients', '2'],
    'read-only': ['--port', String(port), '--replicaof', '127.0.0.1', '1'],
  }[variant];
  const daemon = new Daemon(server, [secrets(at), ...words, '--bind', '127.0.0.1', '::1', '--save', '', '--lua-time-limit', '100'], { cwd: at });
  await until('it answers', () => daemon.said.includes('Ready to accept connections'), 20);
  const begun = (...lines: string[][]) => () => session(port, ...lines);
  if (variant === 'plain') {
    await session(port, ['ACL', 'SETUSER', 'nobody', 'on', '>nobody', '+@all', '-client', '~*'],
      ['ACL', 'SETUSER', 'reader', 'on', '>reader', '+@all', '-client', '+client|list', '~*'], ['SELECT', '3'], ['SET', 'only-in-3', 'old'],
      ...ODD.map(({ user, password }) => ['ACL', 'SETUSER', user, 'on', `>${password}`, '+@all', '~*'])).then(s => s.end());
  }
  return {
    port,
    user: 'default',
    password: PASSWORD,
    users: ODD,
    powerless: { 'see them': { user: 'nobody', password: 'nobody' }, 'end them': { user: 'reader', password: 'reader' } },
    sessions: variant === 'full' ? { first: begun(['PING']), second: begun(['PING']) } : {
      'idle': begun(['PING']),
      'subscribed': begun(['SUBSCRIBE', 'orders']),
      'blocked': begun(['BLPOP', 'nothing', '0']),
      'monitoring': begun(['MONITOR']),
      'transaction': begun(['MULTI'], ['SET', 'a', 'b']),
      'pooled': () => pooled(port),
      'called like a Sentinel': begun(['CLIENT', 'SETNAME', 'sentinel-orders']),
      'called quite like a Sentinel': begun(['CLIENT', 'SETNAME', 'sentinel-0123abcd-cmd'], ['PING']),
    },
    spared: {
      'a replica': () => follower(server, port, cli),
      'a Sentinel': () => sentinel(server, port, cli),
    },
    busy: async () => {
      const busy = await session(port, ['EVAL', 'while true do end', '0']);
      return { alive: busy.alive, end: () => session(port, ['SCRIPT', 'KILL']).then(s => s.end()) };
    },
    stop: () => daemon.stop(),
  };
}

/** A file with the password: not every version takes one with quotes from its arguments. */
function secrets(at: string): string {
  const file = `${at}/server.conf`;
  writeFileSync(file, `requirepass ${JSON.stringify(PASSWORD)}\nmasterauth ${JSON.stringify(PASSWORD)}\n`);
  return file;
}

/** A replica. */
async function follower(server: string, port: number, cli: string): Promise<Session> {
  const at = folder('replica');
  const elsewhere = await Elsewhere.before(port);
  const daemon = new Daemon(server, [
    secrets(at), '--port', String(await freePort()), '--bind', '127.0.0.1', '--save', '', '--replicaof', '127.0.0.1', String(elsewhere.port),
  ], { cwd: at });
  const ids = () => list(cli, port).filter(line => / flags=\w*S/.test(line)).map(line => line.split(' ')[0]);
  await until('it replicates', () => ids().length > 0, 30);
  const [mine] = ids();
  return { alive: () => ids().includes(mine), end: () => daemon.stop().then(() => elsewhere.close()) };
}

/** A real Sentinel, which comes back when it is ended: the connection that stands is the one that must stay. */
async function sentinel(server: string, port: number, cli: string): Promise<Session> {
  const at = folder('sentinel');
  const config = `${at}/sentinel.conf`;
  const quoted = JSON.stringify(PASSWORD);
  writeFileSync(config, `port ${await freePort()}\nbind 127.0.0.2\nsentinel monitor orders 127.0.0.1 ${port} 1\nsentinel auth-pass orders ${quoted}\n`);
  const daemon = new Daemon(server, [config, '--sentinel'], { cwd: at });
  const ids = () => list(cli, port).filter(line => / name=sentinel-\w{8}-(cmd|pubsub) /.test(line)).map(line => line.split(' ')[0]);
  await until('it watches', () => ids().length === 2, 30);
  await new Promise(resolve => setTimeout(resolve, 1500));
  const mine = ids();
  return { alive: () => mine.every(id => ids().includes(id)), end: () => daemon.stop() };
}

function list(cli: string, port: number): string[] {
  return spawnSync(cli, ['-p', String(port), 'CLIENT', 'LIST'], { env: { PATH: process.env.PATH, REDISCLI_AUTH: PASSWORD, VALKEYCLI_AUTH: PASSWORD }, encoding: 'utf8' }).stdout.split('\n');
}

export const REDIS: Engine[] = [
  redis('Redis', '6.0', 'bullseye'), redis('Redis', '7.0', 'bookworm'), redis('Redis', '8.0', 'trixie'),
  redis('Valkey', '8.1', 'trixie'), redis('Valkey', '9.1', 'sid'),
];
