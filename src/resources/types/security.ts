/** What a container or a claim asks for and may use at most. */
export interface JobResources {
  /**
   * What it asks for: `{ cpu: "100m", memory: "128Mi" }`.
   *
   * @default - none
   */
  readonly requests?: { readonly [key: string]: string };

  /**
   * What it may use at most.
   *
   * @default - none
   */
  readonly limits?: { readonly [key: string]: string };

  /**
   * Devices, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly claims?: any[];
}

/** Who the processes of a pod run as. */
export interface JobSecurityContext {
  /**
   * User id.
   *
   * @default - the image's
   */
  readonly runAsUser?: number;

  /**
   * Group id.
   *
   * @default - the image's
   */
  readonly runAsGroup?: number;

  /**
   * Whether user id 0 is refused.
   *
   * @default false
   */
  readonly runAsNonRoot?: boolean;

  /**
   * Group that owns volumes.
   *
   * @default - none
   */
  readonly fsGroup?: number;

  /**
   * When the owner of volumes is set: `Always` or `OnRootMismatch`.
   *
   * @default 'Always'
   */
  readonly fsGroupChangePolicy?: string;

  /**
   * Further groups.
   *
   * @default - none
   */
  readonly supplementalGroups?: number[];

  /**
   * Whether groups of the image count: `Merge` or `Strict`.
   *
   * @default 'Merge'
   */
  readonly supplementalGroupsPolicy?: string;

  /**
   * Seccomp profile, in the words of Kubernetes.
   *
   * @default - Kubernetes' own
   */
  readonly seccompProfile?: any;

  /**
   * AppArmor profile, in the words of Kubernetes.
   *
   * @default - Kubernetes' own
   */
  readonly appArmorProfile?: any;

  /**
   * SELinux labels, in the words of Kubernetes.
   *
   * @default - Kubernetes' own
   */
  readonly seLinuxOptions?: any;

  /**
   * How SELinux labels get on volumes.
   *
   * @default - Kubernetes' own
   */
  readonly seLinuxChangePolicy?: string;

  /**
   * Kernel parameters, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly sysctls?: any[];

  /**
   * Windows settings, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly windowsOptions?: any;
}

/** What the process of a container may do. */
export interface ContainerSecurityContext {
  /**
   * User id.
   *
   * @default - the pod's
   */
  readonly runAsUser?: number;

  /**
   * Group id.
   *
   * @default - the pod's
   */
  readonly runAsGroup?: number;

  /**
   * Whether user id 0 is refused.
   *
   * @default - the pod's
   */
  readonly runAsNonRoot?: boolean;

  /**
   * Whether it may gain privileges.
   *
   * @default true
   */
  readonly allowPrivilegeEscalation?: boolean;

  /**
   * Whether it may do everything that root may on the node.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Whether its root file system is read-only.
   *
   * @default false
   */
  readonly readOnlyRootFilesystem?: boolean;

  /**
   * How `/proc` is mounted.
   *
   * @default 'Default'
   */
  readonly procMount?: string;

  /**
   * Capabilities to add and drop, in the words of Kubernetes.
   *
   * @default - the runtime's
   */
  readonly capabilities?: any;

  /**
   * Seccomp profile, in the words of Kubernetes.
   *
   * @default - the pod's
   */
  readonly seccompProfile?: any;

  /**
   * AppArmor profile, in the words of Kubernetes.
   *
   * @default - the pod's
   */
  readonly appArmorProfile?: any;

  /**
   * SELinux labels, in the words of Kubernetes.
   *
   * @default - the pod's
   */
  readonly seLinuxOptions?: any;

  /**
   * Windows settings, in the words of Kubernetes.
   *
   * @default - none
   */
  readonly windowsOptions?: any;
}
