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
  database('TLS of nobody', 'part-missing', undefined, 'Postgres', '17.5', { sslMode: 'require' }),
];
