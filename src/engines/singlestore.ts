import { images, majorAndMinor, PLAIN_LAYOUT, plainMembers, podsOf, readAgainst, replicasOf, ROLE, when } from './common';
import { EngineFacts } from './facts';
import { has, numberAt } from './spec';
import { byTls, CLIENT, SERVER } from './tls';
import { Json } from '../values/json';

const TAGS: Record<string, string> = {
  '8.1.32': 'alma-8.1.32-e3d3cde6da',
  '8.5.7': 'alma-8.5.7-bf633c1a54',
  '8.5.30': 'alma-8.5.30-4f46ab16a5',
  '8.7.10': 'alma-8.7.10-95e2357384',
  '8.7.21': 'alma-8.7.21-f0b8de04d5',
  '8.9.3': 'alma-8.9.3-bfa36a984a',
};

const isCluster = (spec: Json) => has(spec, ['topology']);
const aggregators = (spec: Json) => numberAt(spec, ['topology', 'aggregator', 'replicas'], 3);
const leaves = (spec: Json) => numberAt(spec, ['topology', 'leaf', 'replicas'], 2);
const suffix = (spec: Json, node: string) => `${spec.topology?.[node]?.suffix ? `-${spec.topology[node].suffix}` : ''}-${node}`;

/** SingleStore: KubeDB's `Singlestore`. */
export const singlestore: EngineFacts = {
  key: 'singlestore',
  kind: 'Singlestore',
  plural: 'singlestores',
  apiVersion: 'kubedb.com/v1alpha2',
  addon: 'singlestore-addon',
  tasks: {
    logical: { backup: 'logical-backup', restore: 'logical-backup-restore' },
    manifest: { backup: 'manifest-backup', restore: 'manifest-restore' },
  },
  jobs: { wizardUser: 999 },
  manifestOption: 'singlestore',
  manifestRename: true,
  encryption: true,
  init: true,
  logicalRestore: 'whole',
  discoversMembers: () => false,
  client: {
    ports: () => [{ name: 'primary', port: 3306, targetPort: 'db' }],
    // The master aggregator takes every statement; child aggregators refuse to define tables.
    selector: spec => when(isCluster(spec), { [ROLE]: 'Master' }),
  },
  readOnly: {
    when: spec => isCluster(spec) && aggregators(spec) > 1,
    ports: () => [{ name: 'aggregator', port: 3306, targetPort: 'db' }],
    selector: () => ({ [ROLE]: 'Aggregator' }),
  },
  shell: {
    script: 'mysql.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: images('ghcr.io/appscode-images/singlestore-node', Object.keys(TAGS), v => TAGS[v]),
    runAsUser: 999,
    statements: 'SQL',
    asksFirst: '',
    endsSessions: true,
    members: (database, spec) => (isCluster(spec)
      ? podsOf(`${database}${suffix(spec, 'aggregator')}`, aggregators(spec), `${database}-pods`)
      : plainMembers(database, spec)),
  },
  layout: {
    reserved: {
      volumes: ['initial-script', 'custom-config', 'init-scripts', 'data', 'tls-volume'],
      mounts: ['/var/lib/memsql', '/scripts', '/etc/memsql/conf.d', '/docker-entrypoint-initdb.d', '/etc/memsql/certs'],
    },
    storage: spec => (isCluster(spec)
      ? ['leaf', 'aggregator'].filter(node => has(spec, ['topology', node])).map(node => ['topology', node, 'storage'])
      : [['storage']]),
    // The schema has no spec.replicas.
    replicas: () => undefined,
    storageType: true,
    petSets: spec => (isCluster(spec)
      ? [{ suffix: suffix(spec, 'aggregator'), replicas: aggregators(spec) }, { suffix: suffix(spec, 'leaf'), replicas: leaves(spec) }]
      : PLAIN_LAYOUT.petSets(spec)),
    limits: spec => (isCluster(spec) ? [
      { path: ['topology', 'aggregator', 'replicas'], value: aggregators(spec), min: 1, of: 'a SingleStore cluster' },
      { path: ['topology', 'leaf', 'replicas'], value: leaves(spec), min: 1, of: 'a SingleStore cluster' },
    ] : [{
      path: ['replicas'], value: replicasOf(spec), max: 1, of: 'a standalone SingleStore', remedy: 'say Topology.singlestore({ aggregators, leaves })',
    }]),
    requires: spec => [
      { path: ['licenseSecret', 'name'], of: 'SingleStore', remedy: 'name the Secret with the licence: Engine.singlestore({ license })' },
      // With one of the two missing the webhook breaks off.
      ...(isCluster(spec) ? ['aggregator', 'leaf'].map(node => ({ path: ['topology', node], of: 'a SingleStore cluster' })) : []),
    ],
  },
  majorOf: majorAndMinor,
  tls: byTls(SERVER, CLIENT),
  authSecret: true,
  unproven: [
    readAgainst('SingleStore\'s manual (KILL CONNECTION and KILL QUERY; SHOW PROCESSLIST), and proven on MySQL and MariaDB'),
    'The role labels of SingleStore (Master, Aggregator, Leaf) are constants in upstream\'s code; the selectors of KubeDB\'s own Services were not seen.',
  ],
};
