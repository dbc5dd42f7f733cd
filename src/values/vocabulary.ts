/** What a field holds, wherever it stands. */
export type FieldType = 'flag' | 'whole' | 'text' | 'texts' | 'map' | 'object' | 'objects' | 'any';

/**
 * Names of the fields of KubeDB's and KubeStash's objects, and of the pods in them, by what they hold: a name holds the same wherever it
 * stands. Those that do not are `any`.
 */
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
  texts: `accessModes add andBackendRoles args availableVersions backendRoles command components countries dnsNames drop emailAddresses externalIPs
  finalizers hostnames hosts ipAddresses loadBalancerSourceRanges localities matchLabelKeys mismatchLabelKeys monitors nameservers
  opendistroSecurityRoles organizationalUnits organizations pods podTargetLabels portals postalCodes provinces roles rules searches
  searchGuardRoles sourceLabels standbyNames streetAddresses targetLabels targetWWNs uris users wwids`,
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
  any: `action archiver authSecret configSecret container controller databases default disabledProtocols divisor endpoints executor function group
  hidden image master maxUnavailable metadata mode namespaces options params port requiredDuringSchedulingIgnoredDuringExecution selector
  shards sizeLimit status supplementalGroups values`,
};

/** Names whose fields hold keys of the user's own, or of which it is not known yet what they hold. */
const OPEN = new Set(words(`${NAMES.map} allocatedResources capacity internalUsers limits options overhead params query requests rolesMapping tde`));

const TYPES: ReadonlyMap<string, FieldType> = new Map(
  Object.entries(NAMES).flatMap(([type, names]) => words(names).map((name): [string, FieldType] => [name, type as FieldType])),
);

/** What a field of this name holds; undefined if no object has such a field. */
export function typeOfField(name: string): FieldType | undefined {
  return TYPES.get(name);
}

/** All names of fields. */
export function fieldNames(): Iterable<string> {
  return TYPES.keys();
}

/** Whether the keys below a field are the user's own. */
export function isOpen(name: string): boolean {
  return OPEN.has(name);
}

function words(text: string): string[] {
  return text.split(/\s+/);
}
