import { CONTAINER_SECURITY_CONTEXT, JOB_RESOURCES, JOB_SECURITY_CONTEXT, SECRET_REF } from './security';
import { JOB_VOLUME, JOB_VOLUME_MOUNT } from './volumes';
import { JobMetadata, JobPodSpec, JobPodTemplate } from '../../../resources/types/pod';
import { ContainerRuntimeSettings, PodRuntimeSettings, RuntimeSettings } from '../../../resources/types/runtime-settings';
import { RetryConfig, ScheduleOptions, ScheduledJob } from '../../../resources/types/schedule';
import { WORDS } from '../../../resources/words';
import { COUNT, FLAG, list, map, must, struct, TEXT, ANYTHING } from '../shape';

export const POD_RUNTIME_SETTINGS = struct<PodRuntimeSettings>({
  serviceAccountName: TEXT,
  serviceAccountAnnotations: map(TEXT),
  automountServiceAccountToken: FLAG,
  podLabels: map(TEXT),
  podAnnotations: map(TEXT),
  securityContext: JOB_SECURITY_CONTEXT,
  nodeSelector: map(TEXT),
  nodeName: TEXT,
  tolerations: list(ANYTHING),
  affinity: ANYTHING,
  topologySpreadConstraints: list(ANYTHING),
  imagePullSecrets: list(SECRET_REF),
  priorityClassName: TEXT,
  priority: COUNT,
  runtimeClassName: TEXT,
  schedulerName: TEXT,
  readinessGates: list(ANYTHING),
  enableServiceLinks: FLAG,
});

export const CONTAINER_RUNTIME_SETTINGS = struct<ContainerRuntimeSettings>({
  resources: JOB_RESOURCES,
  securityContext: CONTAINER_SECURITY_CONTEXT,
  env: list(ANYTHING),
  envFrom: list(ANYTHING),
  nice: ANYTHING,
  ionice: ANYTHING,
  lifecycle: ANYTHING,
  livenessProbe: ANYTHING,
  readinessProbe: ANYTHING,
});

export const RUNTIME_SETTINGS = struct<RuntimeSettings>({ pod: POD_RUNTIME_SETTINGS, container: CONTAINER_RUNTIME_SETTINGS });

export const JOB_METADATA = struct<JobMetadata>({ labels: map(TEXT), annotations: map(TEXT) });

export const JOB_POD_SPEC = struct<JobPodSpec>({
  serviceAccountName: TEXT,
  resources: JOB_RESOURCES,
  securityContext: JOB_SECURITY_CONTEXT,
  containerSecurityContext: CONTAINER_SECURITY_CONTEXT,
  nodeSelector: map(TEXT),
  tolerations: list(ANYTHING),
  affinity: ANYTHING,
  topologySpreadConstraints: list(ANYTHING),
  podPlacementPolicy: ANYTHING,
  volumes: list(JOB_VOLUME),
  volumeMounts: list(JOB_VOLUME_MOUNT),
  env: list(ANYTHING),
  args: list(TEXT),
  imagePullSecrets: list(SECRET_REF),
  priorityClassName: TEXT,
  priority: COUNT,
  runtimeClassName: TEXT,
  schedulerName: TEXT,
  terminationGracePeriodSeconds: COUNT,
  dnsPolicy: TEXT,
  dnsConfig: ANYTHING,
  enableServiceLinks: FLAG,
  hostNetwork: FLAG,
  hostIpc: FLAG,
  hostPid: FLAG,
  shareProcessNamespace: FLAG,
  initContainers: list(ANYTHING),
  lifecycle: ANYTHING,
  livenessProbe: ANYTHING,
  readinessProbe: ANYTHING,
}, { words: WORDS.pod });

export const JOB_POD_TEMPLATE = struct<JobPodTemplate>({
  metadata: JOB_METADATA, controller: JOB_METADATA, spec: JOB_POD_SPEC,
});

export const SCHEDULED_JOB = struct<ScheduledJob>({
  backoffLimit: COUNT,
  activeDeadlineSeconds: COUNT,
  ttlSecondsAfterFinished: COUNT,
  completions: COUNT,
  parallelism: COUNT,
  completionMode: TEXT,
  suspend: FLAG,
  template: JOB_POD_TEMPLATE,
});

export const SCHEDULE_OPTIONS = struct<ScheduleOptions>({
  schedule: must(TEXT),
  jobTemplate: SCHEDULED_JOB,
  concurrencyPolicy: TEXT,
  suspend: FLAG,
  startingDeadlineSeconds: COUNT,
  successfulJobsHistoryLimit: COUNT,
  failedJobsHistoryLimit: COUNT,
});

export const RETRY_CONFIG = struct<RetryConfig>({ maxRetry: COUNT, delay: TEXT });
