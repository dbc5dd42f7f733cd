import { LocalObjectReference } from './refs';
import { JobSecurityContext } from './security';

/** Who a pod runs as, and where: what Kubernetes says in the same words of every pod. */
export interface PodPlacement {
  /**
   * ServiceAccount that it runs as, with all permissions that it needs.
   *
   * @default - one that the operator makes
   */
  readonly serviceAccountName?: string;

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
   * Whether Services become environment variables.
   *
   * @default true
   */
  readonly enableServiceLinks?: boolean;
}
