import { chmodSync } from 'fs';
import { join } from 'path';
import { folder } from '../harness/daemon';
import { Engine, Language, Mutant, Server } from '../harness/engine';
import { CACHE, commands, python } from '../harness/programs';

const CHDB = 'chdb-4.4';

/** Where the data is. */
let data = '';

const language: Language = {
  gives: {
    'a number': { statement: 'select 1', value: '1' },
    'quotes': { statement: 'select \'it\'\'s "quoted" $(touch x) `y` $HOME $$\'', value: 'it\'s "quoted" $(touch x) `y` $HOME $$' },
    'backslashes': { statement: "select 'a\\\\b\\tc\\\\\\''", value: "a\\b\tc\\'" },
    'unicode': { statement: "select 'Zürich 東京 🌍'", value: 'Zürich 東京 🌍' },
    'newlines': { statement: '\n\nselect\n1\n+\n1\n\n', value: '2' },
    'comments': { statement: 'select 1 -- one', value: '1' },
    'a comment at the end': { statement: 'select 1; -- done', value: '1' },
    'several statements': { statement: 'set max_threads = 1; select 7;', value: '7' },
    'a boolean': { statement: 'select true', value: 'true' },
    'a small number': { statement: 'select 1e-10', value: '0.0000000001' },
    '100 kB': { statement: `select length('${'x'.repeat(100_000)}')`, value: '100000' },
  },
  fails: ['selekt 1', 'select throwIf(1)', 'select throwIf(1); select 1', 'select * from nowhere', "select 'unbalanced", 'select 1; selekt 2;'],
  // Words that end the client are the client's business.
  unfinished: [],
  empty: 'select null',
  database: { name: 'shop', statement: 'select currentDatabase()', value: 'shop' },
  count: {
    prepare: 'create table if not exists orders (id Int32) engine = MergeTree order by id; truncate table orders; insert into orders values (1), (2), (3)',
    of: 'orders',
    database: 'shop',
  },
};

const mutants: Mutant[] = [
  { by: 'database', name: 'another database is asked', file: 'clickhouse.sh', from: '"${DB_NAME:-default}"', to: 'default' },
  { by: 'expectations', name: 'NULL is a value', file: 'clickhouse.sh', from: 'case $line in \\\\N) return 1 ;; esac', to: '' },
  { by: 'text as written', name: 'escaped quotes stay so', file: 'clickhouse.sh', from: '"$(replaced "$line" "\\\\\'" "\'")"', to: '"$line"' },
  { by: 'sessions end', name: 'what ends queries is no SQL', file: 'clickhouse.sh', from: 'ASYNC FORMAT Null', to: 'ASINC FORMAT Null' },
];

/** What stands for clickhouse-client, which is not to be had: it reads the options that the script gives, and hands statements to chdb. */
const client = (at: string) => `
import argparse, os, sys
import xml.etree.ElementTree as xml
from chdb.session import Session
words = argparse.ArgumentParser()
for word in ('config-file', 'host', 'connect_timeout'): words.add_argument('--' + word, required=True)
words.add_argument('--database', default='default')
words.add_argument('--multiquery', action='store_true', required=True)
given = words.parse_args()
config = xml.parse(given.config_file).getroot()
if config.findtext('password') != os.environ['DB_PASSWORD']: sys.exit('the configuration has another password')
try:
    session = Session(${JSON.stringify(at)})
    session.query('create database if not exists shop')
    session.query('use ' + given.database)
    sys.stdout.buffer.write(session.query(sys.stdin.read(), 'TabSeparated').bytes())
except Exception as error:
    sys.exit(str(error))
`;

async function start(): Promise<Server> {
  data = folder('clickhouse');
  chmodSync(data, 0o777);
  return { port: 9000, user: 'default', password: 'p"a\'ss & <x> $(y) `z` \\word', sessions: {}, stop: async () => undefined };
}

export const CLICKHOUSE: Engine[] = [{
  key: 'clickhouse',
  name: 'ClickHouse 26.9 as a library',
  script: 'clickhouse.sh',
  fetches: [python(CHDB, 'chdb==4.4.0', 'chdb-core==26.9.0')],
  commands: () => commands(CHDB, { 'clickhouse-client': `#!${join(CACHE, CHDB, 'bin', 'python')}${client(data)}` }),
  language,
  variants: ['plain'],
  open: true,
  embedded: true,
  mutants,
  start,
}];
