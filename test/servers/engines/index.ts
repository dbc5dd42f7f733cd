import { ETCD } from './etcd';
import { MYSQL } from './mysql';
import { POSTGRES } from './postgres';
import { REDIS } from './redis';
import { Engine } from '../harness/engine';

/** Every engine and version that can be had. */
export const ENGINES_HERE: readonly Engine[] = [...REDIS, ...POSTGRES, ...MYSQL, ...ETCD];
