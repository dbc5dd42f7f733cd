/** An object by its name, in the namespace of whatever refers to it (upstream: `LocalObjectReference`). */
export interface LocalObjectReference {
  /** Name of the object. */
  readonly name: string;
}

/** An object by name and namespace (upstream: `ObjectReference`). Constructs with a `name` fit where TypeScript is used. */
export interface ObjectReference {
  /** Name of the object. */
  readonly name: string;

  /**
   * Namespace of the object.
   *
   * @default - the namespace of the object that refers to it
   */
  readonly namespace?: string;
}

/** What is backed up or restored (upstream: `TypedObjectReference`). */
export interface TargetRef {
  /**
   * API group: `kubedb.com` for databases, `apps` for workloads, empty for the core group.
   *
   * @default - the core group
   */
  readonly apiGroup?: string;

  /**
   * Kind: `Postgres`, `StatefulSet`, `PersistentVolumeClaim`, …
   *
   * @default - left out
   */
  readonly kind?: string;

  /** Name of the object. */
  readonly name: string;

  /**
   * Namespace of the object.
   *
   * @default - the namespace of the object that refers to it
   */
  readonly namespace?: string;
}

/** A condition on a label. */
export interface LabelRequirement {
  /** Key of the label. */
  readonly key: string;

  /** `In`, `NotIn`, `Exists` or `DoesNotExist`. */
  readonly operator: string;

  /**
   * Values of `In` and `NotIn`.
   *
   * @default - none, as `Exists` and `DoesNotExist` demand
   */
  readonly values?: string[];
}

/** Objects with certain labels; all conditions must hold. */
export interface LabelSelector {
  /**
   * Labels and their values.
   *
   * @default - no condition of this kind
   */
  readonly matchLabels?: { readonly [key: string]: string };

  /**
   * Further conditions.
   *
   * @default - no condition of this kind
   */
  readonly matchExpressions?: LabelRequirement[];
}

/** What becomes of backed up data when the object that stands for it is deleted. */
export enum BackupDeletionPolicy {
  /** Only the object goes, the data stays. */
  DELETE = 'Delete',

  /** The data goes with the object. */
  WIPE_OUT = 'WipeOut',

  /** Object and data stay when what made them goes (repositories and archivers only). */
  RETAIN = 'Retain',
}
