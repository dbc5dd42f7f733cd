import { LabelSelector } from './refs';
import { JobResources } from './security';

/** Where a volume is mounted in the container of a Job. */
export interface JobVolumeMount {
  /** Name of the volume. */
  readonly name: string;

  /** Path in the container. */
  readonly mountPath: string;

  /**
   * Path inside the volume.
   *
   * @default - its root
   */
  readonly subPath?: string;

  /**
   * Path inside the volume in which variables are expanded.
   *
   * @default - its root
   */
  readonly subPathExpr?: string;

  /**
   * Whether it is mounted read-only.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * Whether mounts below it are read-only too.
   *
   * @default 'Disabled'
   */
  readonly recursiveReadOnly?: string;

  /**
   * How mounts are passed on between host and container.
   *
   * @default 'None'
   */
  readonly mountPropagation?: string;
}

/** A volume that is an existing PersistentVolumeClaim. */
export interface ClaimSource {
  /** Name of the claim. */
  readonly claimName: string;

  /**
   * Whether it is mounted read-only.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** A volume on an NFS server. */
export interface NfsSource {
  /** Name or address of the server. */
  readonly server: string;

  /** Path that the server exports. */
  readonly path: string;

  /**
   * Whether it is mounted read-only.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** A directory of the node. */
export interface HostPathSource {
  /** Path on the node. */
  readonly path: string;

  /**
   * What is expected at the path: `Directory`, `DirectoryOrCreate`, …
   *
   * @default - nothing is checked
   */
  readonly type?: string;
}

/** A volume that lives as long as its pod. */
export interface EmptyDirSource {
  /**
   * `Memory` for a RAM disk.
   *
   * @default - the node's disk
   */
  readonly medium?: string;

  /**
   * Most that may be written: `2Gi`.
   *
   * @default - the node's limit
   */
  readonly sizeLimit?: string;
}

/** A volume made of a Secret. */
export interface SecretSource {
  /** Name of the Secret. */
  readonly secretName: string;

  /**
   * Keys and the paths they get, in the words of Kubernetes.
   *
   * @default - all keys
   */
  readonly items?: any[];

  /**
   * File mode.
   *
   * @default 0o644
   */
  readonly defaultMode?: number;

  /**
   * Whether it may be missing.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** A volume made of a ConfigMap. */
export interface ConfigMapSource {
  /** Name of the ConfigMap. */
  readonly name: string;

  /**
   * Keys and the paths they get, in the words of Kubernetes.
   *
   * @default - all keys
   */
  readonly items?: any[];

  /**
   * File mode.
   *
   * @default 0o644
   */
  readonly defaultMode?: number;

  /**
   * Whether it may be missing.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** Name, labels and annotations of a claim. */
export interface ClaimMetadata {
  /**
   * Name of the claim.
   *
   * @default - the operator's own
   */
  readonly name?: string;

  /**
   * Namespace of the claim.
   *
   * @default - where the Job runs
   */
  readonly namespace?: string;

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

/** What a claim asks for. */
export interface ClaimSpec {
  /**
   * How it may be mounted: `ReadWriteOnce`, …
   *
   * @default - the storage class's
   */
  readonly accessModes?: string[];

  /**
   * Its size, as `requests.storage`.
   *
   * @default - none
   */
  readonly resources?: JobResources;

  /**
   * Its storage class.
   *
   * @default - the cluster's default
   */
  readonly storageClassName?: string;

  /**
   * `Filesystem` or `Block`.
   *
   * @default 'Filesystem'
   */
  readonly volumeMode?: string;

  /**
   * A PersistentVolume that is there.
   *
   * @default - one is provisioned
   */
  readonly volumeName?: string;

  /**
   * Its VolumeAttributesClass.
   *
   * @default - none
   */
  readonly volumeAttributesClassName?: string;

  /**
   * Labels of the PersistentVolume.
   *
   * @default - any
   */
  readonly selector?: LabelSelector;

  /**
   * What it is filled from, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly dataSource?: any;

  /**
   * What it is filled from, other namespaces included, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly dataSourceRef?: any;
}

/** A PersistentVolumeClaim to be made. */
export interface ClaimTemplate {
  /**
   * Its name, labels and annotations.
   *
   * @default - the operator's own
   */
  readonly metadata?: ClaimMetadata;

  /** What it asks for. */
  readonly spec: ClaimSpec;
}

/** Where a volume comes from: exactly one of these. */
export interface VolumeSource {
  /**
   * An existing claim.
   *
   * @default - none
   */
  readonly persistentVolumeClaim?: ClaimSource;

  /**
   * An NFS server.
   *
   * @default - none
   */
  readonly nfs?: NfsSource;

  /**
   * A directory of the node.
   *
   * @default - none
   */
  readonly hostPath?: HostPathSource;

  /**
   * A volume that lives as long as its pod.
   *
   * @default - none
   */
  readonly emptyDir?: EmptyDirSource;

  /**
   * A Secret.
   *
   * @default - none
   */
  readonly secret?: SecretSource;

  /**
   * A ConfigMap.
   *
   * @default - none
   */
  readonly configMap?: ConfigMapSource;

  /**
   * A CSI volume, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly csi?: any;

  /**
   * Several sources in one directory, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly projected?: any;

  /**
   * A claim that lives as long as its pod, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly ephemeral?: any;

  /**
   * Any other source by its key, in the words of Kubernetes: `{ cephfs: { … } }`.
   *
   * @default - none
   */
  readonly other?: { readonly [key: string]: any };
}

/** A volume of a Job. */
export interface JobVolume extends VolumeSource {
  /** Name of the volume. */
  readonly name: string;
}

/** Where a volume of an addon comes from: exactly one of these. */
export interface AddonVolumeSource extends VolumeSource {
  /**
   * A claim that is made for it.
   *
   * @default - none
   */
  readonly volumeClaimTemplate?: ClaimTemplate;
}

/** A volume that a task of an addon declares, replaced by name: `kubestash-tmp-volume`, … */
export interface AddonVolume {
  /** Name that the task gives it. */
  readonly name: string;

  /** Where it comes from. */
  readonly source: AddonVolumeSource;
}
