import { PodPlacement } from '../resources/types/pod-placement';
import { ContainerSecurityContext, JobResources } from '../resources/types/security';
import { JobVolume, JobVolumeMount } from '../resources/types/volumes';

/** What the containers of a pod need of the cluster that they run in. */
export interface ContainerOptions {
  /**
   * What each of them asks for and may use at most, key by key over what the library says. A quota that counts CPU limits wants
   * `{ limits: { cpu: '1' } }`.
   *
   * @default - small requests and a limit of memory for those of a run, the Addon's for Jobs of KubeStash
   */
  readonly resources?: JobResources;

  /**
   * What their processes may do, key by key over what the library says.
   *
   * @default - as Pod Security `restricted` wants it for those of a run, Kubernetes' own for Jobs of KubeStash
   */
  readonly containerSecurityContext?: ContainerSecurityContext;

  /**
   * Whether the library leaves user and group ids to the cluster, which on OpenShift hands them out itself, and else to the image.
   * Ids that you say yourself are kept.
   *
   * @default false
   */
  readonly arbitraryUserIds?: boolean;

  /**
   * Further environment, plain text only, given as written: `$(NAME)` is not replaced. For proxies: `HTTPS_PROXY` with a `NO_PROXY`
   * that holds `.svc` and the API server's address.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * Where volumes of the pod are mounted.
   *
   * @default - nowhere
   */
  readonly volumeMounts?: JobVolumeMount[];
}

/**
 * What a pod needs of the cluster that it runs in: identity, place, size, security, what meshes and policies know it by, where
 * images come from.
 *
 * It can be said in many places (`PodsOptions`, `Platform`), and the nearest counts: structs and maps are merged key by key, lists
 * and texts are taken as a whole.
 */
export interface PodOptions extends PodPlacement, ContainerOptions {
  /**
   * Labels of the pod. What a run makes in the cluster has those of its pods, too: an admission policy may want them on everything.
   *
   * @default - only those of this library
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the pod.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * Annotations of its ServiceAccount, by which clouds know an identity (`eks.amazonaws.com/role-arn`). They count where the
   * ServiceAccount is made for the pod: that of a run, of what archives logs, and of what looks after a BackupStorage.
   *
   * @default - none
   */
  readonly serviceAccountAnnotations?: { readonly [key: string]: string };

  /**
   * Further volumes, such as a ConfigMap with certificates.
   *
   * @default - none
   */
  readonly volumes?: JobVolume[];

  /**
   * Anything else of the pod's `spec`, in the words of Kubernetes: `dnsConfig`, `shareProcessNamespace`, … Keys that the pod does not have are
   * refused. `hostAliases` and others that the Jobs of KubeStash have no place for can be said of `run` alone.
   *
   * @default - nothing
   */
  readonly spec?: any;
}

/** What pods need: all of them, and single parts besides. A part takes what is said for all, and changes what it says itself. */
export interface PodsOptions extends PodOptions {
  /**
   * The pod of a restore run. It has a ServiceAccount of its own: `serviceAccountName` and `serviceAccountAnnotations` of all pods do
   * not hold for it.
   *
   * @default - as all pods
   */
  readonly run?: PodOptions;

  /**
   * The containers of a run that talk to the database: those that end sessions, connect and check. What a `Check.command` says itself
   * is nearer.
   *
   * @default - as all pods
   */
  readonly checks?: ContainerOptions;

  /**
   * Jobs of KubeStash that back up, and what archives logs. What a Backup says itself is nearer.
   *
   * @default - as all pods
   */
  readonly backup?: PodOptions;

  /**
   * Jobs of KubeStash that restore.
   *
   * @default - as the Jobs of the backup that is restored
   */
  readonly restore?: PodOptions;

  /**
   * The Job of a safety backup.
   *
   * @default - as Jobs that back up
   */
  readonly safetyBackup?: PodOptions;
}
