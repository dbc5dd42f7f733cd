import { ContainerSecurityContext, JobResources, JobSecurityContext } from './security';
import { LocalObjectReference } from './refs';

/** Settings of a container that the operator starts. */
export interface ContainerRuntimeSettings {
  /**
   * What it asks for.
   *
   * @default - none
   */
  readonly resources?: JobResources;

  /**
   * What it may do.
   *
   * @default - Kubernetes' own
   */
  readonly securityContext?: ContainerSecurityContext;

  /**
   * Environment variables, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly env?: any[];

  /**
   * Sources of environment variables, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly envFrom?: any[];

  /**
   * CPU priority: `{ adjustment: 5 }`.
   *
   * @default - none
   */
  readonly nice?: any;

  /**
   * Disk priority: `{ class: 2, classData: 4 }`.
   *
   * @default - none
   */
  readonly ionice?: any;

  /**
   * Hooks, in the words of Kubernetes.
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

/** Settings of a pod that the operator starts. */
export interface PodRuntimeSettings {
  /**
   * ServiceAccount that it runs as.
   *
   * @default - one that the operator makes
   */
  readonly serviceAccountName?: string;

  /**
   * Annotations of its ServiceAccount: for identities of cloud providers.
   *
   * @default - none
   */
  readonly serviceAccountAnnotations?: { readonly [key: string]: string };

  /**
   * Whether it gets a token.
   *
   * @default true
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Labels of the pod.
   *
   * @default - none
   */
  readonly podLabels?: { readonly [key: string]: string };

  /**
   * Annotations of the pod.
   *
   * @default - none
   */
  readonly podAnnotations?: { readonly [key: string]: string };

  /**
   * Who its processes run as.
   *
   * @default - the image's
   */
  readonly securityContext?: JobSecurityContext;

  /**
   * Labels of the nodes that it may run on.
   *
   * @default - any node
   */
  readonly nodeSelector?: { readonly [key: string]: string };

  /**
   * The node that it runs on.
   *
   * @default - any node
   */
  readonly nodeName?: string;

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
   * Further conditions of readiness, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly readinessGates?: any[];

  /**
   * Whether Services become environment variables.
   *
   * @default true
   */
  readonly enableServiceLinks?: boolean;
}

/** Settings of pods that the operator starts for something (upstream: `runtimeSettings`). */
export interface RuntimeSettings {
  /**
   * The pods.
   *
   * @default - the operator's own
   */
  readonly pod?: PodRuntimeSettings;

  /**
   * Their containers.
   *
   * @default - the operator's own
   */
  readonly container?: ContainerRuntimeSettings;
}
