import { ARCHIVED_TASKS, images, LOG_ROTATION, majorAndMinor, MYSQL_VARIABLES, neededByTls, PLAIN_LAYOUT, plainMembers, ROLE, when } from './common';
import { EngineFacts } from './facts';
import { archiverRestore } from './in-place';
import { Limit } from './layout-facts';
import { numberAt, valueAt } from './spec';
import { byTls, CLIENT, EXPORTER, SERVER } from './tls';
import { Json } from '../values/json';

const VERSIONS: Record<string, string> = {
  ...images('ghcr.io/appscode-images/mysql', [
    '5.7.44', '8.0.35', '8.1.0', '8.2.0', '8.4.2', '8.4.3', '8.4.8', '9.0.1', '9.1.0', '9.4.0', '9.6.0', '9.7.1',
  ], v => `${v}-oracle`),
  ...images('ghcr.io/appscode-images/mysql', ['5.7.42-debian']),
  '8.0.31-innodb': 'ghcr.io/appscode-images/mysql:8.0.31-oracle',
  '8.0.36': 'ghcr.io/appscode-images/mysql:8.0.36-debian',
};

/** Versions whose `MySQLVersion.spec.router.image` is there. */
const WITH_ROUTER = /^(?!5\.|8\.0\.36$)/;

const modeOf = (spec: Json): string | undefined => spec.topology?.mode;
const isInnoDb = (spec: Json) => modeOf(spec) === 'InnoDBCluster';
/** Groups and semi-synchronous replication: a coordinator labels the pods. */
const isReplicated = (spec: Json) => ['GroupReplication', 'InnoDBCluster', 'SemiSync'].includes(modeOf(spec) ?? '');
const isMultiPrimary = (spec: Json) => (spec.topology?.group?.mode ?? spec.topology?.innoDBCluster?.mode) === 'Multi-Primary';
const replicasOf = (spec: Json) => numberAt(spec, ['replicas'], isReplicated(spec) ? 3 : 1);
const component = (spec: Json) => when(isInnoDb(spec), { 'mysql.kubedb.com/component': 'database' });

/** A database that `init.archiver` still has to restore may start with fewer members (upstream webhook). */
const isToBeRestored = (spec: Json) => spec.init?.archiver !== undefined && spec.init?.initialized !== true;

function limits(spec: Json): Limit[] {
  const path = ['replicas'];
  const value = replicasOf(spec);
  if (modeOf(spec) === 'GroupReplication' && !isToBeRestored(spec)) {
    return [{ path, value, min: 3, max: 9, of: 'a replication group of MySQL' }];
  }
  if (isReplicated(spec)) return [{ path, value, min: 1, of: 'a replicated MySQL' }, ...acknowledgements(spec, value)];
  if (spec.topology !== undefined) return [{ path, value, min: 1, of: 'a remote replica of MySQL' }];
  return [{
    path,
    value,
    min: 1,
    max: 1,
    of: 'MySQL without a topology',
    remedy: 'without a topology the servers would not replicate: choose Topology.mysqlGroupReplication(), mysqlInnoDbCluster() or mysqlSemiSync()',
  }];
}

/** A source that waits for more replicas than there are commits nothing. Restored members may come one by one. */
function acknowledgements(spec: Json, replicas: number): Limit[] {
  const path = ['topology', 'semiSync', 'sourceWaitForReplicaCount'];
  const value = valueAt(spec, path);
  if (modeOf(spec) !== 'SemiSync' || typeof value !== 'number' || isToBeRestored(spec)) return [];
  return [{ path, value, max: Math.max(1, replicas - 1), of: `${replicas} servers, of which one is the source: no commit would ever be acknowledged` }];
}

/** MySQL: KubeDB's `MySQL`. */
export const mysql: EngineFacts = {
  key: 'mysql',
  kind: 'MySQL',
  plural: 'mysqls',
  apiVersion: 'kubedb.com/v1',
  addon: 'mysql-addon',
  tasks: ARCHIVED_TASKS,
  jobs: { wizardUser: 999 },
  manifestOption: 'mySQL',
  manifestRename: true,
  encryption: true,
  init: true,
  archiver: {
    kind: 'MySQLArchiver',
    drivers: ['Restic', 'VolumeSnapshotter'],
    logPart: 'logBackup',
    young: LOG_ROTATION,
    encryption: true,
    replicationStrategies: ['none', 'sync', 'fscopy', 'clone'],
    repositories: { full: '-full', manifest: '-manifest' },
    // XtraBackup reads the files of the server as the server's own user (upstream: guides/mysql/pitr/restic/archiver.md).
    needs: driver => (driver === 'Restic' ? { fullBackup: { jobTemplate: { spec: { securityContext: { runAsUser: 999, runAsGroup: 0 } } } } } : {}),
  },
  inPlace: archiverRestore('MySQLOpsRequest', spec => (['SemiSync', 'RemoteReplica'].includes(modeOf(spec) ?? '')
    ? `KubeDB does not restore a MySQL of topology ${modeOf(spec)} in place` : undefined), []),
  logicalRestore: 'whole',
  discoversMembers: () => false,
  client: {
    ports: () => [{ name: 'primary', port: 3306, targetPort: 'db' }],
    // A server on its own has no coordinator, so nobody labels it.
    selector: spec => ({ ...component(spec), ...when(isReplicated(spec), { [ROLE]: 'primary' }) }),
  },
  readOnly: {
    when: spec => isReplicated(spec) && !isMultiPrimary(spec) && replicasOf(spec) > 1,
    ports: () => [{ name: 'standby', port: 3306, targetPort: 'db' }],
    selector: spec => ({ ...component(spec), [ROLE]: 'standby' }),
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
    members: (database, spec) => plainMembers(database, { replicas: replicasOf(spec) }),
  },
  layout: {
    ...PLAIN_LAYOUT,
    reserved: {
      env: MYSQL_VARIABLES,
      volumes: ['tmp', 'data', 'init-scripts', 'initial-script', 'tls-volume', 'exporter-tls-volume', 'custom-config', 'source-ca'],
      mounts: ['/tmp', '/var/lib/mysql', '/scripts', '/docker-entrypoint-initdb.d', '/etc/mysql/certs', '/etc/mysql/conf.d', '/etc/mysql/server/certs'],
    },
    petSets: spec => [
      { suffix: '', replicas: replicasOf(spec) },
      ...(isInnoDb(spec) ? [{ suffix: '-router', replicas: numberAt(spec, ['topology', 'innoDBCluster', 'router', 'replicas'], 1) }] : []),
    ],
    limits,
    requires: spec => [
      ...neededByTls(spec.requireSSL === true, 'MySQL with requireSSL'),
      ...(spec.topology === undefined ? [] : [{ path: ['topology', 'mode'], of: 'a topology of MySQL' }]),
      ...(modeOf(spec) === 'RemoteReplica' ? [{ path: ['topology', 'remoteReplica', 'sourceRef'], of: 'a remote replica of MySQL' }] : []),
    ],
    formats: spec => [...(isInnoDb(spec) && typeof spec.version === 'string' ? [{
      path: ['version'],
      value: spec.version,
      pattern: WITH_ROUTER,
      of: 'the version of an InnoDB cluster of MySQL',
      allowed: 'one that has an image of MySQL Router: not 8.0.36, nor 5.x',
    }] : []), ...(typeof spec.topology?.group?.name === 'string' ? [{
      path: ['topology', 'group', 'name'],
      value: spec.topology.group.name,
      pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
      of: 'the name of a replication group of MySQL',
      allowed: 'a UUID',
    }] : [])],
    // The peers of 5.x know each other by a DNS name of at most 60 characters (upstream webhook).
    podNames: (database, namespace, version) => (version?.startsWith('5.')
      ? [{ name: `${database}.${database}-pods.${namespace}.svc`, max: 60, of: 'the DNS name of a MySQL 5 server' }]
      : []),
  },
  majorOf: majorAndMinor,
  tls: byTls(SERVER, CLIENT, EXPORTER),
  ownPaths: [['topology', 'group', 'name']],
  authSecret: true,
  unproven: [
    'Whether pods of a MySQL remote replica carry a role label is not known, so its client Service selects all of them.',
  ],
};
