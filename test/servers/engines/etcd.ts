import { spawnSync } from 'child_process';
import { join } from 'path';
import { Daemon, folder, freePort, until } from '../harness/daemon';
import { Engine, Language, Mutant, Server, Variant } from '../harness/engine';
import { odd } from '../harness/odd';
import { CACHE, commands, debian, Fetch, go, program } from '../harness/programs';
import { tls } from '../harness/trial';

const PASSWORD = 'geheim "x" $(y)';

/** A colon would end a name, were it given with the password. */
const ODD = odd();

const language: Language = {
  gives: {
    'a value': { statement: 'put a one\nget a', value: 'one' },
    'two words': { statement: 'put a "two \\"words\\" $(x) `y` Zürich 東京"\nget a', value: 'two "words" $(x) `y` Zürich 東京' },
    'blanks around it': { statement: "\n\n  put a 'it is'\n\n  get a  \n", value: 'it is' },
    '100 kB': { statement: `put big "${'x '.repeat(50_000)}"\nget small`, value: 'one' },
    '100 kB of quotes': { statement: `put big "${`\\"a ${'x'.repeat(996)}`.repeat(100)}"\nget small`, value: 'one' },
    'a value alone': { statement: 'get a --print-value-only', value: 'it is' },
  },
  fails: ['nosuchcommand', 'put a "unbalanced', 'put a x\nnosuchcommand\nget a'],
  unfinished: [],
  hangs: 'watch a',
  empty: 'get nowhere',
  count: { prepare: 'put orders/1 a\nput orders/2 b\nput orders/3 c\nput other d', of: 'orders/' },
};

const mutants: Mutant[] = [
  { by: 'text as written', name: 'quotes are not read', file: 'common.sh', from: '        in_quotes || return', to: "        plain=''" },
  { by: 'wrong CA', name: 'the certificate is not verified', file: 'etcd.sh', from: '[ -z "$CA" ]', to: ':' },
  { by: 'ping', name: 'no password is given', file: 'etcd.sh', from: 'export ETCDCTL_USER ETCDCTL_PASSWORD', to: 'unset ETCDCTL_USER ETCDCTL_PASSWORD' },
  { by: 'errors', name: 'lines after an error are executed, and it is forgotten', file: 'common.sh', from: 'with_words "$1" "$line" || return', to: 'with_words "$1" "$line" || :' },
];

interface Flavour {
  readonly version: string;
  readonly fetch: Fetch;
  readonly program: (name: 'etcd' | 'etcdctl') => string;
}

function etcd(flavour: Flavour): Engine {
  const { version, fetch, program: found } = flavour;
  return {
    key: 'etcd',
    name: `etcd ${version}`,
    script: 'etcd.sh',
    fetches: [fetch],
    commands: () => commands(`etcd-${version}`, { etcdctl: found('etcdctl') }),
    // The versions that KubeDB has count; older clients cannot.
    language: version === '3.4' ? { ...language, count: undefined } : language,
    // The client of 3.4 does not tell why TLS fails.
    variants: version === '3.4' ? ['plain'] : ['plain', 'tls'],
    mutants,
    start: variant => start(flavour, variant),
  };
}

async function start({ program: found }: Flavour, variant: Variant): Promise<Server> {
  const at = folder('etcd');
  const [port, peers] = [await freePort(), await freePort()];
  const { folder: certs } = tls();
  const url = `${variant === 'tls' ? 'https' : 'http'}://127.0.0.1:${port}`;
  const daemon = new Daemon(found('etcd'), [
    '--data-dir', `${at}/data`, '--listen-client-urls', url, '--advertise-client-urls', url, '--listen-peer-urls', `http://127.0.0.1:${peers}`,
    '--initial-advertise-peer-urls', `http://127.0.0.1:${peers}`, '--initial-cluster', `default=http://127.0.0.1:${peers}`,
    ...(variant === 'tls' ? ['--cert-file', `${certs}/tls.crt`, '--key-file', `${certs}/tls.key`, '--trusted-ca-file', `${certs}/ca.crt`] : []),
  ], { cwd: at });
  const ctl = (...words: string[]) => spawnSync(found('etcdctl'), [
    '--endpoints', url, ...(variant === 'tls' ? ['--cacert', `${certs}/ca.crt`, '--cert', `${certs}/tls.crt`, '--key', `${certs}/tls.key`] : []), ...words,
  ], { env: { PATH: process.env.PATH, ETCDCTL_API: '3' }, encoding: 'utf8' });
  await until('it answers', () => ctl('get', 'a').status === 0, 60, () => ctl('get', 'a').stderr + daemon.said);
  ctl('put', 'small', 'one');
  for (const { user, password } of ODD) {
    ctl('user', 'add', '--new-user-password', password, '--', user);
    ctl('user', 'grant-role', '--', user, 'root');
  }
  for (const words of [['user', 'add', `root:${PASSWORD}`], ['user', 'grant-role', 'root', 'root'], ['auth', 'enable']]) ctl(...words);
  return { port, user: 'root', password: PASSWORD, users: ODD, stop: () => daemon.stop() };
}

/** Of no suite of Debian. */
const BUILT = 'etcd-3.6';

export const ETCD: Engine[] = ([
  { version: '3.4', fetch: debian('bookworm'), program: name => program('bookworm', name) },
  { version: '3.5', fetch: debian('trixie'), program: name => program('trixie', name) },
  {
    version: '3.6',
    fetch: go(BUILT, ['etcd', 'go.etcd.io/etcd/server/v3', 'v3.6.4'], ['etcdctl', 'go.etcd.io/etcd/etcdctl/v3', 'v3.6.4']),
    program: name => join(CACHE, BUILT, 'bin', name),
  },
] as Flavour[]).map(etcd);
