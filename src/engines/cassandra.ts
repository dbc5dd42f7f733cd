import { always, images, majorAndMinor, namedGroups, neededByTls, PLAIN_LAYOUT, plainMembers, podsOf, replicasOf } from './common';
import { EngineFacts } from './facts';
import { Part } from './layout-facts';
import { has, listOf } from './spec';
import { byTls, CLIENT, SERVER } from './tls';
import { Json } from '../values/json';

interface Rack {
  readonly name?: string;
  readonly replicas?: number;
}

const isRacked = (spec: Json) => has(spec, ['topology']);
const racks = (spec: Json): Rack[] => listOf(spec.topology?.rack);
const total = (spec: Json) => racks(spec).reduce((sum, rack) => sum + (rack.replicas ?? 1), 0);
const rackSets = (spec: Json) => racks(spec).map(rack => ({ suffix: `-rack-${rack.name ?? ''}`, replicas: rack.replicas ?? 1 }));
const ofRacks = (spec: Json, field: string) => racks(spec).map((_, i) => ['topology', 'rack', String(i), field]);

const RACKS = namedGroups('a rack of Cassandra', ['topology', 'rack'], 'names decide which volumes a rack finds again');

const USER = 999;
const SECURED: Json = {
  allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, runAsUser: USER, seccompProfile: { type: 'RuntimeDefault' },
};
const RESOURCES: Json = { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } };

/** A rack as the webhook leaves it once it was written twice (`Cassandra.SetDefaults`): racks are a list, which GitOps tools compare as a whole. */
function asStored(rack: Json): Json {
  const pod: Json = rack.podTemplate?.spec ?? {};
  return {
    ...rack,
    replicas: rack.replicas ?? 1,
    storageType: rack.storageType ?? 'Durable',
    podTemplate: {
      controller: {},
      metadata: {},
      ...rack.podTemplate,
      spec: {
        ...pod,
        containers: withContainer(pod.containers, 'cassandra', RESOURCES),
        initContainers: withContainer(pod.initContainers, 'cassandra-init', {}),
        securityContext: { fsGroup: USER, ...pod.securityContext },
      },
    },
  };
}

function withContainer(said: unknown, name: string, resources: Json): Json[] {
  const containers = listOf(said);
  return (containers.some(c => c.name === name) ? containers : [...containers, { name }]).map(c => (c.name !== name ? c : {
    ...c,
    resources: c.resources?.requests === undefined && c.resources?.limits === undefined ? { ...c.resources, ...resources } : c.resources,
    securityContext: { ...SECURED, ...c.securityContext },
  }));
}

const inRacks = (field: string): Part => ({
  path: [field], of: 'a Cassandra with racks', remedy: `each rack has its own; leave ${field} out`,
});

/** Apache Cassandra: KubeDB's `Cassandra`. */
export const cassandra: EngineFacts = {
  key: 'cassandra',
  kind: 'Cassandra',
  plural: 'cassandras',
  apiVersion: 'kubedb.com/v1alpha2',
  addon: 'cassandra-addon',
  tasks: {
    logical: { backup: 'logical-backup', restore: 'logical-backup-restore' },
  },
  jobs: { wizardUser: 999 },
  manifestRename: false,
  encryption: false,
  init: true,
  logicalRestore: 'whole',
  discoversMembers: () => true,
  client: {
    ports: () => [{ name: 'cql', port: 9042, targetPort: 'cql' }],
    selector: always({}),
  },
  shell: {
    script: 'cassandra.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: images('ghcr.io/appscode-images/cassandra-management', ['4.1.8', '4.1.11', '5.0.3', '5.0.7']),
    runAsUser: USER,
    statements: 'CQL',
    asksFirst: '',
    endsSessions: false,
    members: (database, spec) => (isRacked(spec)
      ? rackSets(spec).flatMap(set => podsOf(`${database}${set.suffix}`, set.replicas))
      : plainMembers(database, spec)),
  },
  layout: {
    reserved: { volumes: ['data'], mounts: ['/var/lib/cassandra'] },
    storage: spec => (isRacked(spec) ? ofRacks(spec, 'storage') : [['storage']]),
    storageTypes: spec => (isRacked(spec) ? ofRacks(spec, 'storageType') : [['storageType']]),
    replicas: spec => (isRacked(spec) ? undefined : ['replicas']),
    storageType: true,
    // What is no list of objects is refused where values are looked at, and must be seen there.
    lists: spec => (racks(spec).length === 0 || racks(spec).length !== spec.topology.rack.length ? spec
      : { ...spec, topology: { ...spec.topology, rack: spec.topology.rack.map(asStored) } }),
    petSets: spec => (isRacked(spec) ? rackSets(spec) : PLAIN_LAYOUT.petSets(spec)),
    limits: spec => (isRacked(spec) ? [{
      path: ['topology', 'rack'], value: total(spec), min: 2, of: 'the racks of Cassandra together', remedy: 'give some rack another member',
    }] : [{
      path: ['replicas'],
      value: replicasOf(spec),
      min: 1,
      max: 1,
      of: 'a Cassandra without racks',
      remedy: 'for more members say Topology.cassandraRacks(…)',
    }]),
    forbids: spec => (isRacked(spec) ? ['podTemplate', 'replicas', 'storageType', 'storage'].map(inRacks) : []),
    ...RACKS,
    requires: spec => [...RACKS.requires(spec), ...neededByTls(spec.enableSSL === true, 'Cassandra with enableSSL', ['tls', 'issuerRef', 'name'])],
  },
  majorOf: majorAndMinor,
  tls: byTls(SERVER, CLIENT),
  authSecret: true,
  unproven: [
    'Cassandra has no statement that ends a client\'s connection: connections that stand when traffic is halted go on until isolation ends them.',
    'Whether Medusa restores into a Cassandra with other racks than the backed up one is not documented.',
  ],
};
