/** Keys of the objects in a `spec`, by the field that they stand in; by that and the one around it (`podTemplate.spec`) where they differ. */
export const KEYS_OF_FIELDS = `
  acl: rules secretRef;
  action: containerName exec httpGet httpPost tcpSocket;
  addon addonInfo: containerRuntimeSettings jobTemplate name tasks;
  addonVolumes: name source;
  affinity: nodeAffinity podAffinity podAntiAffinity;
  aggregator leaf: configuration podTemplate replicas storage suffix;
  allowedNamespaces namespaces: from selector;
  allowedReadReplicas allowedSchemas databases: namespaces selector;
  announce: shards type;
  appArmorProfile seccompProfile: localhostProfile type;
  appRef dataSourceRef target: apiGroup kind name namespace;
  arbiter: nodeSelector resources tolerations;
  archiver: pause ref;
  archiver.manifestOptions: archiver archiverRef initScript;
  archiverRef backupVerifier encryptionSecret fullDBRepository hookTemplate manifestRepository ref retentionPolicy sentinelRef storageRef: name
    namespace;
  authSecret keystoreCredSecret licenseSecret: activeFrom apiGroup externallyManaged kind name rotateAfter secretStoreName;
  autoOps: disabled;
  availabilityGroup: databases endpointCertSecretName leaderElection loginSecretName masterKeySecretName secondaryAccessMode;
  awsElasticBlockStore: fsType partition readOnly volumeID;
  azure: container maxConnections prefix secretName storageAccount;
  azureDisk: cachingMode diskName diskURI fsType kind readOnly;
  azureFile: readOnly secretName shareName;
  backends: name retentionPolicy storageRef;
  backup bolt http tls.cluster: mode;
  backupConfigurationTemplate: backends deletionPolicy namespace sessions;
  backupStorage: ref subDir;
  brokers coordinators overlords routers: podTemplate replicas suffix;
  capabilities: add drop;
  cephfs: monitors path readOnly secretFile secretRef user;
  certificates: alias dnsNames duration emailAddresses ipAddresses issuerRef privateKey renewBefore secretName subject uris;
  cinder: fsType readOnly secretRef volumeID;
  claims: name request;
  clickHouseKeeper: externallyManaged node spec;
  clickHouseKeeper.spec: podTemplate replicas storage storageType;
  clickhouse mariaDB mongoDB mySQL postgres redis singlestore zooKeeper: archiver archiverRef authSecret authSecretName configSecret
    configSecretName db dbName initScript restoreNamespace tlsIssuerRef;
  clientCaCertificateRefs configMapKeyRef secretKeyRef: key name optional;
  clientIP: timeoutSeconds;
  cluster: name podTemplate replicas shards storage storageType;
  clusterTopology: clickHouseKeeper cluster;
  clusterTrustBundle: labelSelector name optional path signerName;
  conditions: lastProbeTime lastTransitionTime message reason status type;
  configMap: defaultMode items name optional;
  configMapRef envFrom.secretRef: name optional;
  configSecret git.authSecret imagePullSecrets keyFileSecret nodePublishSecretRef os podPlacementPolicy secretRef secureConfigSecret: name;
  configServer: configSecret configuration ephemeralStorage podTemplate prefix replicas storage;
  configuration: inline secretName;
  container containerRuntimeSettings: env envFrom ionice lifecycle livenessProbe nice readinessProbe resources securityContext;
  containerSecurityContext securityContext: allowPrivilegeEscalation appArmorProfile capabilities privileged procMount readOnlyRootFilesystem
    runAsGroup runAsNonRoot runAsUser seLinuxOptions seccompProfile windowsOptions;
  containers initContainers: args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe resizePolicy resources
    restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices
    volumeMounts workingDir;
  controller metadata: annotations labels;
  coordinating data dataCold dataContent dataFrozen dataHot dataWarm ingest master ml transform: heapSizePercentage maxUnavailable podTemplate
    replicas storage suffix;
  csi: driver fsType nodePublishSecretRef readOnly volumeAttributes;
  dataSource invoker issuerRef tlsIssuerRef: apiGroup kind name;
  deepStorage: configSecret type;
  differentialBackup: backupInterval configSecret failedLogHistoryLimit logRetentionHistoryLimit retentionPeriod retentionSchedule runtimeSettings
    successfulLogHistoryLimit;
  incrementalBackup logBackup: configSecret failedLogHistoryLimit logRetentionHistoryLimit retentionPeriod retentionSchedule runtimeSettings
    successfulLogHistoryLimit;
  distributedAG: remote self;
  dnsConfig: nameservers options searches;
  downwardAPI: defaultMode items;
  downwardAPI.items: fieldRef mode path resourceFieldRef;
  druid: authSecret authSecretName configSecret configSecretName db dbName deepStorageSecret restoreNamespace;
  emptyDir ephemeralStorage: medium sizeLimit;
  endpoints: metricRelabelings port relabelings;
  env variables: name value valueFrom;
  envFrom: configMapRef prefix secretRef;
  ephemeral: volumeClaimTemplate;
  ephemeralContainers: args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe resizePolicy resources
    restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce targetContainerName terminationMessagePath
    terminationMessagePolicy tty volumeDevices volumeMounts workingDir;
  exec: command;
  executor: function pod type;
  executor.pod: owner selector strategy;
  exitCodes: operator values;
  exporter: args env port resources securityContext;
  failedSnapshots: last;
  fc: fsType lun readOnly targetWWNs wwids;
  fieldRef: apiVersion fieldPath;
  fileKeyRef: key optional path volumeName;
  flexVolume: driver fsType options readOnly secretRef;
  flocker: datasetName datasetUUID;
  form: key values;
  fullBackup: containerRuntimeSettings driver jobTemplate retryConfig scheduler sessionHistoryLimit task timeout;
  function: env name volumeMounts volumes;
  gcePersistentDisk: fsType partition pdName readOnly;
  gcs: bucket maxConnections prefix secretName;
  git: args authSecret env resources securityContext;
  gitRepo: directory repository revision;
  glusterfs: endpoints path readOnly;
  group: mode name;
  grpc: port service;
  healthChecker: disableWriteCheck failureThreshold periodSeconds timeoutSeconds;
  hidden: configSecret configuration podTemplate replicas storage;
  historicals middleManagers: ephemeralStorage podTemplate replicas storage storageType suffix;
  hooks: postBackup preBackup;
  horizons: dns pods;
  hostAliases: hostnames ip;
  hostPath: path type;
  httpGet: host httpHeaders path port scheme;
  httpHeaders options sysctls: name value;
  httpPost: body form host httpHeaders path port scheme;
  image: pullPolicy reference;
  differentialBackup.configSecret incrementalBackup.configSecret logBackup.configSecret: envToSecretKey name;
  init: archiver initialized script waitForInitialRestore;
  init.archiver: encryptionSecret fullDBRepository manifestOptions manifestRepository recoveryTimestamp replicationStrategy;
  init.script: awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume flocker
    gcePersistentDisk git gitRepo glusterfs hostPath image iscsi nfs persistentVolumeClaim photonPersistentDisk portworxVolume projected quobyte rbd
    scaleIO scriptPath secret storageos vsphereVolume;
  innoDBCluster: mode router;
  internalUsers: attributes backendRoles description email full_name hidden metadata opendistroSecurityRoles reserved roles searchGuardRoles
    secretName;
  ionice: class classData;
  iscsi: chapAuthDiscovery chapAuthSession fsType initiatorName iqn iscsiInterface lun portals readOnly secretRef targetPortal;
  items: key mode path;
  jobTemplate podTemplate template: controller metadata spec;
  jobTemplate.spec template.spec: affinity args containerSecurityContext dnsConfig dnsPolicy enableServiceLinks env hostIPC hostNetwork hostPID
    imagePullSecrets initContainers lifecycle livenessProbe nodeSelector podPlacementPolicy priority priorityClassName readinessProbe resources
    runtimeClassName schedulerName securityContext serviceAccountName shareProcessNamespace terminationGracePeriodSeconds tolerations
    topologySpreadConstraints volumeMounts volumes;
  kernelSettings: disableDefaults privileged sysctls;
  labelSelector namespaceSelector selector: matchExpressions matchLabels;
  leaderElection: electionTick heartbeatTick period transferLeadershipInterval transferLeadershipTimeout;
  lifecycle: postStart preStop stopSignal;
  livenessProbe readinessProbe startupProbe: exec failureThreshold grpc httpGet initialDelaySeconds periodSeconds successThreshold tcpSocket
    terminationGracePeriodSeconds timeoutSeconds;
  local: awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume flocker gcePersistentDisk
    glusterfs hostPath iscsi maxConnections mountPath nfs persistentVolumeClaim photonPersistentDisk portworxVolume projected quobyte rbd scaleIO
    secret storageos subPath vsphereVolume;
  manifestBackup: containerRuntimeSettings jobTemplate retryConfig scheduler sessionHistoryLimit timeout;
  manifestOptions: clickhouse druid mariaDB mongoDB msSQLServer mySQL postgres redis redisSentinel singlestore workload zooKeeper;
  matchExpressions matchFields: key operator values;
  maxscale: configSecret enableUI podTemplate replicas storage storageType;
  metadataStorage: createTables externallyManaged linkedDB name namespace type version;
  metricRelabelings relabelings: action modulus regex replacement separator sourceLabels targetLabel;
  modifyVolumeStatus: status targetVolumeAttributesClassName;
  mongos: configSecret configuration podTemplate prefix replicas;
  monitor: agent prometheus;
  msSQLServer: archiver archiverRef authSecret authSecretName db dbName initScript restoreNamespace tlsIssuerRef;
  nfs: path readOnly server;
  nice: adjustment;
  node tcpSocket: host port;
  nodeAffinity podAffinity podAntiAffinity: preferredDuringSchedulingIgnoredDuringExecution requiredDuringSchedulingIgnoredDuringExecution;
  nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution: preference weight;
  nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution: nodeSelectorTerms;
  nodeSelectorTerms preference: matchExpressions matchFields;
  owner ownerReferences: apiVersion blockOwnerDeletion controller kind name uid;
  params: default name required usage;
  persistentVolumeClaim: claimName readOnly;
  photonPersistentDisk: fsType pdID;
  pitr: exclusive targetTime;
  pod: affinity automountServiceAccountToken enableServiceLinks imagePullSecrets nodeName nodeSelector podAnnotations podLabels priority
    priorityClassName readinessGates runtimeClassName schedulerName securityContext serviceAccountAnnotations serviceAccountName tolerations
    topologySpreadConstraints;
  pod.securityContext spec.securityContext: appArmorProfile fsGroup fsGroupChangePolicy runAsGroup runAsNonRoot runAsUser seLinuxChangePolicy
    seLinuxOptions seccompProfile supplementalGroups supplementalGroupsPolicy sysctls windowsOptions;
  podAffinityTerm requiredDuringSchedulingIgnoredDuringExecution: labelSelector matchLabelKeys mismatchLabelKeys namespaceSelector namespaces
    topologyKey;
  podCertificate: certificateChainPath credentialBundlePath keyPath keyType maxExpirationSeconds signerName;
  podTemplate.spec: activeDeadlineSeconds automountServiceAccountToken containers dnsConfig dnsPolicy enableServiceLinks ephemeralContainers
    hostAliases hostIPC hostNetwork hostPID hostUsers imagePullSecrets initContainers nodeName nodeSelector os overhead podPlacementPolicy
    preemptionPolicy priority priorityClassName readinessGates restartPolicy runtimeClassName schedulerName securityContext serviceAccountName
    setHostnameAsFQDN shareProcessNamespace terminationGracePeriodSeconds tolerations volumes;
  ports: containerPort hostIP hostPort name protocol;
  portworxVolume: fsType readOnly volumeID;
  postBackup postRestore preBackup preRestore: executionPolicy hookTemplate maxRetry name params runtimeSettings timeout variables volumeMounts
    volumes;
  postStart preStop: exec httpGet sleep tcpSocket;
  preferredDuringSchedulingIgnoredDuringExecution: podAffinityTerm weight;
  privateKey: encoding;
  projected: defaultMode sources;
  prometheus: exporter serviceMonitor;
  quobyte: group readOnly registry tenant user volume;
  rack: name podTemplate replicas storage storageType;
  rbd: fsType image keyring monitors pool readOnly secretRef user;
  readReplicas: name nodeSelector podPlacementPolicy replicas resources serviceTemplate storage storageType tolerations;
  readinessGates: conditionType;
  redisSentinel: SentinelName authSecret authSecretName restoreNamespace sentinel tlsIssuerRef;
  remote: name url;
  remoteReplica: sourceRef;
  replicaSet: horizons name;
  replication: forceFailoverAcceptingDataLossAfter maxSlotWALKeepSize walKeepSegment walKeepSize walLimitPolicy;
  repositories: backend backupVerifier deletionPolicy directory encryptionSecret name;
  resizePolicy: resourceName restartPolicy;
  resourceFieldRef: containerName divisor resource;
  resources: claims limits requests;
  restartPolicyRules: action exitCodes;
  restoreOption: addonInfo target;
  retryConfig: delay maxRetry;
  rolesMapping: andBackendRoles backendRoles hidden hosts reserved users;
  router: podTemplate replicas;
  runtimeSettings: container pod;
  s3: bucket endpoint insecureTLS maxConnections prefix region secretName;
  scaleIO: fsType gateway protectionDomain readOnly secretRef sslEnabled storageMode storagePool system volumeName;
  scheduler: concurrencyPolicy failedJobsHistoryLimit jobTemplate schedule successfulJobsHistoryLimit;
  scheduler.jobTemplate: activeDeadlineSeconds backoffLimit completionMode completions parallelism suspend template ttlSecondsAfterFinished;
  script: args location;
  seLinuxOptions: level role type user;
  secret: defaultMode items optional secretName;
  self: role url;
  semiSync: errantTransactionRecoveryPolicy sourceTimeout sourceWaitForReplicaCount;
  serviceAccountToken: audience expirationSeconds path;
  serviceMonitor: endpoints interval labels podTargetLabels targetLabels;
  serviceTemplate volumeClaimTemplate: metadata spec;
  serviceTemplate.spec serviceTemplates.spec: clusterIP externalIPs externalTrafficPolicy healthCheckNodePort loadBalancerIP
    loadBalancerSourceRanges ports sessionAffinityConfig type;
  serviceTemplates: alias metadata spec;
  sessionAffinityConfig: clientIP;
  sessions: addon backupTimeout hooks name repositories retryConfig scheduler sessionHistoryLimit;
  shard: configSecret configuration ephemeralStorage podTemplate prefix replicas shards storage;
  shardTopology: configServer mongos shard;
  shards: endpoints;
  sleep: seconds;
  source: awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume flocker
    gcePersistentDisk glusterfs hostPath iscsi nfs persistentVolumeClaim photonPersistentDisk portworxVolume projected quobyte rbd scaleIO secret
    storageos volumeClaimTemplate vsphereVolume;
  sourceRef: apiVersion fieldPath kind name namespace resourceVersion uid;
  sources: clusterTrustBundle configMap downwardAPI podCertificate secret serviceAccountToken;
  sources.configMap sources.secret: items name optional;
  sources.downwardAPI: items;
  spec.ports: name nodePort port;
  status: accessModes allocatedResourceStatuses allocatedResources capacity conditions currentVolumeAttributesClassName modifyVolumeStatus phase;
  storage volumeClaimTemplate.spec volumeClaimTemplates.spec: accessModes dataSource dataSourceRef resources selector storageClassName
    volumeAttributesClassName volumeMode volumeName;
  storage.resources: limits requests;
  storageos: fsType readOnly secretRef volumeName volumeNamespace;
  subject: countries localities organizationalUnits organizations postalCodes provinces serialNumber streetAddresses;
  subjects: apiVersion kind;
  successfulSnapshots: daily hourly last monthly weekly yearly;
  synchronousReplicationConfig: commitLevel mode numSyncReplicas standbyNames useWildcard;
  targetVolumes: volumeClaimTemplates volumeMounts volumes;
  targets: addon name repositories;
  task: params;
  tasks: addonVolumes name params targetVolumes variables;
  tls: certificates issuerRef;
  tolerations: effect key operator tolerationSeconds value;
  topology: rack;
  topologySpreadConstraints: labelSelector matchLabelKeys maxSkew minDomains nodeAffinityPolicy nodeTaintsPolicy topologyKey whenUnsatisfiable;
  tuning: autoCompactionMode autoCompactionRetention disableAutoTune maxConnections profile quotaBackendBytes snapshotCount storageType;
  usagePolicy: allowedNamespaces;
  valueFrom: configMapKeyRef fieldRef fileKeyRef resourceFieldRef secretKeyRef;
  volumeClaimTemplate.metadata: annotations finalizers generateName labels name namespace ownerReferences;
  volumeClaimTemplates: apiVersion kind metadata spec status;
  volumeClaimTemplates.metadata: annotations generateName labels name namespace ownerReferences;
  volumeDevices: devicePath name;
  volumeMounts: mountPath mountPropagation name readOnly recursiveReadOnly subPath subPathExpr;
  volumes: awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume flocker
    gcePersistentDisk glusterfs hostPath iscsi name nfs persistentVolumeClaim photonPersistentDisk portworxVolume projected quobyte rbd scaleIO
    secret storageos vsphereVolume;
  vsphereVolume: fsType storagePolicyID storagePolicyName volumePath;
  windowsOptions: gmsaCredentialSpec gmsaCredentialSpecName hostProcess runAsUserName;
  workload: restoreNamespace;
  zookeeperRef: externallyManaged name namespace pathsBase version;
`;
