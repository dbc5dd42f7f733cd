import { SecretRef } from '../engines/refs';
import { VolumeSource } from '../resources/types/volumes';
import { volumeSource } from '../resources/values';
import { struct } from '../values/compound';
import { data } from '../values/data';
import { Json } from '../values/json';
import { optional } from '../values/kind';
import { secretRef } from '../values/names';
import { azureContainer, bucket, gcsBucket, region, storageAccount } from '../values/storages';
import { absolutePath, count, endpoint, flag, pathInVolume, relativePath, words } from '../values/texts';

/** A bucket of Amazon S3 or of anything that speaks its language: MinIO, Rook, … */
export interface S3BackendOptions {
  /** Name of the bucket. */
  readonly bucket: string;

  /**
   * URL of the service.
   *
   * @default - Amazon's own
   */
  readonly endpoint?: string;

  /**
   * Region of the bucket.
   *
   * @default - none, which some services allow
   */
  readonly region?: string;

  /**
   * Directory in the bucket.
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * Secret with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, in the namespace of the BackupStorage.
   *
   * @default - identity of the pods, as with IRSA
   */
  readonly secret?: SecretRef;

  /**
   * Whether the certificate of the service goes unchecked.
   *
   * @default false
   */
  readonly insecureTls?: boolean;

  /**
   * How many connections there may be at once.
   *
   * @default - KubeStash's own
   */
  readonly maxConnections?: number;
}

/** A bucket of Google Cloud Storage. */
export interface GcsBackendOptions {
  /** Name of the bucket. */
  readonly bucket: string;

  /**
   * Directory in the bucket.
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * Secret with `GOOGLE_PROJECT_ID` and `GOOGLE_SERVICE_ACCOUNT_JSON_KEY`, in the namespace of the BackupStorage.
   *
   * @default - workload identity
   */
  readonly secret?: SecretRef;

  /**
   * How many connections there may be at once.
   *
   * @default - KubeStash's own
   */
  readonly maxConnections?: number;
}

/** A container of Azure Blob Storage. */
export interface AzureBackendOptions {
  /** Name of the storage account. */
  readonly storageAccount: string;

  /** Name of the container. */
  readonly container: string;

  /**
   * Directory in the container.
   *
   * @default - the root of the container
   */
  readonly prefix?: string;

  /**
   * Secret with `AZURE_ACCOUNT_KEY`, in the namespace of the BackupStorage.
   *
   * @default - managed identity
   */
  readonly secret?: SecretRef;

  /**
   * How many connections there may be at once.
   *
   * @default - KubeStash's own
   */
  readonly maxConnections?: number;
}

/** Where a volume with backups is mounted. */
export interface VolumeBackendOptions {
  /**
   * Path at which pods mount the volume.
   *
   * @default '/kubestash/storage'
   */
  readonly mountPath?: string;

  /**
   * Directory inside the volume.
   *
   * @default - its root
   */
  readonly subPath?: string;

  /**
   * How many connections there may be at once.
   *
   * @default - KubeStash's own
   */
  readonly maxConnections?: number;
}

const maxConnections = optional(count('a number of connections', 1, 100_000));

export const S3 = struct<S3BackendOptions>({
  bucket,
  endpoint: optional(endpoint),
  region: optional(region),
  prefix: optional(relativePath),
  secret: optional(secretRef),
  insecureTls: optional(flag),
  maxConnections,
});

export const GCS = struct<GcsBackendOptions>({
  bucket: gcsBucket, prefix: optional(relativePath), secret: optional(secretRef), maxConnections,
});

export const AZURE = struct<AzureBackendOptions>({
  storageAccount,
  container: azureContainer,
  prefix: optional(relativePath),
  secret: optional(secretRef),
  maxConnections,
});

/** A volume, and where it is mounted. */
export const VOLUME = struct<VolumeBackendOptions & { readonly source: VolumeSource }>({
  source: volumeSource, mountPath: optional(absolutePath), subPath: optional(pathInVolume), maxConnections,
});

/** A provider that has no typed properties. */
export const CUSTOM = struct<{ readonly provider: string; readonly storage: Json }>({ provider: words('the name of a provider'), storage: data });
