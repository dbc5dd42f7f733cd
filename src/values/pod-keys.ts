import { Agreement } from './agreements';
import { Reading } from './kind';
import { nearest } from '../findings/nearest';

/** Keys of a `PodSpec` of Kubernetes (core/v1) that do not make the pod of a run what it is. */
export const RUN_POD = keys(`affinity dnsConfig dnsPolicy enableServiceLinks hostAliases hostIPC hostNetwork hostPID hostUsers hostname
  hostnameOverride imagePullSecrets nodeName nodeSelector os overhead preemptionPolicy priority priorityClassName readinessGates resourceClaims
  resources runtimeClassName schedulerName schedulingGates securityContext setHostnameAsFQDN shareProcessNamespace subdomain
  terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes workloadRef`);

/** Keys of the `spec` of a pod that KubeDB makes (ofst `PodTemplateSpec`, `podTemplate` of a database). */
export const DATABASE_POD = keys(`activeDeadlineSeconds automountServiceAccountToken containers dnsConfig dnsPolicy enableServiceLinks
  ephemeralContainers hostAliases hostIPC hostNetwork hostPID hostUsers imagePullSecrets initContainers nodeName nodeSelector os overhead
  podPlacementPolicy preemptionPolicy priority priorityClassName readinessGates restartPolicy runtimeClassName schedulerName securityContext
  serviceAccountName setHostnameAsFQDN shareProcessNamespace terminationGracePeriodSeconds tolerations volumes`);

/** Keys of the `spec` of a pod that KubeStash makes (ofst `PodTemplateSpec`, `jobTemplate`). */
export const JOB_POD = keys(`affinity args containerSecurityContext dnsConfig dnsPolicy enableServiceLinks env hostIPC hostNetwork hostPID
  imagePullSecrets initContainers lifecycle livenessProbe nodeSelector podPlacementPolicy priority priorityClassName readinessProbe resources
  runtimeClassName schedulerName securityContext serviceAccountName shareProcessNamespace terminationGracePeriodSeconds tolerations
  topologySpreadConstraints volumeMounts volumes`);

/** Keys of a container (core/v1). */
const CONTAINER = keys(`args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe resizePolicy resources
  restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce targetContainerName terminationMessagePath
  terminationMessagePolicy tty volumeDevices volumeMounts workingDir`);

/** Keys of pods and containers that an operator is told in `runtimeSettings` (offshoot-api). */
export const RUNTIME_POD = keys(`affinity automountServiceAccountToken enableServiceLinks imagePullSecrets nodeName nodeSelector podAnnotations
  podLabels priority priorityClassName readinessGates runtimeClassName schedulerName securityContext serviceAccountAnnotations
  serviceAccountName tolerations topologySpreadConstraints`);
export const RUNTIME_CONTAINER = keys('env envFrom ionice lifecycle livenessProbe nice readinessProbe resources securityContext');

const RESOURCES = keys('claims limits requests');

/** A key that nothing knows, and what it is most like. */
export interface UnknownKey {
  readonly key: string;
  readonly meant?: string;
}

/** Refuses keys that a pod and its containers do not have: the cluster drops them without a word. */
export const ofPod = (known: ReadonlySet<string>, whose: string): Agreement => (pod, reading) => {
  refuseUnknown(pod, known, whose, reading);
  for (const field of ['initContainers', 'containers', 'ephemeralContainers']) {
    if (!Array.isArray(pod[field])) continue;
    reading.enter(field);
    pod[field].forEach((container: unknown, i: number) => reading.below(i, () => refuseUnknown(container, CONTAINER, whose, reading)));
    reading.leave();
  }
};

/** The same of one container, or of what else has resources. */
export const ofContainer = (known: ReadonlySet<string>, whose: string): Agreement => (container, reading) => (
  refuseUnknown(container, known, whose, reading)
);

function refuseUnknown(container: any, known: ReadonlySet<string>, whose: string, reading: Reading): void {
  refuseUnknownIn(container, known, whose, reading);
  if (typeof container?.resources === 'object') reading.below('resources', () => refuseUnknownIn(container.resources, RESOURCES, whose, reading));
}

function refuseUnknownIn(value: unknown, known: ReadonlySet<string>, whose: string, reading: Reading): void {
  for (const { key, meant } of unknownIn(value, known)) {
    reading.below(key, () => reading.refuse({
      code: 'key-unknown',
      message: `${reading.name} would be dropped without a word: ${whose} have no such key`,
      value: reading.place,
      allowed: meant,
      remedy: meant === undefined ? 'leave it out' : `say ${meant}`,
    }));
  }
}

/** Keys of a map that are none of those that are known. */
export function unknownIn(value: unknown, known: ReadonlySet<string>): readonly UnknownKey[] {
  const found: UnknownKey[] = [];
  if (typeof value !== 'object') return found;
  for (const key in value) if (!known.has(key)) found.push({ key, meant: nearest(key, known) });
  return found;
}

function keys(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
