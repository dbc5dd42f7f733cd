import { Json } from '../values/json';

/** How a spec is laid out: where things live for the topology that the spec itself states. */
export interface LayoutFacts {
  /** Paths of PersistentVolumeClaim specs inside `spec`, the first being the data that a restore must fit in. */
  readonly storage: (spec: Json) => string[][];
  /** Path of the replica count that `replicas` means, or undefined where a topology has its own counts. */
  readonly replicas: (spec: Json) => string[] | undefined;
  /** Whether the kind has `spec.storageType`. Where topologies forbid it there, `storageTypes` says where it stands. */
  readonly storageType: boolean;
  /** Paths of all storage types; `spec.storageType` where absent. */
  readonly storageTypes?: (spec: Json) => string[][];
  /** The PetSets that the operator makes, for name lengths (`<database><suffix>-<ordinal>` must be a DNS label). */
  readonly petSets: (spec: Json) => PetSetFacts[];
  /** Other names that have a limit, depending on the version. */
  readonly podNames?: (database: string, namespace: string, version?: string) => NameLimit[];
  /** Numbers that must lie between bounds. */
  readonly limits?: (spec: Json) => Limit[];
  /** Parts that are rendered where the spec has none: without them the webhook breaks off. */
  readonly fills?: (spec: Json) => readonly Fill[];
  /** The same with what the webhook writes into lists, so that what is sent is what is stored. */
  readonly lists?: (spec: Json) => Json;
  /** Paths that must be there. */
  readonly requires?: (spec: Json) => Part[];
  /** Paths that must not be there beside what the spec states. */
  readonly forbids?: (spec: Json) => Part[];
  /** Parts that are stored and have no effect. */
  readonly unused?: (spec: Json) => Part[];
  /** What KubeDB itself has in the pods of a database. */
  readonly reserved?: Reserved;
  /** Names that are given twice. */
  readonly duplicates?: (spec: Json) => Duplicate[];
  /** Texts that must have a certain form. */
  readonly formats?: (spec: Json) => Format[];
  /** Secrets that must be there before the database, by path: the webhook looks for them. */
  readonly secretsFirst?: readonly (readonly string[])[];
  /** Path of the topology that upstream would choose without a word, where it would. */
  readonly impliedTopology?: (spec: Json) => (Part & { readonly value: Json }) | undefined;
}

/** Names that KubeDB's webhooks refuse in a pod template, since the operator has something of that name itself (`…ReservedVolumes`, `forbidden…EnvVars`). */
export interface Reserved {
  /** Variables of containers. */
  readonly env?: readonly string[];
  readonly volumes?: readonly string[];
  /** Paths in containers; kinds of `kubedb.com/v1` mind what is below them too. */
  readonly mounts?: readonly string[];
}

/** One PetSet of a database. */
export interface PetSetFacts {
  /** What stands before the name of the database. */
  readonly prefix?: string;
  /** What follows the name of the database, with its dash. */
  readonly suffix: string;
  /** Number of pods. */
  readonly replicas: number;
}

/** A name that upstream will make, and how long it may be. */
export interface NameLimit {
  readonly name: string;
  /** Number of characters. */
  readonly max: number;
  readonly of: string;
}

/** A number in a spec and its bounds. */
export interface Limit {
  readonly path: readonly string[];
  /** The number as it stands, upstream's default where the spec says nothing. */
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  /** Values between the bounds that are refused all the same. */
  readonly except?: readonly number[];
  /** Who or what wants it so: `a group of MySQL servers`. */
  readonly of: string;
  readonly remedy?: string;
}

/** A part of a spec that is rendered even if nobody asks for it. */
export interface Fill {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** A part of a spec that must, or must not, be there. */
export interface Part {
  readonly path: readonly string[];
  /** Who or what wants it so: `a sharded MongoDB`. */
  readonly of: string;
  readonly remedy?: string;
}

/** A name that is given twice. */
export interface Duplicate {
  readonly path: readonly string[];
  readonly value: string;
  readonly of: string;
}

/** A text that must have a certain form. */
export interface Format {
  readonly path: readonly string[];
  readonly value: string;
  readonly pattern: RegExp;
  readonly of: string;
  /** The form in words. */
  readonly allowed: string;
}
