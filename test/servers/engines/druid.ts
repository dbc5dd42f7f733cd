import { writeFileSync } from 'fs';
import { join } from 'path';
import { folder, freePort, listens, until } from '../harness/daemon';
import { Engine, Language, Mutant, Server } from '../harness/engine';
import { java, javaDaemon, withoutJava } from '../harness/java';
import { commands, maven } from '../harness/programs';

const JARS = 'druid-33';

const language: Language = {
  gives: {
    'a number': { statement: 'SELECT 1', value: '1' },
    'quotes': { statement: 'SELECT \'it\'\'s "quoted" $(touch x) `y` $HOME \\ $$\'', value: 'it\'s "quoted" $(touch x) `y` $HOME \\ $$' },
    // Of an answer Druid writes what lies beyond the first 65536 characters as two escapes.
    'unicode': { statement: "SELECT U&'\\00fc' || 'Zürich 東京 🌍'", value: 'üZürich 東京 🌍' },
    'newlines': { statement: '\n\nSELECT\n\t1\n+\n1\n\n', value: '2' },
    'comments': { statement: 'SELECT 1 -- one; not two', value: '1' },
    'a semicolon at the end': { statement: 'SELECT 1;\n', value: '1' },
    'several columns and rows': { statement: "SELECT * FROM (VALUES ('a, b', 1), ('c', 2)) AS t (x, y)", value: 'a, b' },
    '100 kB': { statement: `SELECT CHAR_LENGTH('${'x'.repeat(100_000)}')`, value: '100000' },
  },
  fails: ['SELEKT 1', 'SELECT * FROM nowhere', "SELECT 'unbalanced", 'SELECT 1; SELECT 2'],
  unfinished: [],
  empty: 'SELECT NULL',
};

const mutants: Mutant[] = [
  { by: 'text as written', name: 'quotes of a statement are not escaped', file: 'common.sh', from: 'text=$(replaced "$text" \'"\' \'\\"\')', to: ':' },
  { by: 'text as written', name: 'names of columns are the first row', file: 'druid.sh', from: '"resultFormat": "array"', to: '"resultFormat": "array", "header": true' },
  { by: 'text as written', name: 'a semicolon too many', file: 'druid.sh', from: '"${statement%;}"', to: '"$statement"' },
  { by: 'text as written', name: 'escapes of an answer stay so', file: 'common.sh', from: 'value=$value$(utf8 "$unit")', to: 'value="$value?"' },
  { by: 'ping', name: 'another path is asked', file: 'druid.sh', from: 'GET /status', to: 'GET /nowhere' },
];

/** A broker answers SQL; it is found through ZooKeeper. Tables would take three more processes. */
async function start(): Promise<Server> {
  const at = folder('druid');
  const [port, zookeeper] = [await freePort(), await freePort()];
  writeFileSync(join(at, 'runtime.properties'), Object.entries({
    'druid.host': '127.0.0.1',
    'druid.plaintextPort': port,
    'druid.service': 'druid/broker',
    'druid.zk.service.host': `127.0.0.1:${zookeeper}`,
    'druid.extensions.loadList': '[]',
    'druid.processing.numThreads': 1,
    'druid.processing.numMergeBuffers': 2,
    'druid.processing.buffer.sizeBytes': 1000000,
    'druid.server.http.numThreads': 10,
    'druid.broker.http.numConnections': 5,
    'druid.sql.planner.metadataSegmentCacheEnable': false,
    'druid.lookup.enableLookupSyncOnStartup': false,
  }).map(([key, value]) => `${key}=${value}\n`).join(''));
  const program = java(17, 17)!;
  const registry = javaDaemon(program, JARS, 'org.apache.zookeeper.server.ZooKeeperServerMain', {
    properties: ['-Xmx64m', '-Dzookeeper.admin.enableServer=false'], words: [String(zookeeper), join(at, 'zookeeper')], cwd: at,
  });
  await until('ZooKeeper listens', () => listens(zookeeper), 60, () => registry.said);
  const broker = javaDaemon(program, JARS, 'org.apache.druid.cli.Main', {
    properties: ['-Xmx512m', '--add-opens=java.base/java.lang=ALL-UNNAMED', '-Duser.timezone=UTC', '-Dfile.encoding=UTF-8', `-Djava.io.tmpdir=${at}`],
    before: at,
    words: ['server', 'broker'],
    cwd: at,
  });
  await broker.until('it answers', async () => (await fetch(`http://127.0.0.1:${port}/status/health`).then(r => r.text(), () => '')) === 'true', 240);
  return { port, user: 'admin', password: 'nobody asks for it', stop: async () => { await broker.stop(); await registry.stop(); } };
}

export const DRUID: Engine[] = [{
  key: 'druid',
  name: 'Druid 33, a broker alone',
  script: 'druid.sh',
  fetches: [maven(JARS, 'org.apache.druid:druid-services:33.0.0', '-org.hyperic:sigar')],
  missing: withoutJava(17, 17),
  commands: () => commands(JARS, {}),
  language,
  variants: ['plain'],
  // Its basic security does not come as a library.
  open: true,
  mutants,
  start,
}];
