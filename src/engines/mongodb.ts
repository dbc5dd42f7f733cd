import { forAll, images, majorAndMinor, neededByTls, plainMembers, podsOf, replicasOf, ROLE, when } from './common';
import { EngineFacts } from './facts';
import { Part, PetSetFacts } from './layout-facts';
import { has, numberAt } from './spec';
import { CLIENT, EXPORTER, SERVER, subject } from './tls';
import { Json } from '../values/json';

const OFFICIAL = ['4.4.26', '5.0.31', '6.0.24', '7.0.21', '7.0.28', '8.0.10', '8.0.17'];
const PERCONA = ['percona-4.4.26', 'percona-5.0.29', 'percona-6.0.24', 'percona-7.0.18', 'percona-7.0.28', 'percona-8.0.8', 'percona-8.0.17'];

const NODE = 'mongodb.kubedb.com/node';

const isSharded = (spec: Json) => has(spec, ['shardTopology']);
const isReplicaSet = (spec: Json) => has(spec, ['replicaSet']);
const hasOthers = (spec: Json) => has(spec, ['arbiter']) || has(spec, ['hidden']);
const shards = (spec: Json) => numberAt(spec, ['shardTopology', 'shard', 'shards'], 0);
const count = (spec: Json, part: string) => numberAt(spec, ['shardTopology', part, 'replicas'], 0);
const prefix = (spec: Json, part: string): string => spec.shardTopology?.[part]?.prefix ?? '';

function petSets(spec: Json): PetSetFacts[] {
  const hidden = numberAt(spec, ['hidden', 'replicas'], 0);
  const others = (of: PetSetFacts): PetSetFacts[] => [
    of,
    ...(has(spec, ['arbiter']) ? [{ ...of, suffix: `${of.suffix}-arbiter`, replicas: 1 }] : []),
    ...(has(spec, ['hidden']) ? [{ ...of, suffix: `${of.suffix}-hidden`, replicas: hidden }] : []),
  ];
  if (!isSharded(spec)) return isReplicaSet(spec) ? others({ suffix: '', replicas: replicasOf(spec) }) : [{ suffix: '', replicas: 1 }];
  return [
    ...Array.from({ length: shards(spec) }, (_, i) => i)
      .flatMap(i => others({ prefix: prefix(spec, 'shard'), suffix: `-shard${i}`, replicas: count(spec, 'shard') })),
    { prefix: prefix(spec, 'configServer'), suffix: '-configsvr', replicas: count(spec, 'configServer') },
    { prefix: prefix(spec, 'mongos'), suffix: '-mongos', replicas: count(spec, 'mongos') },
  ];
}

const inShards = (field: string): Part => ({
  path: [field],
  of: 'a sharded MongoDB',
  remedy: `shardTopology has its own: shardTopology.shard, .configServer and .mongos; leave ${field} out`,
});

const alone = (field: string): Part => ({ path: [field], of: 'a standalone MongoDB', remedy: `only a replica set has it: say Topology.mongoReplicaSet(…), or leave ${field} out` });

/** MongoDB, official and Percona: KubeDB's `MongoDB`. */
export const mongodb: EngineFacts = {
  key: 'mongodb',
  kind: 'MongoDB',
  plural: 'mongodbs',
  apiVersion: 'kubedb.com/v1',
  addon: 'mongodb-addon',
  tasks: {
    logical: { backup: 'logical-backup', restore: 'logical-backup-restore' },
    volumeSnapshot: { backup: 'volume-snapshot' },
    manifest: { backup: 'manifest-backup', restore: 'manifest-restore' },
  },
  jobs: { wizardUser: 999 },
  manifestOption: 'mongoDB',
  manifestRename: true,
  encryption: true,
  init: true,
  archiver: {
    kind: 'MongoDBArchiver',
    drivers: ['Restic', 'VolumeSnapshotter'],
    logPart: 'logBackup',
    encryption: true,
    replicationStrategies: [],
    repositories: { full: '-full', manifest: '-manifest' },
    refuses: spec => (isSharded(spec) || isReplicaSet(spec) ? undefined
      : 'a standalone MongoDB has no operation log: make it a replica set, Topology.mongoReplicaSet(…)'),
  },
  logicalRestore: 'whole',
  // Drivers of a replica set learn its members by their own names. Those of a sharded cluster keep to the mongos they were given.
  discoversMembers: isReplicaSet,
  client: {
    ports: () => [{ name: 'primary', port: 27017, targetPort: 'db' }],
    // A server on its own has no coordinator, so nobody labels it.
    selector: spec => ({
      ...when(isSharded(spec), { [`${NODE}.mongos`]: `${prefix(spec, 'mongos')}{database}-mongos` }),
      ...when(isReplicaSet(spec), { [ROLE]: 'primary' }),
      ...when(isReplicaSet(spec) && hasOthers(spec), { [`${NODE}.type`]: 'replica' }),
    }),
  },
  shell: {
    script: 'mongodb.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: {
      ...images('ghcr.io/appscode-images/mongo', OFFICIAL),
      ...images('docker.io/percona/percona-server-mongodb', PERCONA, v => v.replace('percona-', '')),
    },
    runAsUser: 999,
    runAsUsers: forAll(PERCONA, 1001),
    statements: 'JavaScript',
    asksFirst: 'admin',
    endsSessions: true,
    members: (database, spec) => (isSharded(spec)
      ? podsOf(`${prefix(spec, 'mongos')}${database}-mongos`, count(spec, 'mongos'))
      : plainMembers(database, spec)),
  },
  layout: {
    storage: spec => (isSharded(spec)
      ? [['shardTopology', 'shard', 'storage'], ['shardTopology', 'configServer', 'storage'], ...(has(spec, ['hidden']) ? [['hidden', 'storage']] : [])]
      : [['storage'], ...(has(spec, ['hidden']) ? [['hidden', 'storage']] : [])]),
    replicas: spec => (isSharded(spec) ? undefined : ['replicas']),
    storageType: true,
    petSets,
    limits: spec => (isSharded(spec) ? [
      { path: ['shardTopology', 'shard', 'shards'], value: shards(spec), min: 1, of: 'a sharded MongoDB' },
      ...['shard', 'configServer', 'mongos'].map(part => ({
        path: ['shardTopology', part, 'replicas'], value: count(spec, part), min: 1, of: 'a sharded MongoDB',
      })),
    ] : isReplicaSet(spec) ? [
      { path: ['replicas'], value: replicasOf(spec), min: 1, of: 'a replica set of MongoDB' },
    ] : [{
      path: ['replicas'],
      value: replicasOf(spec),
      min: 1,
      max: 1,
      of: 'a standalone MongoDB',
      remedy: 'for more members say Topology.mongoReplicaSet(…) or Topology.mongoSharded(…)',
    }]),
    forbids: spec => (isSharded(spec) ? ['replicas', 'storage', 'podTemplate', 'configSecret'].map(inShards) : isReplicaSet(spec) ? [] : ['arbiter', 'hidden'].map(alone)),
    unused: spec => (isSharded(spec) ? [{ path: ['replicaSet'], of: 'a sharded MongoDB', remedy: 'leave out replicaSet, or shardTopology' }] : []),
    requires: spec => [
      ...(isReplicaSet(spec) ? [{ path: ['replicaSet', 'name'], of: 'a replica set of MongoDB' }] : []),
      ...neededByTls(['allowSSL', 'preferSSL', 'requireSSL'].includes(spec.sslMode), `MongoDB with sslMode ${spec.sslMode}`),
      ...neededByTls(['x509', 'sendX509'].includes(spec.clusterAuthMode), 'MongoDB whose members know each other by certificates (clusterAuthMode)'),
    ],
    reserved: {
      env: ['MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD'],
      volumes: ['datadir', 'config', 'init-scripts', 'certdir', 'client-cert', 'server-cert', 'keydir', 'configdir', 'initial-script', 'workdir'],
      mounts: [
        '/data/db', '/data/configdb', '/init-scripts', '/client-cert', '/server-cert', '/keydir-readonly', '/configdb-readonly', '/docker-entrypoint-initdb.d', '/work-dir',
      ],
    },
  },
  majorOf: majorAndMinor,
  tls: {
    on: spec => has(spec, ['tls']) && spec.sslMode !== 'disabled',
    // A database without TLS has both stored, and `tls` beside them is accepted and means nothing.
    switches: spec => [
      { path: ['sslMode'], on: 'requireSSL', off: 'disabled' },
      ...((isReplicaSet(spec) || isSharded(spec)) && [undefined, 'disabled'].includes(spec.sslMode) ? [{ path: ['clusterAuthMode'], on: 'x509', off: 'keyFile' }] : []),
    ],
    certificates: spec => [
      { ...SERVER, secretless: isSharded(spec) || (isReplicaSet(spec) && has(spec, ['arbiter'])) }, CLIENT, EXPORTER,
    ].map(c => ({ ...c, more: { subject: subject(c.alias) } })),
  },
  announced: [['replicaSet', 'horizons']],
  authSecret: true,
  unproven: [
    'Only FerretDB, which answers as MongoDB does, was to be had: what the client script does to operations and sessions was read against MongoDB\'s manual '
      + '($currentOp; killOp; killAllSessions), and has met stand-ins only.',
    'Upstream documents the archiver of MongoDB with volume snapshots only; full backups with restic are in its catalog.',
    'The components of a logical backup of a sharded MongoDB are not documented.',
    'MongoDB can end operations, transactions and cursors, but not close idle connections of clients: isolation does that.',
  ],
};
