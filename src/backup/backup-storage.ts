import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { StorageBackend } from './storage-backend';
import { ObjectRole } from '../gitops/role';
import { podsAt } from '../platform/platform';
import { needsOf } from '../platform/pod-needs';
import { runtimeSettingsWords } from '../platform/pod-words';
import { mergeSpec } from '../resources/merge';
import { namespaceOf, resource, ResourceKind } from '../resources/resource';
import { ResourceProps } from '../resources/resource-props';
import { BackupDeletionPolicy } from '../resources/types/refs';
import { RuntimeSettings } from '../resources/types/runtime-settings';
import { UsagePolicy } from '../resources/types/usage-policy';
import { deletionPolicy, RESOURCE, runtimeSettings, usagePolicy } from '../resources/values';
import { plain, usagePolicyWords } from '../resources/words';
import { instance, struct } from '../values/compound';
import { given } from '../values/given';
import { Json } from '../values/json';
import { optional } from '../values/kind';
import { namespaceName, subdomain } from '../values/names';
import { placed } from '../values/placed';
import { flag } from '../values/texts';

/** A BackupStorage, declared here or somewhere else. */
export interface IBackupStorage extends IConstruct {
  /** Name of the BackupStorage. */
  readonly name: string;

  /** Namespace of the BackupStorage. */
  readonly namespace: string;
}

/** Where a BackupStorage is that this code does not declare. */
export interface BackupStorageAttributes {
  /** Namespace of the BackupStorage. */
  readonly namespace: string;
}

/** Properties of `BackupStorage`. */
export interface BackupStorageProps extends ResourceProps {
  /** Where backups are kept. */
  readonly backend: StorageBackend;

  /**
   * From which namespaces it may be used.
   *
   * @default UsagePolicy.same()
   */
  readonly usagePolicy?: UsagePolicy;

  /**
   * What becomes of the backups when the BackupStorage is deleted: `DELETE` leaves them, `WIPE_OUT` removes them.
   *
   * @default BackupDeletionPolicy.DELETE
   */
  readonly deletionPolicy?: BackupDeletionPolicy;

  /**
   * Whether BackupConfigurations that name none get this one; one in a namespace.
   *
   * @default false
   */
  readonly default?: boolean;

  /**
   * Settings of the pods that KubeStash starts to look after the storage, over what the Platform says of backups.
   *
   * @default - what the Platform says, else the operator's own
   */
  readonly runtimeSettings?: RuntimeSettings;
}

const KIND: ResourceKind = { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupStorage', role: ObjectRole.STORAGE };

/** A BackupStorage that this code does not declare. */
const IMPORTED = struct<BackupStorageAttributes & { readonly name: string }>({ name: subdomain('the name of a BackupStorage'), namespace: namespaceName });

export const backupStorageProps = struct<BackupStorageProps>({
  ...RESOURCE,
  backend: instance('StorageBackend', 'StorageBackend.s3(…) and the like'),
  usagePolicy,
  deletionPolicy,
  default: optional(flag),
  runtimeSettings: optional(runtimeSettings),
});

/** What a BackupStorage's `spec` says. */
export function backupStorageSpec(props: BackupStorageProps): Json {
  return plain({
    storage: props.backend._spec(),
    usagePolicy: usagePolicyWords(props.usagePolicy),
    deletionPolicy: props.deletionPolicy,
    default: props.default,
    runtimeSettings: props.runtimeSettings,
  });
}

/**
 * A place for backups.
 *
 * @example
 *
 * import { App, Chart } from 'cdk8s';
 * import { BackupStorage, resources, StorageBackend } from 'cdk8s-kubestash';
 *
 * const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
 * new BackupStorage(chart, 'Storage', {
 *   backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: { name: 's3-credentials' } }),
 *   usagePolicy: resources.UsagePolicy.namespaces('shop', 'staging'),
 * });
 */
export class BackupStorage extends Construct implements IBackupStorage {
  /**
   * A BackupStorage that this code does not declare.
   *
   * @param scope where it belongs in the tree
   * @param id its construct id
   * @param name name of the BackupStorage
   * @param attributes where it is
   */
  public static fromName(scope: Construct, id: string, name: string, attributes: BackupStorageAttributes): IBackupStorage {
    return new ImportedBackupStorage(scope, id, { ...attributes, name });
  }

  /** Name of the BackupStorage. */
  public readonly name: string;

  /** Namespace of the BackupStorage; empty where it is not known, which is an error. */
  public readonly namespace: string;

  /**
   * @param scope where it belongs in the tree
   * @param id its construct id
   * @param props what it says
   */
  constructor(scope: Construct, id: string, props: BackupStorageProps) {
    super(placed(scope, id), id);
    const made = resource(this, id, KIND, backupStorageProps, props, of => (
      backupStorageSpec({ ...of, runtimeSettings: this.settingsOver(of.runtimeSettings) })
    ));
    const object = new ApiObject(this, 'Resource', made.props);
    made.watch(object, this);
    this.name = object.name;
    this.namespace = namespaceOf(this, props) ?? '';
  }

  /** What looks after a storage is a pod of backups too. */
  private settingsOver(own: RuntimeSettings | undefined): RuntimeSettings | undefined {
    const platform = runtimeSettingsWords(needsOf(podsAt(this), 'backup'));
    return platform === undefined ? own : mergeSpec(platform, plain(own ?? {})).merged;
  }
}

class ImportedBackupStorage extends Construct implements IBackupStorage {
  public readonly name: string;
  public readonly namespace: string;

  constructor(scope: Construct, id: string, of: BackupStorageAttributes & { readonly name: string }) {
    super(placed(scope, id), id);
    const { name, namespace } = given(this, IMPORTED, of);
    this.name = name;
    this.namespace = namespace;
  }
}
