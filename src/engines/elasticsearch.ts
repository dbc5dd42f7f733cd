import { images, majorNumber, PLAIN_LAYOUT, plainMembers, podsOf, replicasOf, when } from './common';
import { EngineFacts } from './facts';
import { LayoutFacts, Part } from './layout-facts';
import { has, listOf, numberAt, valueAt } from './spec';
import { byEnableSsl, CLIENT, EXPORTER } from './tls';
import { CertificateFacts } from './tls-facts';
import { Json } from '../values/json';

/** Node roles of a topology and what the names of their PetSets end in (upstream: `ElasticsearchNodeRoleType`). */
const ROLES: Record<string, string> = {
  data: 'data',
  dataContent: 'data-content',
  dataHot: 'data-hot',
  dataWarm: 'data-warm',
  dataCold: 'data-cold',
  dataFrozen: 'data-frozen',
  master: 'master',
  ingest: 'ingest',
  ml: 'ml',
  transform: 'transform',
  coordinating: 'coordinating',
};

const isTopology = (spec: Json) => has(spec, ['topology']);
const rolesIn = (spec: Json) => Object.keys(ROLES).filter(role => has(spec, ['topology', role]));
const nodes = (spec: Json, role: string) => numberAt(spec, ['topology', role, 'replicas'], 1);
const petSet = (spec: Json, role: string) => ({ suffix: `-${spec.topology[role].suffix ?? ROLES[role]}`, replicas: nodes(spec, role) });

/** Builds that have a security plugin in the place of the ElasticStack's own security. */
const hasSecurityPlugin = (version: unknown) => /^(opensearch|searchguard|opendistro)-/.test(String(version));

const suffixes = (spec: Json) => (isTopology(spec) ? rolesIn(spec) : []).map(role => petSet(spec, role).suffix.slice(1));

const COORDINATING_CONTAINERS = ['topology', 'coordinating', 'podTemplate', 'spec', 'containers'];
const namesElasticsearch = (spec: Json) => listOf(valueAt(spec, COORDINATING_CONTAINERS)).some(c => c.name === 'elasticsearch');

/** Nodes without which the webhook refuses a topology: those of all data, or of content and of the newest (ElasticStack). */
function dataRoles(spec: Json): string[] {
  const version = String(spec.version ?? '');
  if (version.startsWith('searchguard-')) return ['data'];
  if (version.startsWith('opensearch-') || has(spec, ['topology', 'data'])) return [];
  return has(spec, ['topology', 'dataHot']) || has(spec, ['topology', 'dataContent']) ? ['dataHot', 'dataContent'] : ['data'];
}

const byRole = (field: string): Part => ({
  path: [field],
  of: 'a topology of Elasticsearch',
  remedy: `each node role has its own; leave ${field} out`,
});

const layout: LayoutFacts = {
  storage: spec => (isTopology(spec) ? rolesIn(spec).map(role => ['topology', role, 'storage']) : [['storage']]),
  replicas: spec => (isTopology(spec) ? undefined : ['replicas']),
  storageType: true,
  petSets: spec => (isTopology(spec) ? rolesIn(spec).map(role => petSet(spec, role)) : PLAIN_LAYOUT.petSets(spec)),
  limits: spec => (isTopology(spec)
    ? rolesIn(spec).map(role => ({ path: ['topology', role, 'replicas'], value: nodes(spec, role), min: 1, of: 'a node role of Elasticsearch' }))
    : [{ path: ['replicas'], value: replicasOf(spec), min: 1, of: 'Elasticsearch' }]),
  // Of all roles the webhook gives only coordinating nodes no container of this name, and then looks for it.
  fills: spec => (has(spec, ['topology', 'coordinating']) ? [{ path: COORDINATING_CONTAINERS, value: [{ name: 'elasticsearch' }] }] : []),
  requires: spec => (isTopology(spec) ? [
    ...['master', 'ingest', ...dataRoles(spec)].map(role => ({
      path: ['topology', role], of: 'a topology of Elasticsearch', remedy: `add ${role} nodes: Topology.elasticsearch(…)`,
    })),
    ...(has(spec, COORDINATING_CONTAINERS) && !namesElasticsearch(spec) ? [{
      path: [...COORDINATING_CONTAINERS, 'elasticsearch'], of: 'coordinating nodes of Elasticsearch', remedy: 'add a container of the name elasticsearch',
    }] : []),
  ] : []),
  forbids: spec => [
    ...(isTopology(spec) ? ['replicas', 'storage'].map(byRole) : []),
    ...(spec.disableSecurity === true && spec.enableSSL === true ? [{
      path: ['enableSSL'], of: 'an Elasticsearch without security', remedy: 'leave out disableSecurity, or enableSSL and tls',
    }] : []),
  ],
  duplicates: spec => suffixes(spec).filter((value, i, all) => all.indexOf(value) !== i).map(value => ({ path: ['topology'], value, of: 'node roles (suffix)' })),
  reserved: {
    env: ['name', 'ingest', 'master', 'data', 'ml', 'data_hot', 'data_warm', 'data_cold', 'data_frozen', 'data_content'].map(role => `node.${role}`),
    volumes: ['data', 'esconfig', 'security-config', 'secure-settings', 'custom-config', 'temp-config'],
    mounts: ['/usr/share/elasticsearch/config', '/usr/share/opensearch/config', '/elasticsearch/custom-config'],
  },
  // Of all builds the ElasticStack alone has a keystore that KubeDB fills.
  unused: spec => (hasSecurityPlugin(spec.version) ? [{
    path: ['secureConfigSecret'], of: `the version ${spec.version}: it has no keystore that KubeDB fills`, remedy: 'put the settings into configuration, or acknowledge this',
  }] : []),
};

/** Without an issuer the operator is its own. Upstream overwrites the encoding of every key, and adds the organization where an entry has no subject. */
const certificates = (spec: Json, version?: string): CertificateFacts[] => [
  ...(has(spec, ['tls', 'issuerRef']) ? [] : [{ alias: 'ca' }]),
  { alias: 'transport' },
  // The plugin needs one of its own for its administrator (upstream: `SetTLSDefaults`).
  ...(hasSecurityPlugin(version) ? [{ alias: 'admin' }] : []),
  { alias: 'http', server: true },
  ...(has(spec, ['monitor']) ? [EXPORTER] : []),
  CLIENT,
].map(c => ({ ...c, more: { privateKey: { encoding: 'PKCS8' }, subject: { organizations: ['kubedb'] } } }));

/** What Elasticsearch and OpenSearch, two engines of one kind, have in common. */
export const SEARCH: Omit<EngineFacts, 'key' | 'addon'> = {
  kind: 'Elasticsearch',
  plural: 'elasticsearches',
  apiVersion: 'kubedb.com/v1',
  tasks: {
    logical: { backup: 'logical-backup', restore: 'logical-backup-restore' },
    dashboard: { backup: 'dashboard-backup', restore: 'dashboard-restore' },
  },
  jobs: { wizardUser: 1000 },
  manifestRename: false,
  encryption: true,
  init: true,
  // By default a dump leaves out every index whose name begins with a dot: backing indices of data streams, users, dashboards.
  logicalRestore: 'partial',
  discoversMembers: () => true,
  client: {
    ports: () => [{ name: 'http', port: 9200, targetPort: 'http' }],
    selector: spec => when(isTopology(spec), { 'kubedb.com/role-ingest': 'set' }),
  },
  shell: {
    script: 'elasticsearch.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: {},
    runAsUser: 1000,
    statements: 'requests',
    databases: 'one',
    endsSessions: false,
    members: (database, spec) => (isTopology(spec)
      ? rolesIn(spec).map(role => petSet(spec, role)).flatMap(set => podsOf(`${database}${set.suffix}`, set.replicas, `${database}-pods`))
      : plainMembers(database, spec)),
  },
  layout,
  majorOf: majorNumber,
  tls: byEnableSsl(certificates),
  authSecret: true,
  unproven: [
    'By default a dump leaves out indices whose names begin with a dot (backing indices of data streams among them): give the task other `args` if they matter.',
    'The selector of KubeDB\'s own Service for a cluster of node roles (ingest nodes) was not seen.',
    'Connections that clients keep alive outlast the halt: isolation ends them.',
  ],
};

/** Elasticsearch (ElasticStack and SearchGuard builds): KubeDB's `Elasticsearch`. */
export const elasticsearch: EngineFacts = {
  ...SEARCH,
  key: 'elasticsearch',
  addon: 'elasticsearch-addon',
  unproven: [
    'Only an Elasticsearch 7.17 without its security was to be had: logging in and TLS of the client script have met stand-ins only.', ...SEARCH.unproven,
  ],
  shell: {
    ...SEARCH.shell,
    images: {
      ...images('ghcr.io/appscode-images/elastic', [
        'xpack-6.8.23', 'xpack-7.17.15', 'xpack-7.17.28', 'xpack-8.2.3', 'xpack-8.5.3', 'xpack-8.17.6', 'xpack-8.17.10', 'xpack-8.18.2',
        'xpack-8.18.8', 'xpack-8.19.9', 'xpack-9.0.2', 'xpack-9.0.8', 'xpack-9.1.4', 'xpack-9.1.9', 'xpack-9.2.3',
      ], v => v.replace('xpack-', '')),
      'searchguard-7.9.3': 'docker.io/floragunncom/sg-elasticsearch:7.9.3-oss-47.1.0',
    },
  },
};
