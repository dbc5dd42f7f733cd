import { CASSANDRA } from './cassandra';
import { CLICKHOUSE } from './clickhouse';
import { DRUID } from './druid';
import { ETCD } from './etcd';
import { MONGODB } from './mongodb';
import { MYSQL } from './mysql';
import { NEO4J } from './neo4j';
import { POSTGRES } from './postgres';
import { REDIS } from './redis';
import { SEARCH } from './search';
import { ZOOKEEPER } from './zookeeper';
import { Engine } from '../harness/engine';

/** Every engine and version that can be had. */
export const ENGINES_HERE: readonly Engine[] = [
  ...REDIS, ...POSTGRES, ...MYSQL, ...ETCD, ...ZOOKEEPER, ...NEO4J, ...CASSANDRA, ...SEARCH, ...DRUID, ...MONGODB, ...CLICKHOUSE,
];

/** One version of each, out of few downloads: what CI asks. */
const CI = ['Redis 8.0', 'Valkey 9.1', 'PostgreSQL 17', 'MariaDB 11.8', 'MySQL 9.7', 'etcd 3.5', 'ZooKeeper 3.9.5', 'Neo4j 5.26', 'Cassandra 5.0'];

/** The slow ones first: the others then run beside them. */
export const IN_CI: readonly Engine[] = [...ENGINES_HERE].reverse().filter(e => CI.includes(e.name));
