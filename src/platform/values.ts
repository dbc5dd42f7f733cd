import { ContainerOptions, PodOptions, PodsOptions } from './pod-options';
import { RunOptions } from './run-options';
import { containerSecurity, jobVolumes, POD_PLACEMENT, resources, volumeMounts } from '../resources/values';
import { Fields, instance, struct } from '../values/compound';
import { Optional, optional, Required, text } from '../values/kind';
import { annotations, environment, labels } from '../values/names';
import { jobPodKeys, RUN_POD } from '../values/pod-keys';
import { podSpec } from '../values/pods';
import { choice, flag, image, REGISTRY } from '../values/texts';
import { duration } from '../values/times';

export const runOptions = struct<RunOptions>({
  agent: optional(instance('AgentImage', 'AgentImage.node(…), AgentImage.carrying(…)')),
  clientImage: optional(image),
  registry: optional(text({
    code: 'image-invalid', what: 'a registry of images', allowed: 'host[:port][/path], in lower case after the host', problem: v => !REGISTRY.test(v),
  })),
  imagePullPolicy: optional(choice('a policy for pulling images', ['IfNotPresent', 'Always', 'Never'])),
  deadline: optional(duration),
  guardTimeout: optional(duration),
});

export const CONTAINER: Fields<ContainerOptions> = {
  resources, containerSecurityContext: containerSecurity, arbitraryUserIds: optional(flag), env: optional(environment), volumeMounts,
};

const POD: Omit<Fields<PodOptions>, 'spec'> = {
  ...POD_PLACEMENT,
  ...CONTAINER,
  labels: optional(labels),
  annotations: optional(annotations),
  serviceAccountAnnotations: optional(annotations),
  volumes: jobVolumes,
};

const PROPERTIES = Object.keys(POD);

const jobSpec = podSpec('the pod of a Job of KubeStash', jobPodKeys, PROPERTIES);
const runSpec = podSpec('the pod of a run', () => RUN_POD, PROPERTIES);
const spec = podSpec('a pod of a run or of a Job of KubeStash', () => [...jobPodKeys()].filter(key => RUN_POD.has(key)), PROPERTIES, key => (
  RUN_POD.has(key) ? { why: 'the pod of a Job of KubeStash has no such key', remedy: 'say it of the run alone: run: { spec: … }' } : undefined
));

/** The pod of a Job of KubeStash. */
export const jobPod = optional(struct<PodOptions>({ ...POD, spec: optional(jobSpec) }));

/** Its Role is the run's own, and the policy for runs knows it by its name. */
const OWN_ACCOUNT: Optional = {
  optional: true,
  read: (value, reading) => (value === undefined ? undefined : reading.refuse({
    code: 'run-service-account',
    message: 'a run has a ServiceAccount of its own, with a Role that names what it may do',
    value,
    allowed: 'serviceAccountAnnotations, imagePullSecrets',
    remedy: 'leave it out, or say it for backup and restore',
  })),
};

export const podsOptions: Required = struct<PodsOptions>({
  ...POD,
  spec: optional(spec),
  run: optional(struct<PodOptions>({ ...POD, serviceAccountName: OWN_ACCOUNT, spec: optional(runSpec) })),
  checks: optional(struct<ContainerOptions>(CONTAINER)),
  backup: jobPod,
  restore: jobPod,
  safetyBackup: jobPod,
});
