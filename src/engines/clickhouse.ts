import { always, images, majorAndMinor, PLAIN_LAYOUT, plainMembers, podsOf, replicasOf } from './common';
import { EngineFacts, PortFacts } from './facts';
import { Part } from './layout-facts';
import { has, numberAt } from './spec';
import { byTls, CLIENT, SERVER } from './tls';
import { Json } from '../values/json';

const TOPOLOGY = 'clusterTopology';
const CLUSTER = [TOPOLOGY, 'cluster'];
const KEEPER = [TOPOLOGY, 'clickHouseKeeper'];

const isCluster = (spec: Json) => has(spec, [TOPOLOGY]);
const ownKeeper = (spec: Json) => has(spec, KEEPER) && spec.clusterTopology.clickHouseKeeper.externallyManaged !== true;
const shards = (spec: Json) => numberAt(spec, [...CLUSTER, 'shards'], 1);
const perShard = (spec: Json) => numberAt(spec, [...CLUSTER, 'replicas'], 1);
const clusterName = (spec: Json): string => spec.clusterTopology?.cluster?.name ?? 'cluster';
const shardSets = (spec: Json) => Array.from({ length: shards(spec) }, (_, i) => ({
  suffix: `-${clusterName(spec)}-shard-${i}`, replicas: perShard(spec),
}));

const ports = (spec: Json): PortFacts[] => (has(spec, ['tls'])
  ? [{ name: 'tcp-tls', port: 9440, targetPort: 9440 }, { name: 'https', port: 8443, targetPort: 8443 }]
  : [{ name: 'tcp', port: 9000, targetPort: 9000 }, { name: 'http', port: 8123, targetPort: 8123 }]);

const inCluster = (field: string): Part => ({
  path: [field],
  of: 'a ClickHouse cluster',
  remedy: `clusterTopology.cluster has its own; leave ${field} out`,
});

function requires(spec: Json): Part[] {
  if (!isCluster(spec)) return [];
  const keeper = spec.clusterTopology.clickHouseKeeper;
  if (keeper?.externallyManaged === true) {
    return [[...KEEPER, 'node', 'host'], [...KEEPER, 'node', 'port']].map(path => ({ path, of: 'a keeper that is managed elsewhere' }));
  }
  return [
    { path: CLUSTER, of: 'a ClickHouse cluster' },
    { path: [...KEEPER, 'spec'], of: 'a ClickHouse cluster', remedy: 'clusters need a keeper: Topology.clickhouseCluster({ keeperReplicas })' },
  ];
}

/** ClickHouse: KubeDB's `ClickHouse`. */
export const clickhouse: EngineFacts = {
  key: 'clickhouse',
  kind: 'ClickHouse',
  plural: 'clickhouses',
  apiVersion: 'kubedb.com/v1alpha2',
  addon: 'clickhouse-addon',
  tasks: {
    logical: { backup: 'logical-backup', restore: 'logical-backup-restore' },
    manifest: { backup: 'manifest-backup', restore: 'manifest-restore' },
  },
  jobs: { wizardUser: 101 },
  manifestOption: 'clickhouse',
  manifestRename: false,
  // Backups are native ones of the server, without restic: no encryptionSecret in Repository or RestoreSession (upstream's newest guide to logical backups).
  encryption: false,
  init: true,
  archiver: {
    kind: 'ClickHouseArchiver',
    drivers: ['ClickHouseBackup'],
    logPart: 'incrementalBackup',
    // Data and manifest share one Repository, and init.archiver has no manifestRepository (upstream's guide to recovery, since autumn 2026).
    encryption: false,
    replicationStrategies: [],
    repositories: { full: '-full' },
  },
  logicalRestore: 'whole',
  discoversMembers: () => false,
  client: {
    ports,
    // Keepers carry the same three labels and another component.
    selector: always({ 'app.kubernetes.io/component': 'database' }),
  },
  databaseName: 'default',
  shell: {
    script: 'clickhouse.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: images('docker.io/clickhouse/clickhouse-server', ['24.4.1', '25.7.1', '25.12.3', '26.2.6']),
    runAsUser: 101,
    statements: 'SQL',
    endsSessions: true,
    members: (database, spec) => (isCluster(spec)
      ? shardSets(spec).flatMap(set => podsOf(`${database}${set.suffix}`, set.replicas, `${database}-pods`))
      : plainMembers(database, spec)),
  },
  layout: {
    reserved: { volumes: ['data'], mounts: ['/var/lib/clickhouse'] },
    storage: spec => (isCluster(spec)
      ? [[...CLUSTER, 'storage'], ...(ownKeeper(spec) ? [[...KEEPER, 'spec', 'storage']] : [])]
      : [['storage']]),
    storageTypes: spec => (isCluster(spec)
      ? [[...CLUSTER, 'storageType'], ...(ownKeeper(spec) ? [[...KEEPER, 'spec', 'storageType']] : [])]
      : [['storageType']]),
    replicas: spec => (isCluster(spec) ? undefined : ['replicas']),
    storageType: true,
    petSets: spec => (isCluster(spec)
      ? [...shardSets(spec), ...(ownKeeper(spec) ? [{ suffix: '-keeper', replicas: numberAt(spec, [...KEEPER, 'spec', 'replicas'], 1) }] : [])]
      : PLAIN_LAYOUT.petSets(spec)),
    limits: spec => (isCluster(spec) ? [
      { path: [...CLUSTER, 'shards'], value: shards(spec), min: 1, of: 'a ClickHouse cluster' },
      { path: [...CLUSTER, 'replicas'], value: perShard(spec), min: 1, of: 'a ClickHouse cluster' },
    ] : [{
      path: ['replicas'],
      value: replicasOf(spec),
      min: 1,
      max: 1,
      of: 'a standalone ClickHouse',
      remedy: 'for more members say Topology.clickhouseCluster(…)',
    }]),
    forbids: spec => [
      ...(isCluster(spec) ? ['podTemplate', 'replicas', 'storageType', 'storage'].map(inCluster) : []),
      ...(spec.disableSecurity === true ? [{
        path: ['authSecret'], of: 'ClickHouse without security', remedy: 'leave out authSecret or disableSecurity',
      }] : []),
      ...(spec.clusterTopology?.clickHouseKeeper?.externallyManaged === true
        ? [{ path: [...KEEPER, 'spec'], of: 'a keeper that is managed elsewhere' }]
        : has(spec, KEEPER) ? [{ path: [...KEEPER, 'node'], of: 'a keeper of its own', remedy: 'say externallyManaged: true, or leave node out' }] : []),
    ],
    requires,
  },
  majorOf: majorAndMinor,
  tls: byTls(SERVER, CLIENT),
  coordinators: spec => (has(spec, KEEPER) && !ownKeeper(spec) ? [[...KEEPER, 'node']] : []),
  authSecret: true,
  unproven: [
    'Only ClickHouse as a library (chdb) was to be had: logging in, TLS and the end of queries that run were read against ClickHouse\'s manual '
      + '(KILL Statements; Configuring SSL user certificate for authentication; certificate verify failed error), and have met stand-ins only.',
    'Recovery of ClickHouse to a point in time is documented upstream since autumn 2026 only; it was not seen with a running database.',
    'ClickHouse can end queries, but not close idle connections of clients: isolation does that.',
  ],
};
