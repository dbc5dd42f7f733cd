import { Agreement } from './agreements';
import { keysAt } from './keys';
import { Reading } from './kind';
import { nearest } from '../findings/nearest';

/** Keys of a `PodSpec` of Kubernetes (core/v1) that do not make the pod of a run what it is. */
export const RUN_POD = keys(`affinity dnsConfig dnsPolicy enableServiceLinks hostAliases hostIPC hostNetwork hostPID hostUsers hostname
  hostnameOverride imagePullSecrets nodeName nodeSelector os overhead preemptionPolicy priority priorityClassName readinessGates resourceClaims
  resources runtimeClassName schedulerName schedulingGates securityContext setHostnameAsFQDN shareProcessNamespace subdomain
  terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes workloadRef`);

/** Keys of the `spec` of a pod that KubeStash makes (ofst `PodTemplateSpec`, `jobTemplate`). */
export const jobPodKeys = (): ReadonlySet<string> => keysAt('jobTemplate.spec')!;

/** A key that nothing knows, and what it is most like. */
export interface UnknownKey {
  readonly key: string;
  readonly meant?: string;
}

/** Refuses keys that a pod and its containers do not have: the cluster drops them without a word. */
export const ofPod = (place: string, whose: string): Agreement => (pod, reading) => {
  refuseUnknown(pod, place, whose, reading);
  for (const field of ['initContainers', 'containers', 'ephemeralContainers']) {
    if (!Array.isArray(pod[field])) continue;
    reading.enter(field);
    pod[field].forEach((container: unknown, i: number) => reading.below(i, () => refuseUnknown(container, field, whose, reading)));
    reading.leave();
  }
};

/** The same of one container, or of what else has resources. */
export const ofContainer = (place: string, whose: string): Agreement => (container, reading) => refuseUnknown(container, place, whose, reading);

function refuseUnknown(container: any, place: string, whose: string, reading: Reading): void {
  refuseUnknownIn(container, place, whose, reading);
  if (typeof container?.resources === 'object') reading.below('resources', () => refuseUnknownIn(container.resources, 'resources', whose, reading));
}

function refuseUnknownIn(value: unknown, place: string, whose: string, reading: Reading): void {
  for (const { key, meant } of unknownIn(value, keysAt(place)!)) {
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
