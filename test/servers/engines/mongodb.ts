import { spawnSync } from 'child_process';
import { join } from 'path';
import { Daemon, folder, freePort, listens } from '../harness/daemon';
import { Engine, Language, Mutant, Server, Variant } from '../harness/engine';
import { odd } from '../harness/odd';
import { CACHE, commands, goMain, npm } from '../harness/programs';
import { tls } from '../harness/trial';

const PASSWORD = 'p"a\'ss $(x) `y` \\word';

/** Passwords are prepared as SASLprep wants it, which is older than this planet. */
const ODD = odd().map(({ user, password }) => ({ user, password: password.replace(' 🌍', '') }));

const MONGOSH = 'mongosh-2.12';
const FERRETDB = 'ferretdb-1.24';

const language: Language = {
  gives: {
    'a number': { statement: '1', value: '1' },
    'quotes': { statement: '\'it\\\'s "quoted" $(touch x) `y` $HOME $$\'', value: 'it\'s "quoted" $(touch x) `y` $HOME $$' },
    'unicode': { statement: "'Zürich 東京 🌍'", value: 'Zürich 東京 🌍' },
    'newlines': { statement: '\n\nvar n = 1;\nn\n+\n1;\n\n', value: '2' },
    'comments': { statement: '1 // one; not two', value: '1' },
    'what is printed': { statement: 'print(7); var n = 8;', value: '7' },
    'a command': { statement: 'db.adminCommand({ ping: 1 }).ok', value: '1' },
    'a long number': { statement: 'Long("12345678901234")', value: '12345678901234' },
    '100 kB': { statement: `'${'x'.repeat(100_000)}'.length`, value: '100000' },
  },
  fails: ['nonsense', '1 +', 'throw new Error("no")', "'unbalanced", '1; db.runCommand({ nosuchcommand: 1 }); 2'],
  unfinished: ['quit(); 1', '1; quit(0)'],
  hangs: 'sleep(60000)',
  empty: 'null',
  database: { name: 'shop', statement: 'db.getName()', value: 'shop', nowhere: [] },
  count: {
    prepare: 'db.orders.deleteMany({}); db.orders.insertMany([{ n: 1 }, { n: 2 }, { n: 3 }]).insertedIds.length', of: 'orders', database: 'shop',
  },
};

const mutants: Mutant[] = [
  { by: 'ping', name: 'nobody logs in', file: 'mongodb.sh', from: 'load(\\"$DIR/auth.js\\"); ', to: '' },
  { by: 'database', name: 'another database is asked', file: 'mongodb.sh', from: '${DB_NAME:-admin}', to: 'admin' },
  { by: 'wrong CA', name: 'the authority does not matter', file: 'mongodb.sh', from: '--tlsCAFile "$CA"', to: '--tlsAllowInvalidCertificates' },
  { by: 'text as written', name: 'the value of the statement is lost', file: 'mongodb.sh', from: 'var end_of_statement = print', to: 'print' },
  { by: 'expectations', name: 'null is a value', file: 'mongodb.sh', from: 'null | undefined) return 1', to: 'never) return 1' },
  { by: 'not executed', name: 'the end is not asked for', file: 'mongodb.sh', from: '*"$END"*) ;;', to: '*) ;;' },
];

const mongosh = () => join(CACHE, MONGOSH, 'node_modules', '.bin', 'mongosh');

async function start(variant: Variant): Promise<Server> {
  const at = folder('ferretdb');
  const port = await freePort();
  const { folder: certs } = tls();
  const daemon = new Daemon(join(CACHE, FERRETDB, 'bin', 'ferretdb'), [
    '--handler=sqlite', `--sqlite-url=file:${at}/`, `--state-dir=${at}`, '--debug-addr=-', '--telemetry=disable', '--test-enable-new-auth',
    '--setup-database=admin', '--setup-username=root', `--setup-password=${PASSWORD}`,
    ...(variant === 'tls' ? [
      '--listen-addr=', `--listen-tls=127.0.0.1:${port}`, `--listen-tls-cert-file=${certs}/tls.crt`, `--listen-tls-key-file=${certs}/tls.key`,
      `--listen-tls-ca-file=${certs}/ca.crt`,
    ] : [`--listen-addr=127.0.0.1:${port}`]),
  ], { cwd: at });
  await daemon.until('it listens', () => listens(port));
  // Who connects by TLS has a certificate, and no odd name.
  if (variant === 'plain') {
    const users = ODD.map(({ user, password }) => `db.createUser(${JSON.stringify({ user, pwd: password, roles: [] })});`);
    const made = spawnSync(mongosh(), [
      '--quiet', '--norc', '--host', '127.0.0.1', '--port', String(port), 'admin', '--eval', `db.auth('root', ${JSON.stringify(PASSWORD)}); ${users.join(' ')}`,
    ], { env: { PATH: process.env.PATH, HOME: at }, encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stdout + made.stderr);
  }
  return { port, user: 'root', password: PASSWORD, users: ODD, stop: () => daemon.stop() };
}

/** The client is MongoDB's own; FerretDB is no MongoDB, but speaks as one. What it does not know of sessions nobody proves. */
export const MONGODB: Engine[] = [{
  key: 'mongodb',
  name: 'mongosh 2 on FerretDB 1.24',
  script: 'mongodb.sh',
  fetches: [npm(MONGOSH, 'mongosh@2.12.0'), goMain(FERRETDB, {
    name: 'ferretdb', module: 'github.com/FerretDB/FerretDB@v1.24.2', of: './cmd/ferretdb', file: 'build/version/version.txt', text: 'v1.24.2',
  })],
  commands: () => commands('mongosh', { mongosh: mongosh(), node: process.execPath }),
  language,
  variants: ['plain', 'tls'],
  slow: true,
  mutants,
  start,
}];
