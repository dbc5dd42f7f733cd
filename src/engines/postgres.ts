import { isDeepStrictEqual } from 'util';
import { always, ARCHIVED_TASKS, namedGroups, neededByTls, PLAIN_LAYOUT, plainMembers, replicasOf, ROLE } from './common';
import { EngineFacts, Misfit } from './facts';
import { Format, Limit } from './layout-facts';
import { has, listOf } from './spec';
import { byTls, CLIENT, EXPORTER, SERVER } from './tls';
import { POSTGRES_IMAGES, POSTGRES_USERS } from './versions/postgres';
import { Json } from '../values/json';

interface ReadReplica {
  readonly name?: string;
  readonly replicas?: number;
}

const readReplicas = (spec: Json): ReadReplica[] => listOf(spec.readReplicas);
const readReplicaCount = (spec: Json) => readReplicas(spec).reduce((sum, group) => sum + (group.replicas ?? 1), 0);
const GROUPS = namedGroups('a group of read replicas', ['readReplicas']);
const hotStandbys = (spec: Json) => (spec.standbyMode === 'Warm' ? 0 : replicasOf(spec) - 1);

/** The major release: `17` of `17.5`, `16` of `timescaledb-2.14.2-pg16`. */
function majorOf(version: string): string {
  return /pg(\d+)$/.exec(version)?.[1] ?? /^\d+/.exec(version)?.[0] ?? version;
}

/** Encrypted data (tde) is for builds of Percona, and its logs for the provider of the same keys (upstream: `spec.tde`, guide to TDE in a branch of the documentation). */
function misfit(source: Json, target: Json, byLogs: boolean): Misfit | undefined {
  if (!has(source, ['tde'])) return undefined;
  if (!/-percona$/.test(String(target.version))) {
    return { message: 'the data is encrypted (tde), and only builds of Percona read it', value: target.version, remedy: 'restore it with a version that ends in -percona' };
  }
  return !byLogs || isDeepStrictEqual(source.tde, target.tde) ? undefined : {
    message: 'the logs are encrypted (tde), and can be replayed only with the keys of the same provider', value: target.tde, remedy: 'leave tde as the source has it',
  };
}

/** A member that has heard nothing for longer than between two heartbeats asks for an election, and no earlier. */
function ticks({ leaderElection }: Json): Limit[] {
  const { electionTick, heartbeatTick } = leaderElection ?? {};
  if (!Number.isInteger(electionTick) || !Number.isInteger(heartbeatTick)) return [];
  return [
    { path: ['leaderElection', 'heartbeatTick'], value: heartbeatTick, min: 1, of: 'the elections of PostgreSQL' },
    { path: ['leaderElection', 'electionTick'], value: electionTick, min: heartbeatTick + 1, of: `elections with a heartbeat every ${heartbeatTick} ticks` },
  ];
}

/** Nobody waits for more standbys than there are. */
function synchronous(spec: Json): Limit[] {
  const waited: unknown = spec.synchronousReplicationConfig?.numSyncReplicas;
  if (typeof waited !== 'number' || replicasOf(spec) < 2) return [];
  return [{
    path: ['synchronousReplicationConfig', 'numSyncReplicas'], value: waited, min: 1, max: replicasOf(spec) - 1, of: `PostgreSQL with ${replicasOf(spec) - 1} standbys`,
  }];
}

function readers(spec: Json): Limit[] {
  return readReplicas(spec).map(({ replicas = 1 }, i) => (
    { path: ['readReplicas', String(i), 'replicas'], value: replicas, min: 1, of: 'a group of read replicas', remedy: 'leave the whole group out' }
  ));
}

/** Logs were kept by segments up to PostgreSQL 12, and are kept otherwise since. */
function walPolicy({ version, replication }: Json): Format[] {
  const value: unknown = replication?.walLimitPolicy;
  if (typeof value !== 'string' || typeof version !== 'string') return [];
  const isOld = Number(majorOf(version)) < 13;
  return [{
    path: ['replication', 'walLimitPolicy'],
    value,
    pattern: isOld ? /^WALKeepSegment$/ : /^(?!WALKeepSegment$)/,
    of: `the policy for logs of PostgreSQL ${majorOf(version)}`,
    allowed: isOld ? 'WALKeepSegment' : 'WALKeepSize, ReplicationSlot',
  }];
}

/** PostgreSQL: KubeDB's `Postgres`. */
export const postgres: EngineFacts = {
  key: 'postgres',
  kind: 'Postgres',
  plural: 'postgreses',
  apiVersion: 'kubedb.com/v1',
  addon: 'postgres-addon',
  tasks: ARCHIVED_TASKS,
  jobs: { wizardUser: 70 },
  manifestOption: 'postgres',
  manifestRename: true,
  encryption: true,
  init: true,
  archiver: {
    kind: 'PostgresArchiver',
    drivers: ['Restic', 'VolumeSnapshotter'],
    logPart: 'logBackup',
    encryption: true,
    replicationStrategies: ['sync', 'fscopy', 'clone', 'none'],
    repositories: { full: '-full', manifest: '-manifest' },
  },
  logicalRestore: 'whole',
  unfit: misfit,
  // The catalog's backupCmd is pg_dumpall.
  dumpHasAccounts: true,
  discoversMembers: () => false,
  client: {
    ports: () => [{ name: 'primary', port: 5432, targetPort: 'db' }],
    selector: always({ [ROLE]: 'primary' }),
  },
  readOnly: {
    when: spec => readReplicaCount(spec) > 0 || hotStandbys(spec) > 0,
    ports: () => [{ name: 'standby', port: 5432, targetPort: 'db' }],
    // Read replicas are there to be read from; they cannot be selected together with standbys.
    selector: spec => ({ [ROLE]: readReplicaCount(spec) > 0 ? 'read-replica' : 'standby' }),
  },
  databaseName: 'postgres',
  shell: {
    script: 'postgres.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: POSTGRES_IMAGES,
    runAsUser: 999,
    runAsUsers: POSTGRES_USERS,
    statements: 'SQL',
    endsSessions: true,
    members: plainMembers,
  },
  layout: {
    ...PLAIN_LAYOUT,
    storage: spec => [['storage'], ...readReplicas(spec).map((_, i) => ['readReplicas', String(i), 'storage'])],
    petSets: spec => [
      { suffix: '', replicas: replicasOf(spec) },
      ...readReplicas(spec).map(group => ({ suffix: `-rr-${group.name ?? ''}`, replicas: group.replicas ?? 1 })),
    ],
    limits: spec => [spec.streamingMode === 'Synchronous'
      ? { path: ['replicas'], value: replicasOf(spec), min: 2, of: 'synchronous replication of PostgreSQL' }
      : { path: ['replicas'], value: replicasOf(spec), min: 1, of: 'PostgreSQL' }, ...ticks(spec), ...synchronous(spec), ...readers(spec)],
    ...GROUPS,
    requires: spec => [
      ...GROUPS.requires(spec),
      ...neededByTls(['allow', 'prefer', 'require', 'verify-ca', 'verify-full'].includes(spec.sslMode), `PostgreSQL with sslMode ${spec.sslMode}`),
      ...neededByTls(spec.clientAuthMode === 'cert', 'PostgreSQL that knows clients by their certificates (clientAuthMode)'),
    ],
    reserved: {
      env: ['POSTGRES_PASSWORD', 'POSTGRES_USER'],
      volumes: ['initial-script', 'shared-memory', 'data', 'custom-config', 'run-scripts', 'role-scripts', 'scripts', 'certs'],
      mounts: ['/var/initdb', '/dev/shm', '/var/pv', '/etc/config', '/run_scripts', '/role_scripts', '/scripts', '/tls/certs'],
    },
    formats: spec => [...GROUPS.formats(spec), ...walPolicy(spec), ...(has(spec, ['tde']) && typeof spec.version === 'string' ? [{
      path: ['version'], value: spec.version, pattern: /-percona$/, of: 'the version of an encrypted PostgreSQL (tde)', allowed: 'a build of Percona: 17.9-percona, …',
    }] : [])],
  },
  majorOf,
  tls: {
    ...byTls(SERVER, CLIENT, EXPORTER),
    // A database without TLS has `sslMode: disable` stored, with which the webhook refuses `tls` for ever.
    on: spec => has(spec, ['tls']) && spec.sslMode !== 'disable',
    switches: () => [{ path: ['sslMode'], on: 'verify-full', off: 'disable' }],
  },
  authSecret: true,
  unproven: [
    'Upstream documents the archiver of PostgreSQL with volume snapshots only; full backups with restic are in its catalog.',
    'The role label of read replicas (kubedb.com/role: read-replica) is documented, but the selector of their Service was not seen.',
  ],
};
