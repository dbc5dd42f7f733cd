/** Keys that an object cannot do without, as upstream's CRDs have it, by the places of `keys-of-kinds.ts` and `keys-of-fields.ts`. */
export const KEYS_NEEDED = `
  BackupVerifier.scheduler sessions.scheduler: jobTemplate schedule;
  Cassandra ClickHouse Elasticsearch Etcd MariaDB MongoDB MySQL Neo4j Postgres Qdrant Redis RedisSentinel ZooKeeper: version;
  Cassandra.authSecret ClickHouse.authSecret Druid.authSecret Elasticsearch.authSecret Etcd.authSecret MariaDB.authSecret MongoDB.authSecret
    MSSQLServer.authSecret MySQL.authSecret Neo4j.authSecret Postgres.authSecret Qdrant.authSecret Redis.authSecret RedisSentinel.authSecret
    Singlestore.authSecret ZooKeeper.authSecret appRef archiverRef backupVerifier claims containers encryptionSecret env ephemeralContainers
    fullDBRepository hookTemplate initContainers keystoreCredSecret licenseSecret manifestRepository metadataStorage os readReplicas ref replicaSet
    retentionPolicy storageRef target variables volumes zookeeperRef: name;
  ClickHouse.archiver Etcd.archiver MariaDB.archiver MongoDB.archiver MSSQLServer.archiver MySQL.archiver Postgres.archiver: ref;
  ClickHouseArchiver EtcdArchiver MariaDBArchiver MongoDBArchiver MSSQLServerArchiver MySQLArchiver Neo4jArchiver PostgresArchiver: databases;
  Druid: deepStorage version;
  Elasticsearch.topology: ingest master;
  MSSQLServer: tls version;
  Singlestore: licenseSecret version;
  appArmorProfile deepStorage seccompProfile: type;
  awsElasticBlockStore cinder portworxVolume: volumeID;
  azureDisk: diskName diskURI;
  azureFile: secretName shareName;
  cephfs: monitors;
  certificates serviceTemplates: alias;
  clientCaCertificateRefs configMapKeyRef secretKeyRef: key;
  clusterTrustBundle downwardAPI.items hostPath serviceAccountToken: path;
  conditions: status type;
  configMap.items secret.items: key path;
  configServer mongos: replicas;
  containers.ports ephemeralContainers.ports initContainers.ports: containerPort;
  csi flexVolume: driver;
  dataSourceRef invoker issuerRef spec.dataSource storage.dataSource tlsIssuerRef: kind name;
  distributedAG: remote self;
  exitCodes: operator;
  fieldRef: fieldPath;
  fileKeyRef: key path volumeName;
  fullBackup.scheduler manifestBackup.scheduler: schedule;
  gcePersistentDisk: pdName;
  git: args;
  gitRepo: repository;
  glusterfs: endpoints path;
  grpc httpGet httpPost spec.ports tcpSocket: port;
  hidden: replicas storage;
  horizons: dns;
  hostAliases: ip;
  httpHeaders sysctls: name value;
  incrementalBackup.configSecret logBackup.configSecret: envToSecretKey name;
  init.archiver: recoveryTimestamp;
  iscsi: iqn lun targetPortal;
  matchExpressions matchFields: key operator;
  modifyVolumeStatus: status;
  nfs: path server;
  nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution: preference weight;
  nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution: nodeSelectorTerms;
  owner ownerReferences: apiVersion kind name uid;
  persistentVolumeClaim: claimName;
  photonPersistentDisk: pdID;
  podAffinity.preferredDuringSchedulingIgnoredDuringExecution podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution: podAffinityTerm
    weight;
  podAffinity.requiredDuringSchedulingIgnoredDuringExecution podAffinityTerm podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution:
    topologyKey;
  podCertificate: keyType signerName;
  quobyte: registry volume;
  rbd: image monitors;
  readinessGates: conditionType;
  remote: name url;
  remoteReplica: sourceRef;
  replication: walLimitPolicy;
  resizePolicy: resourceName restartPolicy;
  resourceFieldRef: resource;
  restartPolicyRules: action;
  scaleIO: gateway secretRef system;
  self: role url;
  shard: replicas shards;
  shardTopology: configServer mongos shard;
  sleep: seconds;
  task: params;
  topologySpreadConstraints: maxSkew topologyKey whenUnsatisfiable;
  volumeClaimTemplate: spec;
  volumeDevices: devicePath name;
  volumeMounts: mountPath name;
  vsphereVolume: volumePath;
`;
