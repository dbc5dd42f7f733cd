/** A question in an engine's own language. */
export interface CountStatement {
  readonly statement: string;
  /** Name of the member that holds the number, in an answer that holds more. */
  readonly field?: string;
}

const lua = "local n, at = 0, '0' repeat local r = redis.call('SCAN', at, 'MATCH', ARGV[1], 'COUNT', 1000) at = r[1] n = n + #r[2] until at == '0' return n";

/** A name as a part of a path. */
const inPath = encodeURIComponent;

/** How many there are of what an engine keeps its data in: rows of a table, documents, nodes of a label, keys of a prefix. */
const COUNTS: Record<string, (of: string) => string> = {
  postgres: of => `select count(*) from ${of}`,
  mysql: of => `select count(*) from ${of}`,
  mariadb: of => `select count(*) from ${of}`,
  singlestore: of => `select count(*) from ${of}`,
  mssqlserver: of => `select count_big(*) from ${of}`,
  clickhouse: of => `select count() from ${of}`,
  druid: of => `select count(*) from ${of}`,
  cassandra: of => `select count(*) from ${of}`,
  mongodb: of => `db.getCollection(${JSON.stringify(of)}).countDocuments({})`,
  redis: of => `EVAL "${lua}" 0 "${of.replace(/["\\]/g, '\\$&').replace(/[*?[\]]/g, '\\\\$&')}*"`,
  neo4j: of => `MATCH (n:\`${of.replace(/`/g, '``')}\`) RETURN count(n)`,
  elasticsearch: of => `GET /${inPath(of)}/_count`,
  opensearch: of => `GET /${inPath(of)}/_count`,
  qdrant: of => `POST /collections/${inPath(of)}/points/count\n{"exact": true}`,
  etcd: of => `get --prefix --count-only --write-out=fields ${quoted(of)}`,
  // Paths begin at the root.
  zookeeper: of => `stat ${quoted(of.startsWith('/') ? of : `/${of}`)}`,
};

/** Where the number stands in an answer that holds more. */
const FIELDS: Record<string, string> = { elasticsearch: 'count', opensearch: 'count', qdrant: 'count', etcd: 'Count', zookeeper: 'numChildren' };

/** The question how many there are, or undefined for an engine that cannot be asked. */
export function countStatement(engine: string, of: string): CountStatement | undefined {
  if (COUNTS[engine] === undefined) return undefined;
  return { statement: COUNTS[engine](of), ...(FIELDS[engine] === undefined ? {} : { field: FIELDS[engine] }) };
}

/** A word of a command between double quotes. */
function quoted(word: string): string {
  return `"${word.replace(/["\\]/g, '\\$&')}"`;
}
