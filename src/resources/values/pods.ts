import { jobVolumes, volumeMounts } from './volumes';
import { list, struct } from '../../values/compound';
import { anyData, data } from '../../values/data';
import { optional } from '../../values/kind';
import { annotations, labels, secretRef, subdomain } from '../../values/names';
import { quantities } from '../../values/quantities';
import { anyText, choice, count, flag, wholeNumber, words } from '../../values/texts';
import { JobMetadata, JobPodSpec, JobPodTemplate } from '../types/pod';
import { ContainerRuntimeSettings, PodRuntimeSettings, RuntimeSettings } from '../types/runtime-settings';
import { ContainerSecurityContext, JobResources, JobSecurityContext } from '../types/security';

const anything = optional(data);
const entries = optional(list(data));
const yes = optional(flag);
const userId = optional(wholeNumber('the id of a user or group', 0, 2 ** 31 - 1));
const word = (of: string, ...all: string[]) => optional(choice(of, all));
const className = (what: string) => optional(subdomain(`the name of ${what}`));

export const resources = optional(struct<JobResources>({ requests: optional(quantities), limits: optional(quantities), claims: entries }));

export const podSecurity = optional(struct<JobSecurityContext>({
  runAsUser: userId,
  runAsGroup: userId,
  runAsNonRoot: yes,
  fsGroup: userId,
  fsGroupChangePolicy: word('a policy for changing groups', 'Always', 'OnRootMismatch'),
  supplementalGroups: optional(list(wholeNumber('the id of a group', 0, 2 ** 31 - 1))),
  supplementalGroupsPolicy: word('a policy for groups', 'Merge', 'Strict'),
  seccompProfile: anything,
  appArmorProfile: anything,
  seLinuxOptions: anything,
  seLinuxChangePolicy: word('a policy for SELinux', 'Recursive', 'MountOption'),
  sysctls: entries,
  windowsOptions: anything,
}));

export const containerSecurity = optional(struct<ContainerSecurityContext>({
  runAsUser: userId,
  runAsGroup: userId,
  runAsNonRoot: yes,
  allowPrivilegeEscalation: yes,
  privileged: yes,
  readOnlyRootFilesystem: yes,
  procMount: word('a way to mount /proc', 'Default', 'Unmasked'),
  capabilities: anything,
  seccompProfile: anything,
  appArmorProfile: anything,
  seLinuxOptions: anything,
  windowsOptions: anything,
}));

const PLACED = {
  serviceAccountName: className('a ServiceAccount'),
  securityContext: podSecurity,
  nodeSelector: optional(labels),
  tolerations: entries,
  affinity: anything,
  topologySpreadConstraints: entries,
  imagePullSecrets: optional(list(secretRef)),
  priorityClassName: className('a PriorityClass'),
  priority: optional(count('a priority', -(2 ** 31), 2 ** 31 - 1)),
  runtimeClassName: className('a RuntimeClass'),
  schedulerName: className('a scheduler'),
  enableServiceLinks: yes,
};

const jobMetadata = optional(struct<JobMetadata>({ labels: optional(labels), annotations: optional(annotations) }));

const jobPodSpec = struct<JobPodSpec>({
  ...PLACED,
  resources,
  containerSecurityContext: containerSecurity,
  podPlacementPolicy: anything,
  volumes: jobVolumes,
  volumeMounts,
  env: entries,
  args: optional(list(anyText)),
  terminationGracePeriodSeconds: optional(wholeNumber('a number of seconds')),
  dnsPolicy: word('a DNS policy', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
  dnsConfig: anything,
  hostNetwork: yes,
  hostIpc: yes,
  hostPid: yes,
  shareProcessNamespace: yes,
  initContainers: entries,
  lifecycle: anything,
  livenessProbe: anything,
  readinessProbe: anything,
});

export const jobTemplate = struct<JobPodTemplate>({ metadata: jobMetadata, controller: jobMetadata, spec: optional(jobPodSpec) });

export const containerSettings = struct<ContainerRuntimeSettings>({
  resources,
  securityContext: containerSecurity,
  env: entries,
  envFrom: entries,
  nice: optional(anyData),
  ionice: optional(anyData),
  lifecycle: anything,
  livenessProbe: anything,
  readinessProbe: anything,
});

const podSettings = struct<PodRuntimeSettings>({
  ...PLACED,
  serviceAccountAnnotations: optional(annotations),
  automountServiceAccountToken: yes,
  podLabels: optional(labels),
  podAnnotations: optional(annotations),
  nodeName: optional(words('the name of a node')),
  readinessGates: entries,
});

export const runtimeSettings = struct<RuntimeSettings>({ pod: optional(podSettings), container: optional(containerSettings) });
