import { AZURE, AzureBackendOptions, CUSTOM, GCS, GcsBackendOptions, S3, S3BackendOptions, VOLUME, VolumeBackendOptions } from './backend-options';
import { SecretRef } from '../engines/refs';
import { VolumeSource } from '../resources/types/volumes';
import { plain, volumesWords, WORDS, renamed } from '../resources/words';
import { made } from '../values/given';
import { Json } from '../values/json';

/**
 * Where a BackupStorage keeps backups.
 *
 * Upstream refuses two BackupStorages with the same bucket, region and prefix anywhere in a cluster, and freezes the place
 * once there are backups in it.
 */
export class StorageBackend {
  /**
   * A bucket of Amazon S3 or of anything that speaks its language.
   *
   * @param options the bucket
   */
  public static s3(options: S3BackendOptions): StorageBackend {
    return made('StorageBackend.s3', S3, options, ({ secret, ...rest }) => (
      new StorageBackend('s3', { s3: withSecret(renamed(trimmed(rest), WORDS.storage)!, secret) })
    ));
  }

  /**
   * A bucket of Google Cloud Storage.
   *
   * @param options the bucket
   */
  public static gcs(options: GcsBackendOptions): StorageBackend {
    return made('StorageBackend.gcs', GCS, options, ({ secret, ...rest }) => new StorageBackend('gcs', { gcs: withSecret(trimmed(rest), secret) }));
  }

  /**
   * A container of Azure Blob Storage.
   *
   * @param options the container
   */
  public static azure(options: AzureBackendOptions): StorageBackend {
    return made('StorageBackend.azure', AZURE, options, ({ secret, ...rest }) => (
      new StorageBackend('azure', { azure: withSecret(trimmed(rest), secret) })
    ));
  }

  /**
   * A directory of an NFS server.
   *
   * @param server name or address of the server
   * @param path path that it exports
   * @param options where it is mounted
   */
  public static nfs(server: string, path: string, options: VolumeBackendOptions = {}): StorageBackend {
    return StorageBackend.volume({ nfs: { server, path } }, options);
  }

  /**
   * A PersistentVolumeClaim that is there already, in the namespace of the BackupStorage.
   *
   * @param claimName name of the claim
   * @param options where it is mounted
   */
  public static pvc(claimName: string, options: VolumeBackendOptions = {}): StorageBackend {
    return StorageBackend.volume({ persistentVolumeClaim: { claimName } }, options);
  }

  /**
   * A directory of the node. For trying things out: another node does not see it.
   *
   * @param path path on the node
   * @param options where it is mounted
   */
  public static hostPath(path: string, options: VolumeBackendOptions = {}): StorageBackend {
    return StorageBackend.volume({ hostPath: { path } }, options);
  }

  /**
   * Any volume that a pod can mount.
   *
   * @param source where the volume comes from
   * @param options where it is mounted
   */
  public static volume(source: VolumeSource, options: VolumeBackendOptions = {}): StorageBackend {
    return made('StorageBackend.volume', VOLUME, { ...options, source }, ({ source: from, ...rest }) => {
      const [{ name: _, ...words }] = volumesWords([{ name: '', ...from }])!;
      return new StorageBackend('local', { local: { mountPath: '/kubestash/storage', ...plain(rest), ...words } });
    });
  }

  /**
   * Anything else, in the words of the CRD.
   *
   * @param provider name of the provider
   * @param storage the rest of `spec.storage`
   */
  public static custom(provider: string, storage: any = {}): StorageBackend {
    return made('StorageBackend.custom', CUSTOM, { provider, storage }, of => new StorageBackend(of.provider, of.storage));
  }

  private constructor(private readonly provider: string, private readonly storage: Json) {}

  /**
   * `spec.storage` of the BackupStorage.
   *
   * @internal
   */
  public _spec(): Json {
    return plain({ provider: this.provider, ...this.storage });
  }
}

function withSecret(words: Json, secret: SecretRef | undefined): Json {
  return { ...words, ...(secret === undefined ? {} : { secretName: secret.name }) };
}

/** Without the slash at the end, which the webhook takes off: the object would never be as it was declared. */
function trimmed(words: Json): Json {
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [
    key, ['bucket', 'endpoint', 'prefix'].includes(key) && typeof value === 'string' ? value.replace(/\/$/, '') : value,
  ]));
}
