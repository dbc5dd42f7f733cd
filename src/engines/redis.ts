import { images, forAll, majorAndMinor, PLAIN_LAYOUT, plainMembers, podsOf, replicasOf, ROLE, when } from './common';
import { EngineFacts } from './facts';
import { numberAt } from './spec';
import { byTls, CLIENT, EXPORTER, SERVER } from './tls';
import { Json } from '../values/json';

const VALKEY = ['valkey-7.2.5', 'valkey-7.2.9', 'valkey-8.0.3', 'valkey-8.1.1'];

const VERSIONS: Record<string, string> = {
  '4.0.11': 'ghcr.io/kubedb/redis:4.0.11',
  '5.0.14': 'ghcr.io/appscode-images/redis:5.0.14-bullseye',
  ...images('ghcr.io/appscode-images/redis', [
    '6.0.20', '6.2.14', '6.2.16', '7.0.14', '7.0.15', '7.2.3', '7.2.4', '7.2.6', '7.4.0', '7.4.1', '7.4.6', '8.0.4', '8.2.2',
  ], v => `${v}-bookworm`),
  ...images('ghcr.io/appscode-images/valkey', VALKEY, v => v.replace('valkey-', '')),
};

const isCluster = (spec: Json) => spec.mode === 'Cluster';
const isSentinel = (spec: Json) => spec.mode === 'Sentinel';
const isMode = (spec: Json, ...modes: string[]) => modes.includes(spec.mode ?? 'Standalone');
const shards = (spec: Json) => numberAt(spec, ['cluster', 'shards'], 3);
const perShard = (spec: Json) => numberAt(spec, ['cluster', 'replicas'], 2);
const shardSets = (spec: Json) => Array.from({ length: shards(spec) }, (_, i) => ({ suffix: `-shard${i}`, replicas: perShard(spec) }));

/** Redis and Valkey: KubeDB's `Redis`. */
export const redis: EngineFacts = {
  key: 'redis',
  kind: 'Redis',
  plural: 'redises',
  apiVersion: 'kubedb.com/v1',
  addon: 'redis-addon',
  tasks: {
    logical: { backup: 'logical-backup', restore: 'logical-backup-restore' },
    manifest: { backup: 'manifest-backup', restore: 'manifest-restore' },
  },
  jobs: { wizardUser: 999 },
  manifestOption: 'redis',
  manifestRename: true,
  encryption: true,
  init: true,
  differences: [{ path: 'target', only: 'ours', why: 'upstream\'s clone by manifest is commented out, so that its example restores into nothing' }],
  logicalRestore: 'whole',
  // Members of a cluster redirect clients to each other, sentinels tell them the master's own address.
  discoversMembers: spec => isCluster(spec) || isSentinel(spec),
  client: {
    ports: () => [{ name: 'primary', port: 6379, targetPort: 'db' }],
    selector: spec => when(isSentinel(spec), { [ROLE]: 'primary' }),
  },
  readOnly: {
    when: spec => isSentinel(spec) && replicasOf(spec) > 1,
    ports: () => [{ name: 'standby', port: 6379, targetPort: 'db' }],
    selector: () => ({ [ROLE]: 'standby' }),
  },
  shell: {
    script: 'redis.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: VERSIONS,
    runAsUser: 999,
    runAsUsers: forAll(VALKEY, 1000),
    statements: 'commands',
    databases: 'numbered',
    endsSessions: true,
    members: (database, spec) => (isCluster(spec)
      ? shardSets(spec).flatMap(set => podsOf(`${database}${set.suffix}`, set.replicas, `${database}-pods`))
      : plainMembers(database, spec)),
  },
  layout: {
    ...PLAIN_LAYOUT,
    reserved: {
      env: ['REDISCLI_AUTH', 'VALKEYCLI_AUTH', 'SENTINEL_PASSWORD'],
      volumes: ['data', 'script-vol', 'tls-volume', 'exporter-tls-volume', 'redis-config'],
      mounts: ['/data', '/scripts', '/certs', '/usr/local/etc/redis'],
    },
    replicas: spec => (isCluster(spec) ? undefined : ['replicas']),
    petSets: spec => (isCluster(spec) ? shardSets(spec) : [{ suffix: '', replicas: replicasOf(spec) }]),
    limits: spec => (isCluster(spec) ? [
      { path: ['cluster', 'shards'], value: shards(spec), min: 3, of: 'a Redis Cluster' },
      {
        path: ['cluster', 'replicas'],
        value: perShard(spec),
        min: 2,
        of: 'a Redis Cluster',
        remedy: 'the number counts the master too: 2 is one master and one replica for each shard',
      },
    ] : isSentinel(spec) ? [
      { path: ['replicas'], value: replicasOf(spec), min: 1, of: 'Redis under Sentinel' },
    ] : [{
      path: ['replicas'],
      value: replicasOf(spec),
      min: 1,
      max: 1,
      of: 'a standalone Redis',
      remedy: 'for more members say Topology.redisCluster(…) or Topology.redisSentinel(…)',
    }]),
    unused: spec => [
      ...(isMode(spec, 'Standalone', 'Sentinel') ? [{ path: ['cluster'], of: 'a Redis that is no cluster', remedy: 'say Topology.redisCluster(…), or leave cluster out' }] : []),
      ...(isMode(spec, 'Standalone', 'Cluster') ? [{ path: ['sentinelRef'], of: 'a Redis without Sentinel', remedy: 'say Topology.redisSentinel(…), or leave sentinelRef out' }] : []),
    ],
    requires: spec => (isSentinel(spec) ? [{ path: ['sentinelRef', 'name'], of: 'Redis under Sentinel', remedy: 'name the RedisSentinel' }] : []),
    forbids: spec => (spec.disableAuth === true ? [{
      path: ['authSecret'], of: 'Redis without authentication', remedy: 'leave out authSecret or disableAuth',
    }] : []),
  },
  majorOf: majorAndMinor,
  tls: byTls(SERVER, CLIENT, EXPORTER),
  announced: [['cluster', 'announce', 'shards']],
  authSecret: true,
  unproven: [
    'The role label of a Redis master under Sentinel (kubedb.com/role: primary) is taken from upstream\'s text about disaster recovery; Redis Cluster uses master and slave, and its client Service selects all members.',
    'Written over a running Redis, a restore adds keys to what is there; keys that were made after the backup stay.',
  ],
};
