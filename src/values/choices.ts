import { oneSource } from './agreements';
import { list, parts, refined } from './compound';
import { Kind } from './kind';
import { REFERENCES_IN_PLACES } from './references';
import { azureContainer, bucket, gcsBucket, region, storageAccount } from './storages';
import { absolutePath, choice, count, endpoint, pathInVolume, relativePath } from './texts';

/** Fields that hold one of some words. */
const WORDS: Record<string, [string, ...string[]]> = {
  agent: ['an agent of monitoring', 'prometheus.io', 'prometheus.io/operator', 'prometheus.io/builtin'],
  autoCompactionMode: ['a mode of compaction', 'periodic', 'revision'],
  clientAuthMode: ['a way to log in', 'md5', 'scram', 'cert'],
  clusterAuthMode: ['a way of members to log in', 'keyFile', 'sendKeyFile', 'sendX509', 'x509'],
  completionMode: ['a mode of completion', 'NonIndexed', 'Indexed'],
  commitLevel: ['a level of commits', 'Local', 'Off', 'On', 'RemoteApply', 'RemoteWrite'],
  concurrencyPolicy: ['a policy for runs at once', 'Allow', 'Forbid', 'Replace'],
  deletionPolicy: ['a deletion policy', 'DoNotTerminate', 'Halt', 'Delete', 'WipeOut', 'Retain', 'OnDelete'],
  dnsPolicy: ['a DNS policy', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  encoding: ['an encoding of keys', 'PKCS1', 'PKCS8'],
  errantTransactionRecoveryPolicy: ['a policy for errant transactions', 'Clone', 'PseudoTransaction'],
  executionPolicy: ['a policy for hooks', 'Always', 'OnFailure', 'OnSuccess'],
  externalTrafficPolicy: ['a policy for traffic', 'Cluster', 'Local'],
  from: ['a choice of namespaces', 'All', 'Selector', 'Same'],
  fsGroupChangePolicy: ['a policy for changing groups', 'Always', 'OnRootMismatch'],
  imagePullPolicy: ['a policy for pulling images', 'Always', 'IfNotPresent', 'Never'],
  mountPropagation: ['a way of mounting', 'None', 'HostToContainer', 'Bidirectional'],
  nodeAffinityPolicy: ['a way to count nodes', 'Honor', 'Ignore'],
  nodeTaintsPolicy: ['a way to count nodes', 'Honor', 'Ignore'],
  preemptionPolicy: ['a policy for preemption', 'PreemptLowerPriority', 'Never'],
  procMount: ['a way to mount /proc', 'Default', 'Unmasked'],
  pullPolicy: ['a policy for pulling images', 'Always', 'IfNotPresent', 'Never'],
  recursiveReadOnly: ['a way of mounting', 'Disabled', 'IfPossible', 'Enabled'],
  replicationStrategy: ['a replication strategy', 'clone', 'fscopy', 'none', 'sync'],
  restartPolicy: ['a restart policy', 'Always', 'OnFailure', 'Never'],
  seLinuxChangePolicy: ['a policy for SELinux', 'MountOption', 'Recursive'],
  secondaryAccessMode: ['a way into secondaries', 'All', 'Passive', 'ReadOnly'],
  sslMode: ['a mode of TLS', 'disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'disabled', 'allowSSL', 'preferSSL', 'requireSSL'],
  sslVerificationMode: ['a mode of verifying', 'none', 'once', 'relaxed', 'strict'],
  storageEngine: ['a storage engine of MongoDB', 'wiredTiger', 'inMemory'],
  standbyMode: ['a mode of standbys', 'Hot', 'Warm'],
  storageType: ['a type of storage', 'Durable', 'Ephemeral'],
  strategy: ['a strategy of hooks', 'ExecuteOnAll', 'ExecuteOnOne'],
  streamingMode: ['a mode of streaming', 'Synchronous', 'Asynchronous'],
  supplementalGroupsPolicy: ['a policy for groups', 'Merge', 'Strict'],
  terminationMessagePolicy: ['a policy for last words', 'File', 'FallbackToLogsOnError'],
  useAddressType: ['a type of address', 'DNS', 'IP', 'IPv4', 'IPv6'],
  walLimitPolicy: ['a policy for logs that standbys need', 'ReplicationSlot', 'WALKeepSegment', 'WALKeepSize'],
  volumeMode: ['a mode of volumes', 'Filesystem', 'Block'],
  whenUnsatisfiable: ['what happens if it cannot be', 'DoNotSchedule', 'ScheduleAnyway'],
  wsrepSSTMethod: ['a state transfer', 'mariabackup', 'rsync'],
};

/** Fields whose words upstream's CRDs name: an API server takes no empty text for one, as it does for those of Kubernetes. */
const NAMED = new Set(['agent', 'apply', 'autoCompactionMode', 'clientAuthMode', 'clusterAuthMode', 'commitLevel', 'deletionPolicy', 'encoding', 'errantTransactionRecoveryPolicy',
  'executionPolicy', 'from', 'mode', 'replicationStrategy', 'secondaryAccessMode', 'sslMode', 'sslVerificationMode', 'standbyMode', 'storageType', 'strategy', 'streamingMode', 'useAddressType',
  'wsrepSSTMethod']);

function named(field: string, kind: Kind): Kind {
  return NAMED.has(field) ? { ...kind, closed: true } : kind;
}

/** What is looked at of fields that hold one of some words. */
export const CHOICES: readonly [string, Kind][] = Object.entries(WORDS).map(([field, [what, ...all]]) => [field, named(field, choice(what, all))]);

const PRIMARIES = choice('a mode of primaries', ['Single-Primary', 'Multi-Primary']);
const ENCRYPTION = choice('a mode of encryption', ['Disabled', 'TLS', 'mTLS']);
const ACTIONS = ['replace', 'keep', 'drop', 'hashmod', 'labelmap', 'labeldrop', 'labelkeep', 'lowercase', 'uppercase', 'keepequal', 'dropequal'];
const IN_CAPITALS = ['Replace', 'Keep', 'Drop', 'HashMod', 'LabelMap', 'LabelDrop', 'LabelKeep', 'Lowercase', 'Uppercase', 'KeepEqual', 'DropEqual'];
const RELABELING = choice('an action of relabeling', [...ACTIONS, ...IN_CAPITALS]);

const DATABASES = 'Cassandra ClickHouse Druid Elasticsearch Etcd MariaDB MongoDB MSSQLServer MySQL Neo4j Postgres Qdrant Redis RedisSentinel Singlestore ZooKeeper';
const ARCHIVERS = 'ClickHouse Etcd MariaDB MongoDB MSSQLServer MySQL Neo4j Postgres'.split(' ').map(kind => `${kind}Archiver`).join(' ');
const OF_FEW_SERVICES = 'Elasticsearch MariaDB MongoDB MySQL Postgres Redis RedisSentinel'.split(' ').map(kind => `${kind}.serviceTemplates`).join(' ');

/** Fields that hold one of some words, or a number from some on, where they stand in these others, or in the `spec` of these kinds: elsewhere they hold what they like. */
const PLACES: readonly [field: string, places: string, kind: Kind][] = [
  ['mode', 'group innoDBCluster', PRIMARIES],
  ['mode', 'backup bolt cluster http', ENCRYPTION],
  ['mode', 'spec', choice('a mode', ['Standalone', 'Cluster', 'Sentinel', 'Distributed', 'RemoteReplica'])],
  ['mode', 'topology', choice('a topology', [
    'GroupReplication', 'InnoDBCluster', 'SemiSync', 'RemoteReplica', 'MariaDBReplication', 'GaleraCluster', 'AvailabilityGroup', 'DistributedAG',
  ])],
  ['mode', 'Redis', choice('a mode of Redis', ['Standalone', 'Cluster', 'Sentinel'])],
  ['mode', 'Qdrant', choice('a mode of Qdrant', ['Standalone', 'Distributed'])],
  ['mode', 'MySQL.topology', choice('a topology of MySQL', ['GroupReplication', 'InnoDBCluster', 'SemiSync', 'RemoteReplica'])],
  ['mode', 'MariaDB.topology', choice('a topology of MariaDB', ['GaleraCluster', 'MariaDBReplication'])],
  ['mode', 'MSSQLServer.topology', choice('a topology of SQL Server', ['AvailabilityGroup', 'DistributedAG'])],
  ['sslMode', 'MongoDB', choice('a mode of TLS of MongoDB', ['disabled', 'allowSSL', 'preferSSL', 'requireSSL'])],
  ['sslMode', 'Postgres', choice('a mode of TLS of PostgreSQL', ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'])],
  ['deletionPolicy', DATABASES, choice('a deletion policy of a database', ['DoNotTerminate', 'Halt', 'Delete', 'WipeOut'])],
  ['deletionPolicy', ARCHIVERS, choice('a deletion policy of an archiver', ['Delete', 'WipeOut', 'Retain'])],
  ['deletionPolicy', 'BackupStorage Repository', choice('a deletion policy of backups', ['Delete', 'WipeOut'])],
  ['deletionPolicy', 'backupConfigurationTemplate', choice('a deletion policy of a template', ['OnDelete'])],
  ['alias', 'serviceTemplates', choice('a Service of a database', ['primary', 'secondary', 'standby', 'stats', 'dashboard'])],
  ['alias', OF_FEW_SERVICES, choice('a Service of this database', ['primary', 'standby', 'stats'])],
  ['type', 'BackupVerifier', choice('a type of verification', ['RestoreOnly', 'Query', 'Script'])],
  ['mode', 'synchronousReplicationConfig', choice('a choice of standbys', ['Any', 'First'])],
  ['action', 'relabelings metricRelabelings', RELABELING],
  ['type', 'announce', choice('a type of announcement', ['ip', 'hostname'])],
  ['type', 'deepStorage', choice('a type of deep storage', ['s3', 'google', 'azure', 'hdfs'])],
  ['type', 'metadataStorage', choice('a type of metadata store', ['MySQL', 'PostgreSQL'])],
  ['driver', 'fullBackup', choice('a driver of full backups', ['Restic', 'WalG', 'VolumeSnapshotter', 'Solr', 'Medusa', 'ClickHouseBackup', 'Neo4jAdmin'])],
  ['type', 'executor', choice('a type of executor', ['Function', 'Pod', 'Operator'])],
  ['role', 'self', choice('a role in a distributed group', ['Primary', 'Secondary'])],
  ['profile', 'tuning', choice('a profile', ['web', 'oltp', 'dw', 'mixed', 'desktop'])],
  ['storageType', 'tuning', choice('a kind of disk', ['ssd', 'hdd', 'san'])],
  ['disabledProtocols', 'spec', list(choice('a protocol of Neo4j', [
    'tcp-bolt', 'neo4j', 'http', 'https', 'tcp-backup', 'graphite', 'prometheus', 'jmx', 'tcp-boltrouting', 'tcp-raft', 'tcp-tx',
  ]))],
  ['deletionPolicy', 'repositories', choice('a deletion policy of a backup', ['Delete', 'WipeOut', 'Retain'])],
  ['maxRetry', 'retryConfig', count('a number of tries', 1)],
  ['replicas', 'router', count('a number of routers', 1)],
  ['sourceWaitForReplicaCount', 'semiSync', count('a number of replicas', 1)],
  ['restartPolicy', 'resizePolicy', choice('what happens to a container that is resized', ['NotRequired', 'RestartContainer'])],
  ['resourceName', 'resizePolicy', choice('a resource that can be resized', ['cpu', 'memory'])],
  ['action', 'restartPolicyRules', choice('what a rule does', ['Restart', 'RestartAllContainers'])],
  ['operator', 'exitCodes', choice('an operator of exit codes', ['In', 'NotIn'])],
  ['terminationGracePeriodSeconds', 'livenessProbe startupProbe', count('a number of seconds', 1, 2 ** 31 - 1)],
  ['bucket', 's3', bucket],
  ['bucket', 'gcs', gcsBucket],
  ['endpoint', 's3', endpoint],
  ['region', 's3', region],
  ['prefix', 's3 gcs azure', relativePath],
  ['storageAccount', 'azure', storageAccount],
  ['container', 'azure', azureContainer],
  ['maxConnections', 's3 gcs azure local', count('a number of connections', 0, 100_000)],
  ['mountPath', 'local', absolutePath],
  ['subPath', 'local', pathInVolume],
  ['script', 'init', refined(parts({}), ({ scriptPath, ...volume }, reading) => oneSource(volume, reading))],
  ...REFERENCES_IN_PLACES,
];

/** The same, one by one. */
export const KINDS_IN_PLACES: readonly { readonly name: string; readonly place: string; readonly kind: Kind }[] = PLACES
  .flatMap(([name, places, kind]) => places.split(' ').map(place => ({ name, place, kind: named(name, kind) })));
