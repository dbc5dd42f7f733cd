import { images, majorNumber, neededByTls, podsOf, ROLE } from './common';
import { EngineFacts } from './facts';
import { Part } from './layout-facts';
import { PlaceFacts } from './place-facts';
import { has, numberAt } from './spec';
import { byEnableSsl, CLIENT, SERVER } from './tls';
import { Json } from '../values/json';

/** Nodes of a topology; the first four are mandatory (upstream webhook). */
const REQUIRED = ['coordinators', 'brokers', 'middleManagers', 'historicals'];
const NODES = [...REQUIRED, 'overlords', 'routers'];
/** Nodes with volumes. */
const STORING = ['historicals', 'middleManagers'];

const nodesIn = (spec: Json) => NODES.filter(node => has(spec, ['topology', node]));
const count = (spec: Json, node: string) => numberAt(spec, ['topology', node, 'replicas'], 1);
const suffix = (node: string) => `-${node.toLowerCase()}`;
/** Routers are optional; brokers answer queries too. */
const front = (spec: Json) => (has(spec, ['topology', 'routers']) ? 'routers' : 'brokers');

const PORTS: Record<string, { plain: number; tls: number }> = {
  routers: { plain: 8888, tls: 9088 },
  brokers: { plain: 8082, tls: 8282 },
};

function requires(spec: Json): Part[] {
  const factory = 'Engine.druid({ deepStorage, metadataStorage, zookeeper })';
  return [
    { path: ['deepStorage', 'type'], of: 'Druid', remedy: factory },
    { path: ['metadataStorage', 'name'], of: 'Druid', remedy: factory },
    { path: ['metadataStorage', 'namespace'], of: 'Druid', remedy: 'say the namespace of the database that holds the metadata' },
    { path: ['zookeeperRef', 'name'], of: 'Druid', remedy: factory },
    { path: ['zookeeperRef', 'namespace'], of: 'Druid', remedy: 'say the namespace of the ZooKeeper' },
    ...neededByTls(spec.enableSSL === true, 'Druid with enableSSL', ['tls', 'issuerRef', 'name']),
    ...REQUIRED.map(node => ({ path: ['topology', node], of: 'Druid', remedy: 'Topology.druid(…)' })),
    ...STORING.filter(node => has(spec, ['topology', node]) && spec.topology[node].storageType !== 'Ephemeral')
      .map(node => ({ path: ['topology', node, 'storage'], of: `durable ${node} of Druid` })),
  ];
}

/** Segments, rules and users are rows of the metadata store; nodes find each other below one path of ZooKeeper, where that is said. */
function places({ metadataStorage: store, zookeeperRef: zookeeper }: Json): PlaceFacts[] {
  return [
    ...(store?.name ? [{
      what: 'a metadata store' as const, path: 'metadataStorage', value: `${store.namespace ?? ''}/${store.name} ${store.linkedDB || 'druid'}`,
    }] : []),
    ...(zookeeper?.name && zookeeper.pathsBase ? [{
      what: 'a place in ZooKeeper' as const, path: 'zookeeperRef', value: `${zookeeper.namespace ?? ''}/${zookeeper.name} ${zookeeper.pathsBase}`,
    }] : []),
  ];
}

/** Apache Druid: KubeDB's `Druid`. What is backed up is its metadata store; segments stay in deep storage. */
export const druid: EngineFacts = {
  key: 'druid',
  kind: 'Druid',
  plural: 'druids',
  apiVersion: 'kubedb.com/v1alpha2',
  addon: 'druid-addon',
  tasks: {
    logical: { backup: 'mysql-metadata-storage-backup', restore: 'mysql-metadata-storage-restore' },
    manifest: { backup: 'manifest-backup', restore: 'manifest-restore' },
  },
  jobs: { wizardUser: 1000 },
  tasksOf: spec => (spec.metadataStorage?.type === 'PostgreSQL' ? {
    logical: { backup: 'postgres-metadata-storage-backup', restore: 'postgres-metadata-storage-restore' },
    manifest: { backup: 'manifest-backup', restore: 'manifest-restore' },
  } : undefined),
  manifestOption: 'druid',
  // Its metadata store is restored as it was: data would be written over that of the original.
  manifestRename: false,
  encryption: true,
  init: true,
  logicalRestore: 'partial',
  discoversMembers: () => false,
  client: {
    ports: spec => {
      const node = front(spec);
      return spec.enableSSL === true
        ? [{ name: 'https', port: PORTS[node].tls, targetPort: PORTS[node].tls }]
        : [{ name: 'http', port: PORTS[node].plain, targetPort: PORTS[node].plain }];
    },
    selector: spec => ({ [ROLE]: front(spec) }),
  },
  shell: {
    script: 'druid.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: images('ghcr.io/appscode-images/druid', ['28.0.1', '30.0.1', '31.0.0', '35.0.1', '36.0.0']),
    runAsUser: 1000,
    statements: 'SQL',
    databases: 'one',
    endsSessions: false,
    members: (database, spec) => podsOf(`${database}${suffix(front(spec))}`, count(spec, front(spec)), `${database}-pods`),
  },
  layout: {
    reserved: {
      volumes: ['operator-config-volume', 'main-config-volume', 'custom-config'],
      mounts: ['/opt/druid/extensions/mysql-metadata-storage', '/tmp/config/operator-config', '/opt/druid/conf', '/tmp/config/custom-config'],
    },
    storage: spec => STORING.filter(node => has(spec, ['topology', node])).map(node => ['topology', node, 'storage']),
    storageTypes: spec => STORING.filter(node => has(spec, ['topology', node])).map(node => ['topology', node, 'storageType']),
    replicas: () => undefined,
    storageType: false,
    petSets: spec => nodesIn(spec).map(node => ({ suffix: suffix(node), replicas: count(spec, node) })),
    limits: spec => nodesIn(spec).map(node => ({ path: ['topology', node, 'replicas'], value: count(spec, node), min: 1, of: 'Druid' })),
    requires,
    forbids: spec => STORING.filter(node => spec.topology?.[node]?.storageType === 'Ephemeral')
      .map(node => ({ path: ['topology', node, 'storage'], of: `ephemeral ${node} of Druid`, remedy: 'leave out storage, or make it Durable' })),
  },
  majorOf: majorNumber,
  tls: byEnableSsl(() => [SERVER, CLIENT]),
  places,
  coordinators: () => [['zookeeperRef']],
  authSecret: true,
  unproven: [
    'Only a broker of Druid 33 without tables and without its security was to be had: logging in and TLS of the client script have met stand-ins only.',
    'A backup of Druid holds its metadata store only: segments stay in deep storage, and a restored Druid reads them from there.',
    'Connections that clients keep alive outlast the halt: isolation ends them.',
    'KubeDB\'s webhook does not keep a Druid with deletionPolicy DoNotTerminate from being deleted.',
  ],
};
