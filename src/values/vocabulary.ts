/** What a field holds. */
export type FieldType = 'flag' | 'whole' | 'text' | 'wholeOrText' | 'texts' | 'wholes' | 'map' | 'object' | 'objects';

/** Names of the fields of KubeDB's and KubeStash's objects, and of the pods in them, that hold the same wherever they stand. */
const NAMES: Record<FieldType, string> = {
  flag: `allowPrivilegeEscalation automountServiceAccountToken blockOwnerDeletion chapAuthDiscovery chapAuthSession client clientTLS createTables db
  deepStorageSecret disableAuth disableAutoTune disabled disableDefaults disableSecurity disableWriteCheck distributed enableServiceLinks
  enableSSL enableUI enforceFsGroup exclusive externallyManaged halted hostIPC hostNetwork hostPID hostProcess hostUsers initialized
  initScript insecureTLS optional p2p pause paused privileged readOnly readOnlyRootFilesystem required requireSSL reserved runAsNonRoot
  sentinel setHostnameAsFQDN shareProcessNamespace singleton sslEnabled stdin stdinOnce suspend tty useWildcard waitForInitialRestore`,
  whole: `activeDeadlineSeconds adjustment adminServerPort backoffLimit class classData clientSecurePort completions containerPort daily defaultMode
  electionTick expirationSeconds failedJobsHistoryLimit failedLogHistoryLimit failureThreshold fsGroup healthCheckNodePort heapSizePercentage
  heartbeatTick hostPort hourly initialDelaySeconds last leaseDurationSeconds logRetentionHistoryLimit lun maxConnections maxExpirationSeconds
  maximumLagBeforeFailover maxRetry maxSkew maxSlotWALKeepSize minDomains modulus monthly nodePort numSyncReplicas parallelism partition
  periodSeconds priority quotaBackendBytes renewDeadlineSeconds replicas retryLeft retryPeriodSeconds runAsGroup runAsUser seconds
  sessionHistoryLimit snapshotCount sourceWaitForReplicaCount startingDeadlineSeconds successfulJobsHistoryLimit successfulLogHistoryLimit
  successThreshold terminationGracePeriodSeconds timeoutSeconds tolerationSeconds ttlSecondsAfterFinished walKeepSegment walKeepSize weekly
  weight yearly`,
  text: `activeFrom agent alias apiGroup apiVersion audience authSecretName autoCompactionMode autoCompactionRetention backend backupInterval backupSession
  backupTimeout body bucket cachingMode certificateChainPath claimName clientAuthMode clusterAuthMode clusterIP commitLevel completionMode
  concurrencyPolicy conditionType configSecretName containerName credentialBundlePath currentVolumeAttributesClassName datasetName datasetUUID
  dbName delay deletionPolicy description devicePath directory diskName diskURI dns dnsPolicy driver duration effect email encoding endpoint
  endpointCertSecretName errantTransactionRecoveryPolicy executionPolicy externalTrafficPolicy fieldPath forceFailoverAcceptingDataLossAfter
  from fsGroupChangePolicy fsType full_name gateway generateName gmsaCredentialSpec gmsaCredentialSpecName host hostIP imagePullPolicy
  initiatorName interval ip iqn iscsiInterface key keyPath keyring keyType kind lastProbeTime lastTransitionTime level linkedDB loadBalancerIP
  localhostProfile location loginSecretName masterKeySecretName maxRetentionPeriod medium message mountPath mountPropagation name namespace
  nodeAffinityPolicy nodeName nodeTaintsPolicy operator path pathsBase pdID pdName period phase pool preemptionPolicy prefix priorityClassName
  procMount profile protectionDomain protocol provider pullPolicy reason recoveryTimestamp recursiveReadOnly reference regex region registry
  renewBefore replacement replicationStrategy repository request resource resourceName resourceVersion restartPolicy restoreNamespace
  restoreTimeout retentionPeriod retentionSchedule revision role rotateAfter runAsUserName runtimeClassName schedule schedulerName scheme
  scriptPath secondaryAccessMode secretFile secretName secretStoreName seLinuxChangePolicy SentinelName separator serialNumber server service
  serviceAccountName session shareName signerName snapshot snapshotID sourceTimeout sslMode sslVerificationMode standbyMode stopSignal
  storageAccount storageClassName storageEngine storageMode storagePolicyID storagePolicyName storagePool storageType strategy streamingMode
  subDir subPath subPathExpr suffix supplementalGroupsPolicy system targetContainerName targetLabel targetPortal targetTime
  targetVolumeAttributesClassName tenant terminationMessagePath terminationMessagePolicy terminationPolicy timeout topologyKey
  transferLeadershipInterval transferLeadershipTimeout type uid url usage useAddressType user value version volume volumeAttributesClassName
  volumeID volumeMode volumeName volumeNamespace volumePath walLimitPolicy whenUnsatisfiable workingDir wsrepSSTMethod`,
  wholeOrText: 'divisor maxUnavailable sizeLimit',
  texts: `accessModes add andBackendRoles args availableVersions backendRoles command components countries disabledProtocols dnsNames drop emailAddresses externalIPs
  finalizers hostnames hosts ipAddresses loadBalancerSourceRanges localities matchLabelKeys mismatchLabelKeys monitors nameservers
  opendistroSecurityRoles organizationalUnits organizations pods podTargetLabels portals postalCodes provinces roles rules searches
  searchGuardRoles sourceLabels standbyNames streetAddresses targetLabels targetWWNs uris users wwids`,
  wholes: 'supplementalGroups',
  map: `allocatedResourceStatuses annotations attributes envToSecretKey inline labels matchLabels nodeSelector podAnnotations podLabels
  serviceAccountAnnotations volumeAttributes`,
  object: `acl addon addonInfo affinity aggregator allocatedResources allowedNamespaces allowedReadReplicas allowedSchemas announce appArmorProfile
  appRef arbiter archiverRef autoOps availabilityGroup awsElasticBlockStore azure azureDisk azureFile backup backupConfigurationTemplate
  backupStorage backupVerifier bolt brokers capabilities capacity cephfs cinder clickhouse clickHouseKeeper clientIP cluster clusterTopology
  clusterTrustBundle configMap configMapKeyRef configMapRef configServer configuration containerRuntimeSettings containerSecurityContext
  coordinating coordinator coordinators csi data dataCold dataContent dataFrozen dataHot dataSource dataSourceRef dataWarm deepStorage differentialBackup
  distributedAG dnsConfig downwardAPI druid emptyDir encryptionSecret ephemeral ephemeralStorage exec exitCodes exporter failedSnapshots fc
  fieldRef fileKeyRef flexVolume flocker fullBackup fullDBRepository gcePersistentDisk gcs git gitRepo glusterfs grpc healthChecker
  historicals hooks hookTemplate horizons hostPath http httpGet httpPost incrementalBackup ingest init innoDBCluster internalUsers invoker
  ionice iscsi issuerRef jobTemplate kernelSettings keyFileSecret keystoreCredSecret labelSelector leaderElection leaf licenseSecret lifecycle
  limits livenessProbe local logBackup manifestBackup manifestOptions manifestRepository mariaDB maxscale metadataStorage middleManagers ml
  modifyVolumeStatus mongoDB mongos monitor msSQLServer mySQL namespaceSelector nfs nice node nodeAffinity nodePublishSecretRef os overhead
  overlords owner persistentVolumeClaim photonPersistentDisk pitr pod podAffinity podAffinityTerm podAntiAffinity podCertificate
  podPlacementPolicy podTemplate portworxVolume postgres postStart preference preStop privateKey projected prometheus query quobyte rbd
  readinessProbe redis redisSentinel ref remote remoteReplica replicaSet replication requests resourceFieldRef resources restoreOption
  retentionPolicy retryConfig rolesMapping router routers runtimeSettings s3 scaleIO scheduler script seccompProfile secret secretKeyRef
  secretRef secureConfigSecret securityContext self seLinuxOptions semiSync sentinelRef serviceAccountToken serviceMonitor serviceTemplate
  sessionAffinityConfig shard shardTopology singlestore sleep source sourceRef spec startupProbe storage storageos storageRef subject
  successfulSnapshots synchronousReplicationConfig target targetVolumes task tcpSocket tde template tls tlsIssuerRef topology transform tuning
  usagePolicy valueFrom volumeClaimTemplate vsphereVolume windowsOptions workload zooKeeper zookeeperRef`,
  objects: `addonVolumes backends backupTasks certificates claims clientCaCertificateRefs conditions containers env envFrom ephemeralContainers form
  hostAliases httpHeaders imagePullSecrets initContainers items matchExpressions matchFields metricRelabelings nodeSelectorTerms
  ownerReferences parameters ports postBackup postRestore preBackup preferredDuringSchedulingIgnoredDuringExecution preRestore rack
  readinessGates readReplicas relabelings repositories resizePolicy restartPolicyRules restoreTasks serviceTemplates sessions sources subjects
  sysctls targets tasks tolerations topologySpreadConstraints variables volumeClaimTemplates volumeDevices volumeMounts volumes volumeTemplate`,
};

/** Names that hold one thing or another, by the field that they stand in. */
const NAMES_IN: Record<string, Partial<Record<FieldType, string>>> = {
  action: { text: 'metricRelabelings relabelings restartPolicyRules', object: 'spec' },
  archiver: { flag: 'clickhouse manifestOptions mariaDB mongoDB msSQLServer mySQL postgres redis singlestore zooKeeper', object: 'init spec' },
  authSecret: { flag: 'clickhouse druid mariaDB mongoDB msSQLServer mySQL postgres redis redisSentinel singlestore zooKeeper', object: 'git spec' },
  configSecret: {
    flag: 'clickhouse druid mariaDB mongoDB mySQL postgres redis singlestore zooKeeper',
    object: 'arbiter configServer deepStorage hidden incrementalBackup logBackup maxscale mongos shard spec',
  },
  container: { text: 'azure', object: 'runtimeSettings' },
  controller: { flag: 'owner ownerReferences', object: 'jobTemplate podTemplate template' },
  databases: { texts: 'availabilityGroup', object: 'spec' },
  default: { flag: 'spec', text: 'parameters params' },
  endpoints: { text: 'glusterfs', texts: 'shards', objects: 'serviceMonitor' },
  executor: { text: 'backupTasks restoreTasks', object: 'spec' },
  function: { text: 'backupTasks restoreTasks spec', object: 'executor' },
  group: { text: 'quobyte', object: 'topology' },
  hidden: { flag: 'internalUsers rolesMapping', object: 'spec' },
  image: { text: 'containers ephemeralContainers initContainers rbd spec', object: 'script' },
  master: { whole: 'cluster', object: 'topology' },
  metadata: { map: 'internalUsers', object: 'jobTemplate podTemplate serviceTemplate serviceTemplates template volumeClaimTemplate volumeClaimTemplates' },
  mode: { whole: 'items', text: 'backup bolt cluster group http innoDBCluster spec synchronousReplicationConfig topology' },
  namespaces: { texts: 'podAffinityTerm requiredDuringSchedulingIgnoredDuringExecution', object: 'allowedReadReplicas allowedSchemas databases' },
  options: { map: 'flexVolume', objects: 'dnsConfig' },
  params: { object: 'postBackup postRestore preBackup preRestore task tasks', objects: 'spec' },
  port: { whole: 'exporter grpc node ports', text: 'endpoints', wholeOrText: 'httpGet httpPost tcpSocket' },
  requiredDuringSchedulingIgnoredDuringExecution: { object: 'nodeAffinity', objects: 'podAffinity podAntiAffinity' },
  selector: { text: 'pod', object: 'allowedNamespaces allowedReadReplicas allowedSchemas databases namespaces spec storage' },
  shards: { whole: 'cluster shard', objects: 'announce' },
  status: { text: 'conditions modifyVolumeStatus', object: 'volumeClaimTemplates' },
  values: { texts: 'form matchExpressions matchFields', wholes: 'exitCodes' },
};

/** Names whose fields hold keys of the user's own, or of which it is not known yet what they hold. */
const OPEN = new Set(words(`${NAMES.map} allocatedResources capacity internalUsers limits options overhead params query requests rolesMapping tde`));

/** Of these, those that hold an object under each of the user's keys. */
const MAPS_OF_OBJECTS = ['internalUsers', 'rolesMapping'];

const TYPES = byName(NAMES);

const TYPES_IN: ReadonlyMap<string, ReadonlyMap<string, FieldType>> = new Map(Object.entries(NAMES_IN).map(([name, types]) => [name, byName(types)]));

function byName(names: Partial<Record<FieldType, string>>): ReadonlyMap<string, FieldType> {
  return new Map(Object.entries(names).flatMap(([type, of]) => words(of).map((name): [string, FieldType] => [name, type as FieldType])));
}

/** Names that hold the same wherever they stand, and what that is. */
export function fieldTypes(): ReadonlyMap<string, FieldType> {
  return TYPES;
}

/** Names that hold one thing or another, and what that is in the fields that they may stand in. */
export function fieldTypesByPlace(): ReadonlyMap<string, ReadonlyMap<string, FieldType>> {
  return TYPES_IN;
}

/** Whether any object has a field of this name. */
export function isField(name: string): boolean {
  return TYPES.has(name) || TYPES_IN.has(name);
}

/** Whether the keys below a field are the user's own. */
export function isOpen(name: string): boolean {
  return OPEN.has(name);
}

/** Whether there is an object under each of the user's own keys below a field. */
export function isMapOfObjects(name: string): boolean {
  return MAPS_OF_OBJECTS.includes(name);
}

function words(text: string): string[] {
  return text.split(/\s+/);
}
