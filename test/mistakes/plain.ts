import { ApiObject } from 'cdk8s';
import { Mistake } from './mistakes';

const CORE = 'core.kubestash.com/v1alpha1';
const STORAGE = 'storage.kubestash.com/v1alpha1';
const ARCHIVER = 'archiver.kubedb.com/v1alpha1';
const OTHER = { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'other', namespace: 'shop' };
const BACKENDS = [{ name: 'b', storageRef: { name: 'storage', namespace: 'shop' }, retentionPolicy: { name: 'keep', namespace: 'shop' } }];
const ADDON = { name: 'postgres-addon', tasks: [{ name: 'logical-backup' }] };
const SESSION = {
  name: 'daily', scheduler: { schedule: '0 0 * * *', jobTemplate: { backoffLimit: 1 } }, addon: ADDON, repositories: [{ name: 'r', backend: 'b', directory: 'x' }],
};
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

/** In an object that another library, or nobody's class, makes. */
const plain = (what: string, code: string, property: string | undefined, apiVersion: string, kind: string, spec: object): Mistake => ({
  what: `${what}, in a plain ${kind}`,
  code,
  ...(property === undefined ? {} : { property }),
  make: shop => {
    new ApiObject(shop.chart, 'Plain', { apiVersion, kind, metadata: { name: 'plain' }, spec });
    shop.orders();
  },
});

const backup = (what: string, code: string, property: string | undefined, session: object, spec: object = {}): Mistake => plain(
  what, code, property, CORE, 'BackupConfiguration', { target: OTHER, backends: BACKENDS, sessions: [{ ...SESSION, ...session }], ...spec },
);

const database = (what: string, code: string, property: string | undefined, kind: string, version: string, spec: object): Mistake => (
  plain(what, code, property, 'kubedb.com/v1', kind, { version, storage: claim, ...spec })
);

const request = (what: string, code: string, property: string, kind: string, spec: object): Mistake => (
  plain(what, code, property, 'ops.kubedb.com/v1alpha1', `${kind}OpsRequest`, { databaseRef: { name: 'other' }, ...spec })
);

/** OpsRequests that are right. */
export const REQUESTS: readonly (readonly [kind: string, spec: object])[] = [
  ['Redis', { type: 'Restart' }],
  ['Postgres', { type: 'UpdateVersion', updateVersion: { targetVersion: '17.5' }, apply: 'Always', timeout: '10m', maxRetries: 2 }],
  ['Postgres', { type: 'HorizontalScaling', horizontalScaling: { replicas: 3, standbyMode: 'Hot' } }],
  ['Postgres', { type: 'ReconnectStandby', reconnectStandby: { readyTimeOut: '5m' } }],
  ['MongoDB', { type: 'HorizontalScaling', horizontalScaling: { shard: { shards: 3, replicas: 2 }, mongos: { replicas: 2 } } }],
  ['Elasticsearch', { type: 'VolumeExpansion', volumeExpansion: { mode: 'Online', topology: { master: '5Gi', data: '10Gi' } } }],
  ['MySQL', { type: 'VerticalScaling', verticalScaling: { mysql: { resources: { requests: { cpu: '1', memory: '2Gi' } } } } }],
  ['MySQL', { type: 'VolumeExpansion', volumeExpansion: { mode: 'Offline', mysql: 5368709120 } }],
  ['MariaDB', { type: 'ReconfigureTLS', tls: { issuerRef: { apiGroup: 'cert-manager.io', kind: 'Issuer', name: 'ca' }, certificates: [{ alias: 'server' }] } }],
  ['Druid', { type: 'Reconfigure', configuration: { configSecret: { name: 'mine' } } }],
  ['Etcd', { type: 'Restore', restore: { fullDBRepository: { name: 'r', namespace: 'shop' } }, timeout: '1h', apply: 'Always' }],
  ['Singlestore', { type: 'Configuration', configuration: { node: { removeCustomConfig: true } } }],
];

/** Mistakes in plain objects of KubeDB and KubeStash. */
export const PLAIN_MISTAKES: readonly Mistake[] = [
  // Tasks and Addons.
  backup('a task that is misspelt', 'task-unknown', 'spec.sessions[0].addon.tasks[0].name', { addon: { ...ADDON, tasks: [{ name: 'logical-bakcup' }] } }),
  backup('a task that restores', 'task-unknown', 'spec.sessions[0].addon.tasks[0].name', { addon: { ...ADDON, tasks: [{ name: 'logical-backup-restore' }] } }),
  backup('a task of which nobody knows', 'task-not-known', 'spec.sessions[0].addon.tasks[0].name', { addon: { ...ADDON, tasks: [{ name: 'my-own' }] } }),
  backup('the Addon of another engine', 'addon-of-another-kind', 'spec.sessions[0].addon.name', { addon: { ...ADDON, name: 'mysql-addon' } }),
  plain('a task that backs up', 'task-unknown', 'spec.addon.tasks[0].name', CORE, 'RestoreSession', {
    target: OTHER, addon: ADDON, dataSource: { repository: 'r', snapshot: 'latest', namespace: 'shop' },
  }),
  // What is missing.
  backup('a session without a Repository', 'backup-sessions-incomplete', undefined, { repositories: undefined }),
  backup('a backend that is none of the backends', 'backup-sessions-incomplete', undefined, { repositories: [{ name: 'r', backend: 'c', directory: 'x' }] }),
  plain('the latest Snapshot of nothing', 'restore-session-incomplete', undefined, CORE, 'RestoreSession', {
    target: OTHER, addon: { ...ADDON, tasks: [{ name: 'logical-backup-restore' }] }, dataSource: { snapshot: 'latest' },
  }),
  plain('no bucket', 'backup-storage-incomplete', undefined, STORAGE, 'BackupStorage', { storage: { provider: 's3', s3: {} } }),
  plain('nothing that stays', 'retention-empty', undefined, STORAGE, 'RetentionPolicy', {}),
  // Values and keys of another kind.
  backup('a schedule beside its scheduler', 'key-unknown', 'spec.sessions[0].schedule', { schedule: '@daily' }),
  plain('a deletion policy of archivers', 'choice-unknown', 'spec.deletionPolicy', STORAGE, 'BackupStorage', { storage: { provider: 's3', s3: { bucket: 'b' } }, deletionPolicy: 'Retain' }),
  plain('a name for a reference', 'wrong-type', 'spec.encryptionSecret', STORAGE, 'Repository', { appRef: OTHER, storageRef: { name: 's' }, path: 'x', encryptionSecret: 'x' }),
  plain('a text for yes', 'wrong-type', 'spec.pause', ARCHIVER, 'PostgresArchiver', { databases: { selector: {} }, pause: 'no' }),
  plain('increments of another engine', 'key-not-known', 'spec.incrementalBackup', ARCHIVER, 'PostgresArchiver', { databases: { selector: {} }, incrementalBackup: {} }),
  database('a mode of Qdrant', 'choice-unknown', 'spec.mode', 'Redis', '7.4.1', { mode: 'Distributed' }),
  database('standbys of PostgreSQL', 'key-not-known', 'spec.standbyMode', 'Redis', '7.4.1', { standbyMode: 'Hot' }),
  database('a topology of another engine', 'key-not-known', 'spec.topology', 'MongoDB', '8.0.10', { topology: { coordinator: {} } }),
  database('three servers that know nothing of each other', 'count-out-of-bounds', undefined, 'Redis', '7.4.1', { replicas: 3 }),
  plain('no version', 'wrong-type', 'spec.version', 'kubedb.com/v1', 'Postgres', { storage: claim }),
  plain('no databases', 'wrong-type', 'spec.databases', ARCHIVER, 'PostgresArchiver', { pause: false }),
  plain('a kind of the newest API', 'kind-unknown', undefined, 'kubedb.com/v1', 'Cassandra', { version: '5.0.3', storage: claim }),
  plain('an API of nobody', 'kind-unknown', undefined, 'kubedb.com/v2', 'Postgres', { version: '17.5', storage: claim }),
  plain('an API of databases', 'kind-unknown', undefined, 'core.kubestash.com/v1', 'HookTemplate', { executor: { type: 'Function', function: { name: 'x' } } }),
  plain('a kind that is misspelt', 'kind-unknown', undefined, 'kubedb.com/v1', 'Postgress', { version: '17.5' }),
  plain('a kind in other letters', 'kind-unknown', undefined, CORE, 'Backupconfiguration', {}),
  plain('a request to nobody', 'kind-unknown', undefined, 'ops.kubedb.com/v1alpha1', 'PostgrestOpsRequest', { type: 'Restart', databaseRef: { name: 'other' } }),
  plain('nowhere to keep data', 'storage-missing', 'spec.storage', 'kubedb.com/v1', 'Postgres', { version: '17.5' }),
  plain('a driver of another engine', 'driver-not-offered', 'spec.fullBackup.driver', ARCHIVER, 'PostgresArchiver', { databases: { selector: {} }, fullBackup: { driver: 'Medusa' } }),
  plain('a name for a database', 'wrong-type', 'spec.databaseRef', 'autoscaling.kubedb.com/v1alpha1', 'PostgresAutoscaler', { databaseRef: 'other' }),
  // What upstream needs, wherever it stands.
  plain('a target without a name', 'wrong-type', 'spec.target.name', 'core.kubestash.com/v1alpha1', 'RestoreSession', {
    target: { apiGroup: 'kubedb.com', kind: 'Postgres' }, dataSource: { repository: 'orders', snapshot: 'latest' }, addon: { name: 'postgres-addon', tasks: [{ name: 'logical-backup-restore' }] },
  }),
  // OpsRequests.
  request('what nothing does', 'choice-not-known', 'spec.type', 'Redis', { type: 'Reboot' }),
  request('what is misspelt', 'choice-unknown', 'spec.type', 'Redis', { type: 'Restrat' }),
  request('what another engine does', 'choice-unknown', 'spec.type', 'Redis', { type: 'ReconnectStandby' }),
  request('no database', 'wrong-type', 'spec.databaseRef', 'Redis', { type: 'Restart', databaseRef: undefined }),
  request('a database without a name', 'wrong-type', 'spec.databaseRef.name', 'Redis', { type: 'Restart', databaseRef: {} }),
  request('nothing that is done', 'wrong-type', 'spec.type', 'Postgres', { restart: {} }),
  request('no version to go to', 'wrong-type', 'spec.updateVersion', 'Postgres', { type: 'UpdateVersion' }),
  request('an empty version to go to', 'wrong-type', 'spec.updateVersion.targetVersion', 'Postgres', { type: 'UpdateVersion', updateVersion: {} }),
  request('a number for a version', 'wrong-type', 'spec.updateVersion.targetVersion', 'Postgres', { type: 'UpdateVersion', updateVersion: { targetVersion: 17.5 } }),
  request('a way to grow in small letters', 'choice-unknown', 'spec.volumeExpansion.mode', 'Postgres', { type: 'VolumeExpansion', volumeExpansion: { mode: 'online', postgres: '10Gi' } }),
  request('a size in another unit', 'wrong-type', 'spec.volumeExpansion.postgres', 'Postgres', { type: 'VolumeExpansion', volumeExpansion: { mode: 'Online', postgres: '10GB' } }),
  request('a text for a count', 'wrong-type', 'spec.horizontalScaling.replicas', 'Postgres', { type: 'HorizontalScaling', horizontalScaling: { replicas: '3' } }),
  request('half a shard', 'count-invalid', 'spec.horizontalScaling.shard.shards', 'MongoDB', { type: 'HorizontalScaling', horizontalScaling: { shard: { shards: 1.5 } } }),
  request('memory for resources', 'wrong-type', 'spec.verticalScaling.redis', 'Redis', { type: 'VerticalScaling', verticalScaling: { redis: '2Gi' } }),
  request('memory in another unit', 'quantity-invalid', 'spec.verticalScaling.redis.resources.requests.memory', 'Redis', {
    type: 'VerticalScaling', verticalScaling: { redis: { resources: { requests: { memory: '2GB' } } } },
  }),
  request('a key that is misspelt', 'key-unknown', 'spec.horizontalScalling', 'Redis', { type: 'Restart', horizontalScalling: { replicas: 3 } }),
  request('a key of another engine', 'key-not-known', 'spec.reconnectStandby', 'Redis', { type: 'Restart', reconnectStandby: {} }),
  request('a time in words', 'bad-duration', 'spec.timeout', 'MySQL', { type: 'Restart', timeout: '10 minutes' }),
  request('a number for a time', 'wrong-type', 'spec.timeout', 'MySQL', { type: 'Restart', timeout: 600 }),
  request('a state that no database is in', 'choice-unknown', 'spec.apply', 'MySQL', { type: 'Restart', apply: 'Never' }),
  database('TLS of nobody', 'part-missing', undefined, 'Postgres', '17.5', { sslMode: 'require' }),
];
