import { yes } from './objects';
import { jobVolumes, volumeMounts } from './volumes';
import { allOf, eachOnce, profileAgrees, securityAgrees, spreadAgrees, tolerationAgrees, withinLimits } from '../../values/agreements';
import { Fields, list, refined, struct } from '../../values/compound';
import { anyData } from '../../values/data';
import { words as inFields } from '../../values/fields';
import { Json } from '../../values/json';
import { optional, Required } from '../../values/kind';
import { annotations, labels, labelValue, qualifiedKey, secretRef, subdomain } from '../../values/names';
import { sysctls } from '../../values/pod-fields';
import { quantities } from '../../values/quantities';
import { anyText, choice, count, wholeNumber, words } from '../../values/texts';
import { JobMetadata, JobPodSpec, JobPodTemplate } from '../types/pod';
import { PodPlacement } from '../types/pod-placement';
import { ContainerRuntimeSettings, PodRuntimeSettings, RuntimeSettings } from '../types/runtime-settings';
import { ContainerSecurityContext, JobResources, JobSecurityContext } from '../types/security';

const anything = optional(inFields);
const entries = optional(list(inFields));
const userId = optional(wholeNumber('the id of a user or group', 0, 2 ** 31 - 1));
const word = (of: string, ...all: string[]) => optional(choice(of, all));
const className = (what: string) => optional(subdomain(`the name of ${what}`));

/** A part of a pod in the words of Kubernetes, where any key may be left out and others would be dropped. */
function inWords(keys: Record<string, Required>): Required {
  return struct<Json>(Object.fromEntries(Object.entries(keys).map(([key, kind]) => [key, optional(kind)])));
}

const profile = optional(refined(inWords({
  type: choice('a type of profile', ['RuntimeDefault', 'Localhost', 'Unconfined']), localhostProfile: words('the name of a profile'),
}), profileAgrees));

export const resources = optional(refined(
  struct<JobResources>({ requests: optional(quantities), limits: optional(quantities), claims: entries }),
  withinLimits,
));

export const podSecurity = optional(refined(struct<JobSecurityContext>({
  runAsUser: userId,
  runAsGroup: userId,
  runAsNonRoot: yes,
  fsGroup: userId,
  fsGroupChangePolicy: word('a policy for changing groups', 'Always', 'OnRootMismatch'),
  supplementalGroups: optional(list(wholeNumber('the id of a group', 0, 2 ** 31 - 1))),
  supplementalGroupsPolicy: word('a policy for groups', 'Merge', 'Strict'),
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions: anything,
  seLinuxChangePolicy: word('a policy for SELinux', 'Recursive', 'MountOption'),
  sysctls: optional(sysctls),
  windowsOptions: anything,
}), securityAgrees));

export const containerSecurity = optional(refined(struct<ContainerSecurityContext>({
  runAsUser: userId,
  runAsGroup: userId,
  runAsNonRoot: yes,
  allowPrivilegeEscalation: yes,
  privileged: yes,
  readOnlyRootFilesystem: yes,
  procMount: word('a way to mount /proc', 'Default', 'Unmasked'),
  capabilities: optional(inWords({ add: list(words('a capability')), drop: list(words('a capability')) })),
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions: anything,
  windowsOptions: anything,
}), securityAgrees));

/** Who a pod runs as, and where. */
export const POD_PLACEMENT: Fields<PodPlacement> = {
  serviceAccountName: className('a ServiceAccount'),
  securityContext: podSecurity,
  nodeSelector: optional(labels),
  tolerations: optional(list(refined(inWords({
    key: qualifiedKey,
    operator: choice('an operator of tolerations', ['Exists', 'Equal', 'Lt', 'Gt']),
    value: labelValue,
    effect: choice('an effect of taints', ['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
    tolerationSeconds: wholeNumber('a number of seconds', Number.MIN_SAFE_INTEGER),
  }), tolerationAgrees))),
  affinity: optional(inWords({ nodeAffinity: inFields, podAffinity: inFields, podAntiAffinity: inFields })),
  topologySpreadConstraints: optional(refined(list(refined(refined(inWords({
    maxSkew: count('a difference'),
    topologyKey: qualifiedKey,
    whenUnsatisfiable: choice('what happens if it cannot be', ['DoNotSchedule', 'ScheduleAnyway']),
    labelSelector: inFields,
    minDomains: count('a number of domains'),
    matchLabelKeys: list(qualifiedKey),
    nodeAffinityPolicy: choice('a policy', ['Honor', 'Ignore']),
    nodeTaintsPolicy: choice('a policy', ['Honor', 'Ignore']),
  }), allOf('maxSkew', 'topologyKey', 'whenUnsatisfiable')), spreadAgrees)), eachOnce('topologyKey', 'whenUnsatisfiable'))),
  imagePullSecrets: optional(list(secretRef)),
  priorityClassName: className('a PriorityClass'),
  priority: optional(count('a priority', -(2 ** 31), 2 ** 31 - 1)),
  runtimeClassName: className('a RuntimeClass'),
  schedulerName: className('a scheduler'),
  enableServiceLinks: yes,
};

const jobMetadata = optional(struct<JobMetadata>({ labels: optional(labels), annotations: optional(annotations) }));

const jobPodSpec = struct<JobPodSpec>({
  ...POD_PLACEMENT,
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
  ...POD_PLACEMENT,
  serviceAccountAnnotations: optional(annotations),
  automountServiceAccountToken: yes,
  podLabels: optional(labels),
  podAnnotations: optional(annotations),
  nodeName: optional(words('the name of a node')),
  readinessGates: entries,
});

export const runtimeSettings = struct<RuntimeSettings>({ pod: optional(podSettings), container: optional(containerSettings) });
