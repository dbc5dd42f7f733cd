import { ARCHIVED_TASKS, images, LOG_ROTATION, majorAndMinor, MYSQL_VARIABLES, neededByTls, PLAIN_LAYOUT, plainMembers, replicasOf, ROLE, when } from './common';
import { EngineFacts } from './facts';
import { archiverRestore } from './in-place';
import { has, listOf, numberAt, textsOf } from './spec';
import { byTls, CLIENT, EXPORTER, SERVER } from './tls';
import { Json } from '../values/json';

const REPOSITORY = 'ghcr.io/appscode-images/mariadb';

const VERSIONS: Record<string, string> = {
  ...images(REPOSITORY, ['10.4.32', '10.5.23', '10.6.16'], v => `${v}-focal`),
  ...images(REPOSITORY, ['10.10.7', '10.11.6', '10.11.16', '11.0.4', '11.1.3', '11.2.2', '11.3.2'], v => `${v}-jammy`),
  ...images(REPOSITORY, ['11.4.3', '11.4.10', '11.5.2', '11.6.2', '11.8.5', '12.1.2', '12.3.2'], v => `${v}-noble`),
};

const isCluster = (spec: Json) => replicasOf(spec) > 1;
const isReplication = (spec: Json) => spec.topology?.mode === 'MariaDBReplication';
const isToBeRestored = (spec: Json) => spec.init?.archiver !== undefined && spec.init?.initialized !== true;

/** The container of the database has this argument in upstream's guides (guides/mariadb/pitr). */
function hasLogArgument(spec: Json): boolean {
  return listOf(spec.podTemplate?.spec?.containers).some(c => [...textsOf(c.args), ...textsOf(c.command)].some(arg => /^--log[-_]bin(=|$)/.test(arg)));
}

/** MariaDB: KubeDB's `MariaDB`. */
export const mariadb: EngineFacts = {
  key: 'mariadb',
  kind: 'MariaDB',
  plural: 'mariadbs',
  apiVersion: 'kubedb.com/v1',
  addon: 'mariadb-addon',
  tasks: ARCHIVED_TASKS,
  jobs: { wizardUser: 999 },
  manifestOption: 'mariaDB',
  manifestRename: true,
  encryption: true,
  init: true,
  archiver: {
    kind: 'MariaDBArchiver',
    drivers: ['Restic', 'VolumeSnapshotter'],
    logPart: 'logBackup',
    young: LOG_ROTATION,
    encryption: true,
    replicationStrategies: ['sync', 'fscopy', 'clone', 'none'],
    repositories: { full: '-full', manifest: '-manifest' },
    // Other kinds are attached by the operator (upstream: `pkg/webhooks/kubedb/v1/mariadb.go`).
    attachedByWebhook: true,
    // A configuration file may say it too, and is not seen here.
    advice: spec => (hasLogArgument(spec) || has(spec, ['configuration']) || has(spec, ['configSecret']) ? undefined : {
      message: 'MariaDB writes a binary log only when it is told to, and without one no moment between full backups can be restored',
      remedy: 'give the container the argument: podTemplate: { spec: { containers: [{ name: \'mariadb\', args: [\'--log-bin\'] }] } }',
    }),
  },
  inPlace: archiverRestore('MariaDBOpsRequest', () => undefined, [
    'Which topologies of MariaDB can be restored in place upstream does not say.',
  ]),
  logicalRestore: 'whole',
  discoversMembers: () => false,
  client: {
    ports: () => [{ name: 'primary', port: 3306, targetPort: 'db' }],
    // All members of a Galera cluster take writes. A server on its own has no coordinator, so nobody labels it.
    selector: spec => when(isCluster(spec), { [ROLE]: isReplication(spec) ? 'Master' : 'Primary' }),
  },
  readOnly: {
    when: spec => isCluster(spec) && isReplication(spec),
    ports: () => [{ name: 'standby', port: 3306, targetPort: 'db' }],
    selector: () => ({ [ROLE]: 'Slave' }),
  },
  shell: {
    script: 'mysql.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: VERSIONS,
    runAsUser: 999,
    statements: 'SQL',
    asksFirst: '',
    endsSessions: true,
    members: plainMembers,
  },
  layout: {
    ...PLAIN_LAYOUT,
    reserved: {
      env: MYSQL_VARIABLES,
      volumes: [
        'data', 'custom-config', 'init-scripts', 'run-script', 'initial-script', 'tls-server-config', 'tls-client-config', 'tls-metrics-exporter-config',
        'metrics-exporter-config',
      ],
      mounts: ['/var/lib/mysql', '/etc/mysql/conf.d', '/scripts', '/run-script', '/docker-entrypoint-initdb.d'],
    },
    storage: spec => [['storage'], ...(has(spec, ['topology', 'maxscale']) ? [['topology', 'maxscale', 'storage']] : [])],
    storageTypes: spec => [['storageType'], ...(has(spec, ['topology', 'maxscale']) ? [['topology', 'maxscale', 'storageType']] : [])],
    petSets: spec => [
      { suffix: '', replicas: replicasOf(spec) },
      ...(has(spec, ['topology', 'maxscale']) ? [{ suffix: '-mx', replicas: numberAt(spec, ['topology', 'maxscale', 'replicas'], 1) }] : []),
    ],
    limits: spec => [{
      path: ['replicas'],
      value: replicasOf(spec),
      min: has(spec, ['topology']) && !isToBeRestored(spec) ? 3 : 1,
      of: has(spec, ['topology']) ? 'a cluster of MariaDB' : 'MariaDB',
    }, ...(isReplication(spec) ? [{
      path: ['topology', 'maxscale', 'replicas'],
      value: numberAt(spec, ['topology', 'maxscale', 'replicas'], 1),
      min: 1,
      of: 'replication of MariaDB',
      remedy: 'KubeDB runs it behind MaxScale only',
    }] : [])],
    // The webhook reads the number of MaxScale servers without asking whether there are any.
    fills: spec => (isReplication(spec) ? [{ path: ['topology', 'maxscale'], value: { replicas: 1 } }] : []),
    requires: spec => [
      ...neededByTls(spec.requireSSL === true, 'MariaDB with requireSSL'),
      ...(has(spec, ['topology']) ? [{ path: ['topology', 'mode'], of: 'a topology of MariaDB' }] : []),
    ],
    // The webhook makes Galera of several members without a word (upstream: `pkg/webhooks/kubedb/v1/mariadb.go`).
    impliedTopology: spec => (isCluster(spec) && !has(spec, ['topology']) ? {
      path: ['topology'],
      value: { mode: 'GaleraCluster' },
      of: 'a Galera cluster',
      remedy: 'say which it is to be: Topology.mariadbGalera() or Topology.mariadbReplication()',
    } : undefined),
  },
  majorOf: majorAndMinor,
  tls: byTls(SERVER, CLIENT, EXPORTER),
  authSecret: true,
  unproven: [
    'Upstream documents the archiver of MariaDB with volume snapshots only; full backups with restic are in its catalog.',
    'The role labels of MariaDB (Primary in a Galera cluster, Master and Slave in replication) are those of the documentation; the selectors of KubeDB\'s own Services were not seen.',
  ],
};
