const CORE = 'core.kubestash.com/v1alpha1';
const STORAGE = 'storage.kubestash.com/v1alpha1';
const OPS = 'ops.kubedb.com/v1alpha1';
const TARGET = { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'other', namespace: 'shop' };
const SECRET = { name: 'restic', namespace: 'shop' };
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const podTemplate = { spec: { containers: [{ name: 'postgres', resources: { requests: { cpu: '100m' } } }], nodeSelector: { disk: 'ssd' } } };

function plain(apiVersion: string, kind: string, spec: object): Record<string, any> {
  return { apiVersion, kind, metadata: { name: 'plain', namespace: 'shop', labels: { team: 'shop' } }, spec };
}

/** Objects of upstream's kinds that no class of this library makes. */
export const PLAIN: Record<string, Record<string, any>> = {
  Postgres: plain('kubedb.com/v1', 'Postgres', {
    version: '17.5', replicas: 3, standbyMode: 'Hot', storageType: 'Durable', storage: claim, deletionPolicy: 'WipeOut', podTemplate, monitor: { agent: 'prometheus.io/operator', prometheus: { serviceMonitor: { interval: '10s' } } },
  }),
  MongoDB: plain('kubedb.com/v1', 'MongoDB', {
    version: '8.0.10', storage: undefined, shardTopology: { shard: { shards: 2, replicas: 3, storage: claim }, configServer: { replicas: 3, storage: claim }, mongos: { replicas: 2 } },
  }),
  MySQL: plain('kubedb.com/v1', 'MySQL', { version: '8.4.8', replicas: 3, storage: claim, topology: { mode: 'InnoDBCluster', innoDBCluster: { router: { replicas: 1 } } } }),
  Elasticsearch: plain('kubedb.com/v1', 'Elasticsearch', { version: 'xpack-8.19.9', topology: { master: { replicas: 3, storage: claim }, data: { storage: claim }, ingest: { storage: claim } } }),
  Cassandra: plain('kubedb.com/v1alpha2', 'Cassandra', { version: '5.0.3', topology: { rack: [{ name: 'r0', replicas: 2, storage: claim }] } }),
  BackupConfiguration: plain(CORE, 'BackupConfiguration', {
    target: TARGET,
    backends: [{ name: 'b', storageRef: { name: 'storage', namespace: 'shop' }, retentionPolicy: { name: 'keep', namespace: 'shop' } }],
    sessions: [{
      name: 'daily',
      scheduler: { schedule: '0 0 * * *', jobTemplate: { backoffLimit: 1, template: { spec: { nodeSelector: { a: 'b' } } } } },
      addon: { name: 'postgres-addon', tasks: [{ name: 'logical-backup', params: { args: '--x' } }] },
      repositories: [{ name: 'r', backend: 'b', directory: '/x', encryptionSecret: SECRET }],
      sessionHistoryLimit: 3,
    }],
  }),
  RestoreSession: plain(CORE, 'RestoreSession', {
    target: TARGET, dataSource: { repository: 'r', snapshot: 'latest', encryptionSecret: SECRET }, addon: { name: 'postgres-addon', tasks: [{ name: 'logical-backup-restore' }] },
  }),
  BackupStorage: plain(STORAGE, 'BackupStorage', {
    storage: { provider: 's3', s3: { bucket: 'b', region: 'eu-central-1', endpoint: 'https://s3.example.com', secretName: 's3' } }, usagePolicy: { allowedNamespaces: { from: 'All' } }, deletionPolicy: 'Delete',
  }),
  RetentionPolicy: plain(STORAGE, 'RetentionPolicy', { maxRetentionPeriod: '7d', successfulSnapshots: { last: 5 }, failedSnapshots: { last: 1 }, usagePolicy: { allowedNamespaces: { from: 'Same' } } }),
  PostgresArchiver: plain('archiver.kubedb.com/v1alpha1', 'PostgresArchiver', {
    databases: { namespaces: { from: 'Same' }, selector: { matchLabels: { archiver: 'true' } } },
    retentionPolicy: { name: 'keep', namespace: 'shop' },
    encryptionSecret: SECRET,
    fullBackup: { driver: 'VolumeSnapshotter', task: { params: { volumeSnapshotClassName: 'csi' } }, scheduler: { schedule: '0 0 * * *', jobTemplate: { backoffLimit: 1 } }, sessionHistoryLimit: 2 },
    backupStorage: { ref: { name: 'storage', namespace: 'shop' } },
  }),
  PostgresOpsRequest: plain(OPS, 'PostgresOpsRequest', { type: 'VerticalScaling', databaseRef: { name: 'other' }, verticalScaling: { postgres: { resources: { limits: { memory: '2Gi' } } } }, timeout: '5m', apply: 'IfReady' }),
  MongoDBOpsRequest: plain(OPS, 'MongoDBOpsRequest', { type: 'HorizontalScaling', databaseRef: { name: 'other' }, horizontalScaling: { shard: { shards: 3, replicas: 2 } } }),
  PostgresAutoscaler: plain('autoscaling.kubedb.com/v1alpha1', 'PostgresAutoscaler', {
    databaseRef: { name: 'other' }, compute: { postgres: { trigger: 'On', podLifeTimeThreshold: '10m', minAllowed: { cpu: '400m' }, controlledResources: ['cpu', 'memory'] } },
  }),
  HookTemplate: plain(CORE, 'HookTemplate', { action: { exec: { command: ['sh', '-c', 'true'] } }, executor: { type: 'Pod', pod: { selector: 'a=b' } }, usagePolicy: { allowedNamespaces: { from: 'Same' } } }),
};
