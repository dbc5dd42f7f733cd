import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ArchiverDriver, ArchiverFullBackup, ArchiverKind, ArchiverLogBackup, ArchiverLogConfig, ArchiverManifestBackup, ArchiverSchedule, ArchiverTask,
  logPartOf,
} from './archiver-parts';
import { resource } from './resource';
import { ResourceProps } from './resource-props';
import { BackupDeletionPolicy, LabelSelector, ObjectReference } from './types/refs';
import { UsagePolicy } from './types/usage-policy';
import { deletionPolicy, durationText, RESOURCE, usagePolicy, whole, yes } from './values/objects';
import { containerSettings, jobTemplate, runtimeSettings } from './values/pods';
import { retryConfig } from './values/sessions';
import { labelSelector } from './values/volumes';
import { plain, podTemplateWords, refOf, scheduledJobWords } from './words';
import { ObjectRole } from '../gitops/role';
import { Fields, map, struct } from '../values/compound';
import { anyData, data } from '../values/data';
import { Json } from '../values/json';
import { optional } from '../values/kind';
import { envName, namespacedRef, secretName } from '../values/names';
import { anyText, choice, relativePath, words } from '../values/texts';

/** Which databases an archiver is for. */
export interface ArchiverDatabases {
  /**
   * Their namespaces.
   *
   * @default UsagePolicy.same()
   */
  readonly namespaces?: UsagePolicy;

  /**
   * Their labels.
   *
   * @default - all databases of its kind there
   */
  readonly selector?: LabelSelector;
}

/** Where an archiver writes to. */
export interface ArchiverStorage {
  /** The BackupStorage. */
  readonly ref: ObjectReference;

  /**
   * Directory below which it writes `<namespace>/<database>/…`.
   *
   * @default - the root of the BackupStorage
   */
  readonly subDir?: string;
}

/** Properties of `Archiver`. */
export interface ArchiverProps extends ResourceProps {
  /** Kind of the archiver. */
  readonly kind: ArchiverKind;

  /**
   * Which databases it is for.
   *
   * @default - all databases of its kind in its namespace
   */
  readonly databases?: ArchiverDatabases;

  /**
   * Where it writes to.
   *
   * @default - the namespace's default BackupStorage
   */
  readonly backupStorage?: ArchiverStorage;

  /**
   * The RetentionPolicy of full and manifest backups.
   *
   * @default - the namespace's default RetentionPolicy
   */
  readonly retentionPolicy?: ObjectReference;

  /**
   * Secret with the key `RESTIC_PASSWORD`.
   *
   * @default - not encrypted by restic
   */
  readonly encryptionSecret?: ObjectReference;

  /**
   * Full backups.
   *
   * @default - none
   */
  readonly fullBackup?: ArchiverFullBackup;

  /**
   * Backups of manifests.
   *
   * @default - none
   */
  readonly manifestBackup?: ArchiverManifestBackup;

  /**
   * Logs; for ClickHouse the increments (upstream: `incrementalBackup`), for Neo4j the differences (`differentialBackup`).
   *
   * @default - as upstream does
   */
  readonly logBackup?: ArchiverLogBackup;

  /**
   * What becomes of the Repositories when the archiver is deleted.
   *
   * @default - left to KubeStash
   */
  readonly deletionPolicy?: BackupDeletionPolicy;

  /**
   * Whether it rests.
   *
   * @default false
   */
  readonly pause?: boolean;
}

const BACKUP: Fields<ArchiverManifestBackup> = {
  scheduler: optional(struct<ArchiverSchedule>({
    schedule: anyText,
    jobTemplate: optional(data),
    concurrencyPolicy: optional(choice('a policy for runs at once', ['Allow', 'Forbid', 'Replace'])),
    successfulJobsHistoryLimit: whole('a number of Jobs'),
    failedJobsHistoryLimit: whole('a number of Jobs'),
  })),
  jobTemplate: optional(jobTemplate),
  containerRuntimeSettings: optional(containerSettings),
  retryConfig: optional(retryConfig),
  timeout: durationText,
  sessionHistoryLimit: whole('a number of BackupSessions'),
};

/**
 * What is accepted of each property.
 *
 * @internal
 */
export const archiverProps = struct<ArchiverProps>({
  ...RESOURCE,
  kind: choice('a kind of archiver', ArchiverKind),
  databases: optional(struct<ArchiverDatabases>({ namespaces: usagePolicy, selector: optional(labelSelector) })),
  backupStorage: optional(struct<ArchiverStorage>({ ref: namespacedRef('a BackupStorage'), subDir: optional(relativePath) })),
  retentionPolicy: optional(namespacedRef('a RetentionPolicy')),
  encryptionSecret: optional(namespacedRef('a Secret')),
  fullBackup: optional(struct<ArchiverFullBackup>({
    ...BACKUP,
    driver: choice('a driver of full backups', ArchiverDriver),
    task: optional(struct<ArchiverTask>({ params: map(words('the name of a parameter'), anyData) })),
  })),
  manifestBackup: optional(struct<ArchiverManifestBackup>(BACKUP)),
  logBackup: optional(struct<ArchiverLogBackup>({
    backupInterval: durationText,
    retentionPeriod: durationText,
    retentionSchedule: optional(anyText),
    configSecret: optional(struct<ArchiverLogConfig>({ name: secretName, envToSecretKey: map(envName, anyText) })),
    runtimeSettings: optional(runtimeSettings),
    successfulLogHistoryLimit: whole('a number of shipments'),
    failedLogHistoryLimit: whole('a number of shipments'),
    logRetentionHistoryLimit: whole('a number of removals'),
  })),
  deletionPolicy,
  pause: yes,
});

/**
 * What an archiver's `spec` says.
 *
 * @internal
 */
export function archiverSpec(props: ArchiverProps, namespace?: string): Json {
  return plain({
    databases: {
      namespaces: (props.databases?.namespaces ?? UsagePolicy.same())._spec().allowedNamespaces,
      selector: props.databases?.selector,
    },
    backupStorage: props.backupStorage && { ref: refOf(props.backupStorage.ref, namespace), subDir: props.backupStorage.subDir },
    retentionPolicy: props.retentionPolicy && refOf(props.retentionPolicy, namespace),
    encryptionSecret: props.encryptionSecret && refOf(props.encryptionSecret, namespace),
    fullBackup: partWords(props.fullBackup),
    manifestBackup: partWords(props.manifestBackup),
    [logPartOf(props.kind)]: props.logBackup,
    deletionPolicy: props.deletionPolicy,
    pause: props.pause,
  });
}

function partWords(part: ArchiverManifestBackup | undefined): Json | undefined {
  if (part === undefined) return undefined;
  return {
    ...part,
    jobTemplate: podTemplateWords(part.jobTemplate),
    scheduler: part.scheduler && { ...part.scheduler, jobTemplate: scheduledJobWords(part.scheduler.jobTemplate) },
  };
}

/**
 * An archiver as a plain resource: continuous backup of all databases that it selects. `Backup.continuous` makes one for a
 * single database.
 */
export class Archiver extends ApiObject {
  /**
   * @param scope where it belongs in the tree
   * @param id its construct id
   * @param props what it says
   */
  constructor(scope: Construct, id: string, props: ArchiverProps) {
    const kind = { apiVersion: 'archiver.kubedb.com/v1alpha1', kind: props.kind, role: ObjectRole.BACKUP };
    const made = resource(scope, id, kind, archiverProps, props, archiverSpec);
    super(scope, id, made.props);
    made.watch(this);
  }
}
