import { words as fields } from './fields';
import { Reading, Required } from './kind';
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
  /** From where one looks: `.spec.containers[0].imag`. */
  readonly path: string;
  readonly meant?: string;
}

/** Says what is unknown in a value of a key, if that key holds a pod. Whatever else there is, is gone through. */
export type InPod = (key: string, value: any) => readonly UnknownKey[] | undefined;

/** Keys that an API server would drop in all pods below a value. Almost always there are none, so paths are written on the way back. */
export function unknownInPods(value: unknown, inPod: InPod): readonly UnknownKey[] {
  const found: UnknownKey[] = [];
  if (typeof value !== 'object' || value === null) return found;
  const inList = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== 'object') continue;
    const unknown = (inList ? undefined : inPod(key, inner)) ?? unknownInPods(inner, inPod);
    if (unknown.length > 0) found.push(...under(inList ? `[${key}]` : `.${key}`, unknown));
  }
  return found;
}

/** Keys of the `spec` of a pod, of its containers and of what they ask for, that an API server would drop. */
export function unknownInPod(pod: any, known: ReadonlySet<string>): readonly UnknownKey[] {
  const found = [...unknownInContainer(pod, known)];
  for (const field of ['initContainers', 'containers', 'ephemeralContainers']) {
    if (!Array.isArray(pod?.[field])) continue;
    pod[field].forEach((container: unknown, i: number) => found.push(...under(`.${field}[${i}]`, unknownInContainer(container, CONTAINER))));
  }
  return found;
}

/** The same of one container, or of what else has resources. */
export function unknownInContainer(container: any, known: ReadonlySet<string>): readonly UnknownKey[] {
  const resources = unknownIn(container?.resources, RESOURCES);
  return resources.length === 0 ? unknownIn(container, known) : [...unknownIn(container, known), ...under('.resources', resources)];
}

/** What was found, seen from above. */
export function under(step: string, found: readonly UnknownKey[]): readonly UnknownKey[] {
  return found.length === 0 ? found : found.map(({ path, meant }) => ({ path: `${step}${path}`, meant }));
}

/** Keys of a map that are none of those that are known. */
export function unknownIn(value: unknown, known: ReadonlySet<string>): readonly UnknownKey[] {
  const found: UnknownKey[] = [];
  if (typeof value !== 'object') return found;
  for (const key in value) if (!known.has(key)) found.push({ path: `.${key}`, meant: nearest(key, known) });
  return found;
}

/** More of the `spec` of a pod, in the words of Kubernetes: what has a property of its own is not said here. */
export function podSpec(what: string, known: ReadonlySet<string>, properties: readonly string[]): Required {
  const more = new Set([...known].filter(key => !properties.includes(key)));
  return {
    ...fields,
    read: (value, reading) => withoutUnknown(fields.read(value, reading), more, reading, key => (
      properties.includes(key) ? `${key} has a property of its own` : `${what} has no such key`
    )),
  };
}

/** Refuses keys that a type of upstream does not have: an API server drops them without a word. */
function withoutUnknown(
  value: Record<string, unknown>, known: ReadonlySet<string>, reading: Reading, why: (key: string) => string,
): Record<string, unknown> {
  const unknown = Object.keys(value).filter(key => !known.has(key));
  for (const key of unknown) {
    const meant = nearest(key, known);
    reading.below(key, () => reading.refuse({
      code: 'key-unknown',
      message: `${reading.name} would be dropped without a word: ${why(key)}`,
      allowed: meant ?? [...known].join(', '),
      remedy: meant === undefined ? 'leave it out' : `say ${meant}`,
    }));
  }
  return unknown.length === 0 ? value : Object.fromEntries(Object.entries(value).filter(([key]) => known.has(key)));
}

function keys(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
