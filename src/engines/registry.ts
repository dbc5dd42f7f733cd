import { cassandra } from './cassandra';
import { clickhouse } from './clickhouse';
import { druid } from './druid';
import { elasticsearch } from './elasticsearch';
import { etcd } from './etcd';
import { EngineFacts } from './facts';
import { mariadb } from './mariadb';
import { mongodb } from './mongodb';
import { mssqlserver } from './mssqlserver';
import { mysql } from './mysql';
import { neo4j } from './neo4j';
import { opensearch } from './opensearch';
import { postgres } from './postgres';
import { qdrant } from './qdrant';
import { redis } from './redis';
import { singlestore } from './singlestore';
import { zookeeper } from './zookeeper';

/** All engines, the best documented ones first. */
export const ENGINES: readonly EngineFacts[] = [
  postgres, mysql, mariadb, mongodb, mssqlserver, clickhouse, redis, elasticsearch, opensearch, singlestore, zookeeper, druid, cassandra,
  neo4j, qdrant, etcd,
];

/** The engine of a key, as the command line and exports name it. */
export function engineFactsOfKey(key: string): EngineFacts | undefined {
  return ENGINES.find(e => e.key === key);
}

/**
 * The engine behind a KubeDB kind. The version decides between those that share one: `opensearch-2.19.2` of kind
 * Elasticsearch is OpenSearch.
 */
export function engineFactsOfKind(kind: string, version?: string): EngineFacts | undefined {
  const candidates = ENGINES.filter(e => e.kind === kind);
  return candidates.find(e => e.versionPrefix !== undefined && String(version).startsWith(e.versionPrefix))
    ?? candidates.find(e => e.versionPrefix === undefined);
}
