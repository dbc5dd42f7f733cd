import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { folder, freePort } from '../harness/daemon';
import { Engine, Language, Mutant, Server } from '../harness/engine';
import { java, javaDaemon, SOURCES, withoutJava } from '../harness/java';
import { commands, maven } from '../harness/programs';

const bulk = (...lines: object[]) => `POST /_bulk?refresh=true\n${lines.map(line => JSON.stringify(line)).join('\n')}`;
const quotes = 'it\'s "quoted" $(touch x) `y` $HOME';
const unicode = 'Zürich 東京 🌍';

const language: Language = {
  gives: {
    'a number': { statement: 'GET /_cluster/health?filter_path=number_of_nodes', value: '1' },
    'a path alone': { statement: '/_cluster/health?filter_path=cluster_name', value: 'orders' },
    'a body': { statement: `PUT /texts/_doc/1?refresh=true\n${JSON.stringify({ t: quotes }, undefined, 2)}`, value: 'texts' },
    'quotes': { statement: 'GET /texts/_source/1', value: quotes },
    'unicode': { statement: `PUT /texts/_doc/2\n${JSON.stringify({ t: unicode })}`, value: 'texts' },
    'unicode of an answer': { statement: 'GET /texts/_source/2', value: unicode },
    '100 kB': { statement: `PUT /texts/_doc/3\n${JSON.stringify({ t: 'x'.repeat(100_000) })}`, value: 'texts' },
  },
  fails: [
    'GET /nowhere/_count', 'GET', 'nonsense', 'PUT /texts/_doc/4\n{"t": ',
    bulk({ create: { _index: 'texts', _id: '1' } }, { t: 'there is one already' }),
  ],
  unfinished: [],
  empty: 'GET /texts/_source/1?_source_includes=nothing',
  count: { prepare: bulk(...[1, 2, 3].flatMap(id => [{ index: { _index: 'orders', _id: String(id) } }, { id }])), of: 'orders' },
};

const mutants: Mutant[] = [
  { by: 'errors', name: 'the status does not matter', file: 'http.sh', from: '2??) cat', to: '???) cat' },
  { by: 'errors', name: 'errors in an answer are overlooked', file: 'elasticsearch.sh', from: '*\'"errors":true\'* | ', to: '' },
  { by: 'text as written', name: 'the body is left out', file: 'http.sh', from: '[ ! -s "$4" ] || printf \'header', to: ': || printf \'header' },
  { by: 'count', name: 'another member is read', file: 'common.sh', from: 'text=$(trimmed "${text#*"\\"$1\\""}")', to: 'text=$(trimmed "${text%"\\"$1\\""*}")' },
];

interface Flavour {
  readonly key: 'opensearch' | 'elasticsearch';
  readonly name: string;
  readonly release: string;
  /** The log of its own release. */
  readonly log4j: string;
}

function search(flavour: Flavour): Engine {
  const { key, name, release, log4j } = flavour;
  const jars = `${key}-${release}`;
  return {
    key,
    name: `${name} ${release.split('.').slice(0, 2).join('.')}`,
    script: 'elasticsearch.sh',
    fetches: [maven(
      jars, `org.${key}:${key}:${release}`, `org.${key}.plugin:transport-netty4-client:${release}`,
      `org.apache.logging.log4j:log4j-api:${log4j}`, `org.apache.logging.log4j:log4j-core:${log4j}`,
    )],
    missing: withoutJava(11, 17),
    commands: () => commands(jars, {}),
    language,
    variants: ['plain'],
    // Their security does not come as a library.
    open: true,
    mutants,
    start: () => start(flavour, jars),
  };
}

async function start({ key, name }: Flavour, jars: string): Promise<Server> {
  const at = folder(key);
  const [port, internal] = [await freePort(), await freePort()];
  // One has come out of the other, and is started alike.
  const source = join(at, `${name}.java`);
  writeFileSync(source, readFileSync(join(SOURCES, 'OpenSearch.java'), 'utf8').replaceAll('opensearch', key).replaceAll('OpenSearch', name));
  const daemon = javaDaemon(java(11, 17)!, jars, source, { properties: ['-Xmx512m'], words: [at, String(port), String(internal)], cwd: at });
  await daemon.until('it is ready', () => daemon.said.includes('it is ready'), 240);
  return { port, user: 'admin', password: 'nobody asks for it', stop: () => daemon.stop() };
}

export const SEARCH: Engine[] = ([
  { key: 'opensearch', name: 'OpenSearch', release: '2.19.6', log4j: '2.25.4' },
  { key: 'elasticsearch', name: 'Elasticsearch', release: '7.17.29', log4j: '2.19.0' },
] as Flavour[]).map(search);
