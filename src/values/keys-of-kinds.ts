/**
 * Keys of the `spec` of each kind, as upstream's CRDs have them, and of objects in it that are like no other of that name
 * (`MySQL.topology`). Neo4jArchiver and Postgres' `tde` are new: a cluster may not have them yet.
 */
export const KEYS_OF_KINDS = `
  BackupBatch: backends paused sessions targets;
  BackupBlueprint: backupConfigurationTemplate subjects usagePolicy;
  BackupConfiguration: backends paused sessions target;
  BackupSession: backupTimeout invoker retryLeft session;
  BackupStorage: default deletionPolicy runtimeSettings storage usagePolicy;
  BackupVerifier: function query restoreOption retryConfig runtimeSettings scheduler script sessionHistoryLimit type volumeMounts volumes;
  Cassandra: authSecret autoOps configuration deletionPolicy disableSecurity enableSSL healthChecker init keystoreCredSecret monitor podTemplate
    replicas serviceTemplates storage storageType tls topology version;
  ClickHouse: archiver authSecret autoOps clusterTopology configuration deletionPolicy disableSecurity halted healthChecker init monitor podTemplate
    replicas serviceTemplates sslVerificationMode storage storageType tls version;
  ClickHouseArchiver: backupStorage databases deletionPolicy encryptionSecret fullBackup incrementalBackup manifestBackup pause retentionPolicy;
  Druid: authSecret autoOps configuration deepStorage deletionPolicy disableSecurity enableSSL halted healthChecker init keystoreCredSecret
    metadataStorage monitor serviceTemplates tls topology version zookeeperRef;
  Elasticsearch: authSecret autoOps configSecret configuration deletionPolicy disableSecurity enableSSL halted healthChecker heapSizePercentage init
    internalUsers kernelSettings maxUnavailable monitor podTemplate replicas rolesMapping secureConfigSecret serviceTemplates storage storageType
    tls topology version;
  Etcd: allowedSchemas archiver authSecret autoOps configSecret configuration deletionPolicy halted healthChecker init monitor podTemplate replicas
    serviceTemplates storage storageType tls version;
  EtcdArchiver: backupStorage databases deletionPolicy encryptionSecret fullBackup manifestBackup pause retentionPolicy;
  HookTemplate: action executor params usagePolicy;
  MSSQLServer: arbiter archiver authSecret autoOps configSecret configuration deletionPolicy halted healthChecker init monitor podTemplate replicas
    serviceTemplates storage storageType tls topology version;
  MSSQLServerArchiver MariaDBArchiver MongoDBArchiver MySQLArchiver PostgresArchiver: backupStorage databases deletionPolicy encryptionSecret
    fullBackup logBackup manifestBackup pause retentionPolicy;
  MariaDB: allowedSchemas archiver authSecret autoOps configSecret configuration deletionPolicy distributed halted healthChecker init monitor
    podTemplate replicas requireSSL serviceTemplates storage storageType tls topology version wsrepSSTMethod;
  MongoDB: allowedSchemas arbiter archiver authSecret autoOps clusterAuthMode configSecret configuration deletionPolicy ephemeralStorage halted
    healthChecker hidden init keyFileSecret monitor podTemplate replicaSet replicas serviceTemplates shardTopology sslMode storage storageEngine
    storageType tls version;
  MySQL: allowedReadReplicas allowedSchemas archiver authSecret autoOps configSecret configuration deletionPolicy halted healthChecker init monitor
    podTemplate replicas requireSSL serviceTemplates storage storageType tls topology useAddressType version;
  Neo4j: authSecret configuration deletionPolicy disableSecurity disabledProtocols healthChecker init monitor podTemplate replicas serviceTemplates
    storage storageType tls version;
  Neo4jArchiver: backupStorage databases deletionPolicy differentialBackup encryptionSecret fullBackup manifestBackup pause retentionPolicy;
  Postgres: allowedSchemas arbiter archiver authSecret autoOps clientAuthMode configSecret configuration deletionPolicy distributed enforceFsGroup
    halted healthChecker init leaderElection mode monitor podTemplate readReplicas remoteReplica replicas replication serviceTemplates sslMode
    standbyMode storage storageType streamingMode synchronousReplicationConfig tde tls version;
  Qdrant: authSecret configuration deletionPolicy disableSecurity halted healthChecker mode monitor podTemplate replicas serviceTemplates storage
    storageType tls version;
  Redis: acl allowedSchemas authSecret autoOps cluster configSecret configuration deletionPolicy disableAuth halted healthChecker init mode monitor
    podTemplate replicas sentinelRef serviceTemplates storage storageType tls version;
  RedisSentinel: authSecret autoOps deletionPolicy disableAuth halted healthChecker monitor podTemplate replicas serviceTemplates storage
    storageType tls version;
  Repository: appRef deletionPolicy encryptionSecret path paused storageRef;
  RestoreSession: addon dataSource hooks manifestOptions restoreTimeout target;
  RetentionPolicy: default failedSnapshots maxRetentionPeriod successfulSnapshots usagePolicy;
  Singlestore: authSecret autoOps configuration deletionPolicy halted healthChecker init licenseSecret monitor podTemplate serviceTemplates storage
    storageType tls topology version;
  ZooKeeper: adminServerPort authSecret autoOps clientSecurePort configuration deletionPolicy disableAuth enableSSL halted healthChecker
    keystoreCredSecret monitor podTemplate replicas serviceTemplates storage tls version;

  BackupBatch.sessions: backupTimeout hooks name retryConfig scheduler sessionHistoryLimit targets;
  BackupBatch.targets: appRef name;
  BackupStorage.storage: azure gcs local provider s3;
  BackupVerifier.scheduler sessions.scheduler: concurrencyPolicy failedJobsHistoryLimit jobTemplate schedule startingDeadlineSeconds
    successfulJobsHistoryLimit suspend;
  ClickHouse.tls: certificates clientCaCertificateRefs issuerRef;
  Druid.topology: brokers coordinators historicals middleManagers overlords routers;
  Elasticsearch.topology: coordinating data dataCold dataContent dataFrozen dataHot dataWarm ingest master ml transform;
  Etcd.configuration Postgres.configuration: inline secretName tuning;
  MSSQLServer.tls: certificates clientTLS issuerRef;
  MSSQLServer.topology: availabilityGroup distributedAG mode;
  MariaDB.topology: maxscale mode;
  MongoDB.arbiter: configSecret configuration podTemplate;
  MySQL.topology: group innoDBCluster mode remoteReplica semiSync;
  Neo4j.tls: backup bolt certificates cluster http issuerRef keystoreCredSecret;
  Postgres.leaderElection: electionTick heartbeatTick leaseDurationSeconds maximumLagBeforeFailover period renewDeadlineSeconds retryPeriodSeconds
    transferLeadershipInterval transferLeadershipTimeout;
  Qdrant.tls: certificates client issuerRef p2p;
  Redis.cluster: announce replicas shards;
  Redis.configuration: acl inline secretName;
  RestoreSession.dataSource: components encryptionSecret namespace pitr repository snapshot;
  RestoreSession.hooks: postRestore preRestore;
  Singlestore.topology: aggregator leaf;
`;
