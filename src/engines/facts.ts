import { LayoutFacts } from './layout-facts';
import { PlaceFacts } from './place-facts';
import { TlsFacts } from './tls-facts';
import { Json } from '../values/json';

/** Which database kinds live in which group: `kubedb.com/v1` or `kubedb.com/v1alpha2`. */
export type KubeDbApiVersion = 'kubedb.com/v1' | 'kubedb.com/v1alpha2';

/** Names of the tasks of an addon (upstream: `Addon.backupTasks`, `Addon.restoreTasks`). */
export interface TaskPair {
  readonly backup: string;
  /** Absent where a restore is the KubeDB operator's own business (`spec.init.archiver`). */
  readonly restore?: string;
}

/** Who a Service of ours selects, on which ports. */
export interface EndpointFacts {
  /** Ports, the first one being what `host:port` means. `targetPort` is the container port's name or number. */
  readonly ports: (spec: Json) => PortFacts[];
  /**
   * Labels that the pods carry beside the three of every KubeDB pod (name, instance, managed-by).
   * The string `{database}` stands for the name of the database.
   */
  readonly selector: (spec: Json) => Record<string, string>;
}

export interface PortFacts {
  readonly name: string;
  readonly port: number;
  readonly targetPort: string | number;
}

/** What Jobs of KubeStash need that upstream's catalog leaves to whoever writes a session. */
export interface JobFacts {
  /**
   * User, with group 0, that upstream's own wizard gives to Jobs that restore (`ui-wizards`). Rendered where root is refused and nobody
   * says a user: upstream's RestoreSessions do without, and a cluster such as OpenShift hands out users itself.
   */
  readonly wizardUser: number;
  /** Pod of a Job that backs up (`addon.jobTemplate.spec`). */
  readonly backup?: Json;
  /** Pod of a Job that restores into the database of a name. */
  readonly restore?: (target: string) => Json;
  /** Parameters of the task that name the database that is restored into. */
  readonly restoreParams?: (target: string) => Record<string, string>;
}

/** A field in which what we render is not what upstream's documentation shows, and why. */
export interface Difference {
  /** As people write it, lists without index: `addon.tasks[].params.args`. What is below is meant too. */
  readonly path: string;
  /** Who alone has it. Absent where both have it, and another value. */
  readonly only?: 'upstream' | 'ours';
  readonly why: string;
}

/** A setting without which there is nothing to recover from. */
export interface LogAdvice {
  readonly message: string;
  readonly remedy: string;
}

/** The archiver of an engine: continuous backup and point-in-time recovery. */
export interface ArchiverFacts {
  /** Kind in `archiver.kubedb.com/v1alpha1`. */
  readonly kind: string;
  /** Drivers of the full backup, the first one being ours when the user says nothing. Keys of `FULL_BACKUP_METHODS`. */
  readonly drivers: readonly ('Restic' | 'WalG' | 'VolumeSnapshotter' | 'ClickHouseBackup' | 'Neo4jAdmin')[];
  /** Name of the part that ships logs; absent where there are none, so that a moment means the newest full backup until then. */
  readonly logPart?: 'logBackup' | 'incrementalBackup' | 'differentialBackup';
  /** Whether a full backup needs the restic encryption secret. */
  readonly encryption: boolean;
  /** Values of `init.archiver.replicationStrategy`, the webhook's default first; none where the field has no meaning. */
  readonly replicationStrategies: readonly string[];
  /**
   * Repositories that the operator names after the database: suffixes with their dash (`-full`). Without `manifest` there is but one, and
   * `init.archiver.manifestRepository` means nothing.
   */
  readonly repositories: { readonly full: string; readonly manifest?: string };
  /** Why a young moment may not be archived yet, and what comes of it; absent where upstream says nothing. */
  readonly young?: string;
  /** Why a spec cannot be archived (MongoDB standalone), or undefined. */
  readonly refuses?: (spec: Json) => string | undefined;
  /** What upstream's guides add to the spec of the archiver, below what the user says. */
  readonly needs?: (driver: string) => Json;
  /** Whether the webhook alone attaches the archiver: whenever the database is written, it overwrites `spec.archiver` with what it finds by labels. */
  readonly attachedByWebhook?: boolean;
  /** What the database itself must be told before it writes logs that can be replayed, where the spec does not tell it. */
  readonly advice?: (spec: Json) => LogAdvice | undefined;
}

/** How KubeDB puts a running database back itself, by an OpsRequest (`ops.kubedb.com/v1alpha1`). */
export interface InPlaceFacts {
  readonly kind: string;
  /** `spec.type`. */
  readonly type: 'ArchiverRestore' | 'Restore';
  /** Field of `spec` that says which data: its content is that of `init.archiver`. */
  readonly field: 'archiver' | 'restore';
  /** What stands in that field besides. */
  readonly more: Json;
  /** Whether it replays logs up to a moment; else it takes a Snapshot. */
  readonly replaysLogs: boolean;
  /** Whether the volumes with the present data stay, until a person deletes them. */
  readonly keepsVolumes: boolean;
  /** Whether it suspends archiving for good, and a full backup has to follow. */
  readonly suspendsArchiving: boolean;
  /** Why the webhook refuses a spec, or undefined. */
  readonly refuses: (spec: Json) => string | undefined;
  readonly unproven: readonly string[];
}

/** How the engine's own client is used by checks and by ending sessions: `assets/client/<script>`. */
export interface ClientFacts {
  /** File in `assets/client`. */
  readonly script: string;
  /** Keys of the auth Secret (`kubernetes.io/basic-auth`, or what the engine has instead). */
  readonly usernameKey?: string;
  readonly passwordKey: string;
  /** Image of each version known upstream (`<Kind>Version.spec.db.image`). */
  readonly images: Record<string, string>;
  /** User id that the image wants, where it has one: the one of most versions. Ask `runAsUserOf(facts, version)`. */
  readonly runAsUser?: number;
  /** User ids of the versions that want another one. */
  readonly runAsUsers?: Record<string, number>;
  /** Whether `Check.sql`-like statements mean something, and what language they are in. */
  readonly statements?: 'SQL' | 'CQL' | 'Cypher' | 'JavaScript' | 'commands' | 'requests';
  /** Whether a server has one database alone, or numbers them; absent where they have names. */
  readonly databases?: 'one' | 'numbered';
  /** The database that a client asks if nobody names one, where that holds no data of users; empty where there is none. Absent where it is as good as any. */
  readonly asksFirst?: string;
  /** False where the script cannot end sessions: the engine has none (HTTP), or no command for it. Only isolation helps then. */
  readonly endsSessions: boolean;
  /**
   * Pods that clients may have sessions on, as `<pod>.<governing Service>` (`orders-0.orders-pods`): what `DB_MEMBERS` of
   * the script lists. Absent where one address stands for all.
   */
  readonly members?: (database: string, spec: Json) => string[];
}

/** Why data does not fit. */
export interface Misfit {
  readonly message: string;
  readonly value: unknown;
  readonly remedy: string;
}

/** Everything the library knows about one engine. The only place where engines differ. */
export interface EngineFacts {
  /** Our key: `postgres`, `mysql`, … also the name of the data file. */
  readonly key: string;
  readonly kind: string;
  readonly plural: string;
  readonly apiVersion: KubeDbApiVersion;
  /** What its versions begin with, where another engine has the same kind (`opensearch-`). */
  readonly versionPrefix?: string;
  /** Name of the addon for a version (`opensearch-addon` for OpenSearch distributions of Elasticsearch). */
  readonly addon: string;
  readonly tasks: {
    readonly logical?: TaskPair;
    readonly physical?: TaskPair;
    readonly volumeSnapshot?: TaskPair;
    readonly manifest?: TaskPair;
    readonly dashboard?: TaskPair;
  };
  /** Tasks where the spec decides about them (the metadata store of Druid); `tasks` where it is absent or says nothing. */
  readonly tasksOf?: (spec: Json) => EngineFacts['tasks'] | undefined;
  readonly jobs: JobFacts;
  /** Where RestoreSessions differ from upstream's examples, beside what is so with every engine. */
  readonly differences?: readonly Difference[];
  /** Key of `RestoreSession.spec.manifestOptions`, where manifests can be restored. */
  readonly manifestOption?: string;
  /** Whether a renamed clone made from manifest and data resolves to the new name. */
  readonly manifestRename: boolean;
  /** Whether logical backups are encrypted by restic and need `encryptionSecret`. */
  readonly encryption: boolean;
  /** Whether the kind has `spec.init`. */
  readonly init: boolean;
  readonly archiver?: ArchiverFacts;
  /** Absent where KubeDB restores into new databases only. */
  readonly inPlace?: InPlaceFacts;
  /**
   * Whether a logical backup holds all data of a database (`whole`), or leaves parts of it out by default (`partial`): then a
   * new database made of it would lack them.
   */
  readonly logicalRestore: 'whole' | 'partial';
  /** Why data that a database of one spec has written does not fit one of another spec, by its logs or by a Snapshot. */
  readonly unfit?: (source: Json, target: Json, byLogs: boolean) => Misfit | undefined;
  /** Whether the KubeDB operator restores logical Snapshots (`spec.init.archiver`), since no task of the addon does. */
  readonly operatorRestoresDumps?: boolean;
  /** Whether a logical backup holds the accounts with their passwords, as files always do. */
  readonly dumpHasAccounts?: boolean;
  /** Whether drivers learn the members' own addresses and so go round a Service. */
  readonly discoversMembers: (spec: Json) => boolean;
  /** The Service that applications use, a read-only one where there are readers, and ports for maintenance. */
  readonly client: EndpointFacts;
  readonly readOnly?: EndpointFacts & { readonly when: (spec: Json) => boolean };
  /** Name of the default database in a connection string, where there is one. */
  readonly databaseName?: string;
  readonly shell: ClientFacts;
  readonly layout: LayoutFacts;
  /** The part of a version that must match between a backup and where it is restored: `17` of `17.5`. */
  readonly majorOf: (version: string) => string;
  readonly tls: TlsFacts;
  /** Paths in a spec that upstream generates for one object and that no other may share (a group's UUID). */
  readonly ownPaths?: readonly (readonly string[])[];
  /** Paths in a spec below which names or addresses stand that are announced to clients: nobody else can have them. */
  readonly announced?: readonly (readonly string[])[];
  /** Where it keeps what it is in a database beside it: no other may have the same place. */
  readonly places?: (spec: Json) => readonly PlaceFacts[];
  /** Paths in a spec of what coordinates the members and is kept elsewhere: another database there may use the same names in it. */
  readonly coordinators?: (spec: Json) => readonly (readonly string[])[];
  /** Kind has `spec.authSecret`. */
  readonly authSecret: boolean;
  /** What is not proven upstream about this engine, in sentences for the plan. */
  readonly unproven: readonly string[];
}
