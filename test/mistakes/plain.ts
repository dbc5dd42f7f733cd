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

/** The same where there is more to it than a `spec`. */
const whole = (what: string, code: string, property: string | undefined, object: object): Mistake => ({
  what,
  code,
  ...(property === undefined ? {} : { property }),
  make: shop => {
    new ApiObject(shop.chart, 'Plain', object as any);
    shop.orders();
  },
});

const endless: any = { version: '17.5', storage: claim };
endless.podTemplate = endless;

const backup = (what: string, code: string, property: string | undefined, session: object, spec: object = {}): Mistake => plain(
  what, code, property, CORE, 'BackupConfiguration', { target: OTHER, backends: BACKENDS, sessions: [{ ...SESSION, ...session }], ...spec },
);

const database = (what: string, code: string, property: string | undefined, kind: string, version: string, spec: object): Mistake => (
  plain(what, code, property, 'kubedb.com/v1', kind, { version, storage: claim, ...spec })
);

const request = (what: string, code: string, property: string, kind: string, spec: object): Mistake => (
  plain(what, code, property, 'ops.kubedb.com/v1alpha1', `${kind}OpsRequest`, { databaseRef: { name: 'other' }, ...spec })
);

const scaled = (what: string, code: string, property: string, spec: object): Mistake => (
  plain(what, code, property, 'autoscaling.kubedb.com/v1alpha1', 'PostgresAutoscaler', { databaseRef: { name: 'other' }, ...spec })
);

/** An autoscaler that is right. */
export const AUTOSCALER = {
  databaseRef: { name: 'other' },
  opsRequestOptions: { apply: 'IfReady', timeout: '3m' },
  compute: {
    nodeTopology: { name: 'sizes', scaleUpDiffPercentage: 10 },
    postgres: {
      trigger: 'On',
      podLifeTimeThreshold: '10m',
      resourceDiffPercentage: 10,
      minAllowed: { cpu: '.4', memory: '1Gi' },
      maxAllowed: { cpu: 2, memory: '3Gi' },
      controlledResources: ['cpu', 'memory'],
      containerControlledValues: 'RequestsAndLimits',
    },
  },
  storage: { postgres: { trigger: 'On', usageThreshold: 60, scalingThreshold: 50, expansionMode: 'Online', upperBound: '100Gi' } },
};

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
  plain('two places', 'backup-storage-part-unused', 'spec.storage.gcs', STORAGE, 'BackupStorage', { storage: { provider: 's3', s3: { bucket: 'bkt' }, gcs: { bucket: 'bkt' } } }),
  plain('nothing that stays', 'retention-empty', undefined, STORAGE, 'RetentionPolicy', {}),
  // Values and keys of another kind.
  backup('a schedule beside its scheduler', 'key-unknown', 'spec.sessions[0].schedule', { schedule: '@daily' }),
  plain('a deletion policy of archivers', 'choice-unknown', 'spec.deletionPolicy', STORAGE, 'BackupStorage', { storage: { provider: 's3', s3: { bucket: 'bkt' } }, deletionPolicy: 'Retain' }),
  plain('a name for a reference', 'wrong-type', 'spec.encryptionSecret', STORAGE, 'Repository', { appRef: OTHER, storageRef: { name: 's' }, path: 'x', encryptionSecret: 'x' }),
  plain('a text for yes', 'wrong-type', 'spec.pause', ARCHIVER, 'PostgresArchiver', { databases: { selector: {} }, pause: 'no' }),
  plain('increments of another engine', 'key-not-known', 'spec.incrementalBackup', ARCHIVER, 'PostgresArchiver', { databases: { selector: {} }, incrementalBackup: {} }),
  plain('a keeper that is nowhere', 'part-missing', undefined, 'kubedb.com/v1alpha2', 'ClickHouse', {
    version: '25.7.1', clusterTopology: { cluster: { name: 'a', shards: 1, replicas: 2, storage: claim }, clickHouseKeeper: { externallyManaged: true } },
  }),
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
  // Autoscalers.
  scaled('a switch in small letters', 'choice-unknown', 'spec.compute.postgres.trigger', { compute: { postgres: { trigger: 'on' } } }),
  scaled('a switch that is a boolean', 'wrong-type', 'spec.compute.postgres.trigger', { compute: { postgres: { trigger: true } } }),
  scaled('memory in another unit', 'quantity-invalid', 'spec.compute.postgres.maxAllowed.memory', { compute: { postgres: { trigger: 'On', maxAllowed: { memory: '8GB' } } } }),
  scaled('a life in words', 'bad-duration', 'spec.compute.postgres.podLifeTimeThreshold', { compute: { postgres: { trigger: 'On', podLifeTimeThreshold: '10 min' } } }),
  scaled('a share with its sign', 'wrong-type', 'spec.storage.postgres.usageThreshold', { storage: { postgres: { trigger: 'On', usageThreshold: '80%' } } }),
  scaled('a way to grow in small letters', 'choice-unknown', 'spec.storage.postgres.expansionMode', { storage: { postgres: { trigger: 'On', expansionMode: 'online' } } }),
  scaled('a key in other letters', 'key-unknown', 'spec.compute.postgres.podLifetimeThreshold', { compute: { postgres: { podLifetimeThreshold: '10m' } } }),
  scaled('what is scaled without the part', 'wrong-type', 'spec.compute.trigger', { compute: { trigger: 'On' } }),
  scaled('no database', 'wrong-type', 'spec.databaseRef', { databaseRef: undefined }),
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
  request('no way to grow', 'wrong-type', 'spec.volumeExpansion.mode', 'Postgres', { type: 'VolumeExpansion', volumeExpansion: { postgres: '10Gi' } }),
  request('a database of another namespace', 'key-not-known', 'spec.databaseRef.namespace', 'Redis', { type: 'Restart', databaseRef: { name: 'other', namespace: 'billing' } }),
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
  database('a version that nobody has', 'version-not-listed', undefined, 'MySQL', '8.4.33', {}),
  database('one in more than one way', 'part-forbidden', undefined, 'MongoDB', '8.0.10', { arbiter: {} }),
  database('users in a text', 'wrong-type', 'spec.internalUsers.admin.backendRoles', 'Elasticsearch', 'xpack-8.18.2', { internalUsers: { admin: { backendRoles: 'x' } } }),
  database('a user in a text', 'wrong-type', 'spec.internalUsers.admin', 'Elasticsearch', 'xpack-8.18.2', { internalUsers: { admin: 'x' } }),
  database('roles in a list', 'wrong-type', 'spec.rolesMapping.admin', 'Elasticsearch', 'xpack-8.18.2', { rolesMapping: { admin: ['x'] } }),
  database('an engine in small letters', 'choice-unknown', 'spec.storageEngine', 'MongoDB', '8.0.10', { storageEngine: 'inmemory' }),
  database('the copy of a snapshot of no group', 'wrong-type', 'spec.storage.dataSource.apiGroup', 'Postgres', '17.5', { storage: { ...claim, dataSource: { kind: 'VolumeSnapshot', name: 'x' } } }),
  database('a key that no user has', 'key-unknown', 'spec.internalUsers.admin.backendRole', 'Elasticsearch', 'xpack-8.18.2', { internalUsers: { admin: { backendRole: ['x'] } } }),
  database('a past that never was', 'time-unparsable', 'spec.init.archiver.recoveryTimestamp', 'Postgres', '17.5', {
    init: { archiver: { recoveryTimestamp: '2026-02-30T00:00:00Z', fullDBRepository: { name: 'r', namespace: 'shop' } } },
  }),
  database('a past of nothing', 'wrong-type', 'spec.init.archiver.fullDBRepository', 'Postgres', '17.5', { init: { archiver: { recoveryTimestamp: '2026-11-20T08:30:00Z' } } }),
  plain('TLS of nobody', 'part-missing', undefined, 'kubedb.com/v1alpha2', 'Cassandra', { version: '5.0.3', storage: claim, enableSSL: true }),
  plain('clients that nobody knows', 'part-missing', undefined, 'kubedb.com/v1alpha2', 'Qdrant', { version: '1.17.0', storage: claim, tls: { client: true } }),
  // Whole objects.
  ...['Postgres', 'MySQL'].map(kind => whole(`a ${kind} of nothing`, 'wrong-type', 'spec', { apiVersion: 'kubedb.com/v1', kind, metadata: { name: 'plain' } })),
  whole('a request for nothing', 'wrong-type', 'spec', { apiVersion: 'ops.kubedb.com/v1alpha1', kind: 'RedisOpsRequest', metadata: { name: 'plain' } }),
  whole('a spec that is misspelt', 'key-unknown', 'specs', { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'plain' }, specs: {} }),
  whole('a key beside the spec', 'key-unknown', 'version', { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'plain' }, spec: { version: '17.5', storage: claim }, version: '17.5' }),
  whole('an object of no kind', 'kind-unknown', undefined, { apiVersion: 'kubedb.com/v1', metadata: { name: 'plain' }, spec: {} }),
  whole('a kind in another group', 'kind-unknown', undefined, { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupConfiguration', metadata: { name: 'plain' }, spec: {} }),
  whole('an archiver that nobody has', 'kind-not-known', undefined, { apiVersion: ARCHIVER, kind: 'RedisArchiver', metadata: { name: 'plain' }, spec: { databases: { selector: {} } } }),
  ...['a.b', '1st', 'x'.repeat(60)].map(name => whole(`a database called ${name}`, name.length > 10 ? 'pod-name-too-long' : 'database-name-invalid', undefined, {
    apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name }, spec: { version: '17.5', storage: claim },
  })),
  whole('a finalizer with a blank', 'label-invalid', 'metadata.finalizers[0]', {
    apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'plain', finalizers: ['my finalizer'] }, spec: { version: '17.5', storage: claim },
  }),
  whole('a number in a ConfigMap', 'wrong-type', 'data.PORT', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'plain' }, data: { PORT: 5432 } }),
  whole('a Date in an object', 'data-invalid', 'spec.since', { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'plain' }, spec: { version: '17.5', storage: claim, since: new Date(0) } }),
  whole('an object without an end', 'data-invalid', 'spec.podTemplate', { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'plain' }, spec: endless }),
  // References.
  plain('nothing to back up', 'backup-sessions-incomplete', undefined, CORE, 'BackupConfiguration', { backends: BACKENDS, sessions: [SESSION] }),
  backup('a target in small letters', 'choice-unknown', 'spec.target.kind', {}, { target: { ...OTHER, kind: 'postgres' } }),
  backup('a version for a group', 'name-invalid', 'spec.target.apiGroup', {}, { target: { ...OTHER, apiGroup: 'kubedb.com/v1' } }),
  backup('a target of no kind', 'wrong-type', 'spec.target.kind', {}, { target: { ...OTHER, kind: undefined } }),
  backup('a session in capitals', 'name-invalid', 'spec.sessions[0].name', { name: 'Daily' }),
  backup('a Repository in capitals', 'name-invalid', 'spec.sessions[0].repositories[0].name', { repositories: [{ name: 'R', backend: 'b', directory: 'x' }] }),
  backup('a directory above the bucket', 'path-invalid', 'spec.sessions[0].repositories[0].directory', { repositories: [{ name: 'r', backend: 'b', directory: '../x' }] }),
  backup('a storage with a blank', 'name-invalid', 'spec.backends[0].storageRef.name', {}, { backends: [{ ...BACKENDS[0], storageRef: { name: 'my storage', namespace: 'shop' } }] }),
  backup('a hook of nothing', 'wrong-type', 'spec.sessions[0].hooks.preBackup[0].hookTemplate', { hooks: { preBackup: [{ name: 'a' }] } }),
  backup('spread twice', 'name-given-twice', 'spec.sessions[0].addon.jobTemplate.spec.topologySpreadConstraints[1].topologyKey', {
    addon: { ...ADDON, jobTemplate: { spec: { topologySpreadConstraints: [1, 2].map(maxSkew => ({ maxSkew, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' })) } } },
  }),
  backup('domains that need not be there', 'choice-unknown', 'spec.sessions[0].addon.jobTemplate.spec.topologySpreadConstraints[0].minDomains', {
    addon: { ...ADDON, jobTemplate: { spec: { topologySpreadConstraints: [{ maxSkew: 1, minDomains: 2, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }] } } },
  }),
  backup('a namespace in capitals to be near to', 'name-invalid', 'spec.sessions[0].addon.jobTemplate.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces[0]', {
    addon: { ...ADDON, jobTemplate: { spec: { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', namespaces: ['Shop'] }] } } } } },
  }),
  backup('a node by its id', 'choice-unknown',
    'spec.sessions[0].addon.jobTemplate.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key', {
      addon: {
        ...ADDON,
        jobTemplate: {
          spec: {
            affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.uid', operator: 'In', values: ['a'] }] }] } } },
          },
        },
      },
    }),
  plain('a bucket with a blank', 'name-invalid', 'spec.storage.s3.bucket', STORAGE, 'BackupStorage', { storage: { provider: 's3', s3: { bucket: 'my bucket' } } }),
  plain('another protocol', 'url-invalid', 'spec.storage.s3.endpoint', STORAGE, 'BackupStorage', { storage: { provider: 's3', s3: { bucket: 'bkt', endpoint: 'ftp://x' } } }),
  plain('less than nothing', 'count-invalid', 'spec.successfulSnapshots.last', STORAGE, 'RetentionPolicy', { maxRetentionPeriod: '30d', successfulSnapshots: { last: -3 } }),
  plain('a namespace in capitals to restore into', 'name-invalid', 'spec.manifestOptions.postgres.restoreNamespace', CORE, 'RestoreSession', {
    addon: { ...ADDON, tasks: [{ name: 'logical-backup-restore' }] }, dataSource: { repository: 'r', snapshot: 'latest' }, manifestOptions: { postgres: { restoreNamespace: 'Shop', db: true } },
  }),
  plain('a Snapshot in capitals', 'name-invalid', 'spec.dataSource.snapshot', CORE, 'RestoreSession', {
    target: OTHER, addon: { ...ADDON, tasks: [{ name: 'logical-backup-restore' }] }, dataSource: { repository: 'r', snapshot: 'Latest', namespace: 'shop' },
  }),
  plain('a question without a function', 'backup-verifier-incomplete', undefined, CORE, 'BackupVerifier', { type: 'Query', query: {}, restoreOption: { addonInfo: ADDON } }),
  plain('a question that is none', 'backup-verifier-incomplete', undefined, CORE, 'BackupVerifier', { type: 'Query', function: 'f', restoreOption: { addonInfo: ADDON } }),
  plain('a proof without a restore', 'backup-verifier-incomplete', undefined, CORE, 'BackupVerifier', { type: 'RestoreOnly', function: 'f' }),
  plain('a run of nothing', 'backup-session-incomplete', undefined, CORE, 'BackupSession', { session: 'daily' }),
  plain('no template', 'backup-sessions-incomplete', undefined, CORE, 'BackupBlueprint', { usagePolicy: { allowedNamespaces: { from: 'All' } } }),
  plain('two things that a hook does', 'hook-actions-several', 'spec.action', CORE, 'HookTemplate', {
    action: { exec: { command: ['sync'] }, httpGet: { path: '/', port: 80 } }, executor: { type: 'Operator' },
  }),
  plain('options for the manifest of another engine', 'manifest-options-unused', 'spec.manifestOptions.mySQL', CORE, 'RestoreSession', {
    addon: { ...ADDON, tasks: [{ name: 'manifest-restore' }] }, dataSource: { repository: 'r', snapshot: 'latest' }, manifestOptions: { mySQL: { dbName: 'copy' } },
  }),
  plain('a parameter without a name', 'wrong-type', 'spec.params[0].name', CORE, 'HookTemplate', { params: [{ usage: 'x' }], executor: { type: 'Function', function: { name: 'x' } } }),
  database('TLS of nobody', 'part-missing', undefined, 'Postgres', '17.5', { sslMode: 'require' }),
];
