/** Keys that `spec` of every kind has (upstream: the CRDs of kubedb.com). */
const EVERYWHERE = [
  'authSecret', 'configuration', 'deletionPolicy', 'healthChecker', 'monitor', 'serviceTemplates', 'tls', 'version',
];

/** The other keys of each kind. */
const OTHERS: Record<string, readonly string[]> = {
  Cassandra: [
    'autoOps', 'disableSecurity', 'enableSSL', 'init', 'keystoreCredSecret', 'podTemplate', 'replicas', 'storage', 'storageType',
    'topology',
  ],
  ClickHouse: [
    'archiver', 'autoOps', 'clusterTopology', 'disableSecurity', 'halted', 'init', 'podTemplate', 'replicas', 'sslVerificationMode',
    'storage', 'storageType',
  ],
  Druid: [
    'autoOps', 'deepStorage', 'disableSecurity', 'enableSSL', 'halted', 'init', 'keystoreCredSecret', 'metadataStorage', 'topology',
    'zookeeperRef',
  ],
  Elasticsearch: [
    'autoOps', 'configSecret', 'disableSecurity', 'enableSSL', 'halted', 'heapSizePercentage', 'init', 'internalUsers', 'kernelSettings',
    'maxUnavailable', 'podTemplate', 'replicas', 'rolesMapping', 'secureConfigSecret', 'storage', 'storageType', 'topology',
  ],
  Etcd: [
    'allowedSchemas', 'archiver', 'autoOps', 'configSecret', 'halted', 'init', 'podTemplate', 'replicas', 'storage', 'storageType',
  ],
  MariaDB: [
    'allowedSchemas', 'archiver', 'autoOps', 'configSecret', 'distributed', 'halted', 'init', 'podTemplate', 'replicas', 'requireSSL',
    'storage', 'storageType', 'topology', 'wsrepSSTMethod',
  ],
  MongoDB: [
    'allowedSchemas', 'arbiter', 'archiver', 'autoOps', 'clusterAuthMode', 'configSecret', 'ephemeralStorage', 'halted', 'hidden', 'init',
    'keyFileSecret', 'podTemplate', 'replicaSet', 'replicas', 'shardTopology', 'sslMode', 'storage', 'storageEngine', 'storageType',
  ],
  MSSQLServer: [
    'arbiter', 'archiver', 'autoOps', 'configSecret', 'halted', 'init', 'podTemplate', 'replicas', 'storage', 'storageType', 'topology',
  ],
  MySQL: [
    'allowedReadReplicas', 'allowedSchemas', 'archiver', 'autoOps', 'configSecret', 'halted', 'init', 'podTemplate', 'replicas',
    'requireSSL', 'storage', 'storageType', 'topology', 'useAddressType',
  ],
  Neo4j: [
    'disableSecurity', 'disabledProtocols', 'init', 'podTemplate', 'replicas', 'storage', 'storageType',
  ],
  Postgres: [
    'allowedSchemas', 'arbiter', 'archiver', 'autoOps', 'clientAuthMode', 'configSecret', 'distributed', 'enforceFsGroup', 'halted', 'init',
    'leaderElection', 'mode', 'podTemplate', 'readReplicas', 'remoteReplica', 'replicas', 'replication', 'sslMode', 'standbyMode',
    'storage', 'storageType', 'streamingMode', 'synchronousReplicationConfig',
  ],
  Qdrant: [
    'disableSecurity', 'halted', 'mode', 'podTemplate', 'replicas', 'storage', 'storageType',
  ],
  Redis: [
    'acl', 'allowedSchemas', 'autoOps', 'cluster', 'configSecret', 'disableAuth', 'halted', 'init', 'mode', 'podTemplate', 'replicas',
    'sentinelRef', 'storage', 'storageType',
  ],
  Singlestore: [
    'autoOps', 'halted', 'init', 'licenseSecret', 'podTemplate', 'storage', 'storageType', 'topology',
  ],
  ZooKeeper: [
    'adminServerPort', 'autoOps', 'clientSecurePort', 'disableAuth', 'enableSSL', 'halted', 'keystoreCredSecret', 'podTemplate', 'replicas',
    'storage',
  ],
};

/** Keys that upstream has lately, or in branches: a CRD of this year may lack them. */
const NEW: Record<string, readonly string[]> = { Postgres: ['tde'] };

const FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(OTHERS).map(([kind, others]) => [kind, new Set([...EVERYWHERE, ...others, ...NEW[kind] ?? []])]),
);

/** Keys that `spec` of a kind may have. */
export function fieldsOf(kind: string): ReadonlySet<string> {
  return FIELDS.get(kind) ?? new Set();
}
