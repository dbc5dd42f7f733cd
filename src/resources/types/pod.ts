import { ContainerSecurityContext, JobResources, JobSecurityContext } from './security';
import { JobVolume, JobVolumeMount } from './volumes';
import { LocalObjectReference } from './refs';

/** Labels and annotations. */
export interface JobMetadata {
  /**
   * Labels.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** The pod of a Job that KubeStash starts. Images and commands are those of the addon. */
export interface JobPodSpec {
  /**
   * ServiceAccount that it runs as, with all permissions that the Job needs.
   *
   * @default - one that KubeStash makes
   */
  readonly serviceAccountName?: string;

  /**
   * What its container asks for.
   *
   * @default - none
   */
  readonly resources?: JobResources;

  /**
   * Who its processes run as.
   *
   * @default - the image's
   */
  readonly securityContext?: JobSecurityContext;

  /**
   * What its container may do.
   *
   * @default - Kubernetes' own
   */
  readonly containerSecurityContext?: ContainerSecurityContext;

  /**
   * Labels of the nodes that it may run on.
   *
   * @default - any node
   */
  readonly nodeSelector?: { readonly [key: string]: string };

  /**
   * Taints that it tolerates, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly tolerations?: any[];

  /**
   * Where it should run, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly affinity?: any;

  /**
   * How pods are spread, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly topologySpreadConstraints?: any[];

  /**
   * PlacementPolicy that it follows: `{ name: 'spread' }`.
   *
   * @default - none
   */
  readonly podPlacementPolicy?: any;

  /**
   * Further volumes.
   *
   * @default - none
   */
  readonly volumes?: JobVolume[];

  /**
   * Where they are mounted.
   *
   * @default - none
   */
  readonly volumeMounts?: JobVolumeMount[];

  /**
   * Further environment variables, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly env?: any[];

  /**
   * Further arguments of the container.
   *
   * @default - none
   */
  readonly args?: string[];

  /**
   * Secrets for pulling images.
   *
   * @default - the ServiceAccount's
   */
  readonly imagePullSecrets?: LocalObjectReference[];

  /**
   * Its PriorityClass.
   *
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * Its priority.
   *
   * @default - the class's
   */
  readonly priority?: number;

  /**
   * Its RuntimeClass.
   *
   * @default - the cluster's default
   */
  readonly runtimeClassName?: string;

  /**
   * Its scheduler.
   *
   * @default 'default-scheduler'
   */
  readonly schedulerName?: string;

  /**
   * Seconds between the signal to stop and the end.
   *
   * @default 30
   */
  readonly terminationGracePeriodSeconds?: number;

  /**
   * How names are resolved.
   *
   * @default 'ClusterFirst'
   */
  readonly dnsPolicy?: string;

  /**
   * DNS settings, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly dnsConfig?: any;

  /**
   * Whether Services become environment variables.
   *
   * @default true
   */
  readonly enableServiceLinks?: boolean;

  /**
   * Whether it uses the node's network.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * Whether it uses the node's IPC.
   *
   * @default false
   */
  readonly hostIpc?: boolean;

  /**
   * Whether it sees the node's processes.
   *
   * @default false
   */
  readonly hostPid?: boolean;

  /**
   * Whether its containers see each other.
   *
   * @default false
   */
  readonly shareProcessNamespace?: boolean;

  /**
   * Containers that run before, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly initContainers?: any[];

  /**
   * Hooks of the container, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly lifecycle?: any;

  /**
   * Liveness probe, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly livenessProbe?: any;

  /**
   * Readiness probe, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly readinessProbe?: any;
}

/** What the pods and Jobs that KubeStash starts look like. */
export interface JobPodTemplate {
  /**
   * Labels and annotations of the pods.
   *
   * @default - none
   */
  readonly metadata?: JobMetadata;

  /**
   * Labels and annotations of the Jobs.
   *
   * @default - none
   */
  readonly controller?: JobMetadata;

  /**
   * The pods.
   *
   * @default - the addon's
   */
  readonly spec?: JobPodSpec;
}
