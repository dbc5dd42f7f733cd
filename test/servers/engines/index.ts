import { CASSANDRA } from './cassandra';
import { ETCD } from './etcd';
import { MYSQL } from './mysql';
import { NEO4J } from './neo4j';
import { POSTGRES } from './postgres';
import { REDIS } from './redis';
import { ZOOKEEPER } from './zookeeper';
import { Engine } from '../harness/engine';

/** Every engine and version that can be had. */
export const ENGINES_HERE: readonly Engine[] = [...REDIS, ...POSTGRES, ...MYSQL, ...ETCD, ...ZOOKEEPER, ...NEO4J, ...CASSANDRA];
