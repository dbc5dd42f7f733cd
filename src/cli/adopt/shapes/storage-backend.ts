import { VOLUME_SOURCE } from './volumes';
import { AzureBackendOptions, GcsBackendOptions, S3BackendOptions, VolumeBackendOptions } from '../../../backup/backend-options';
import { StorageBackend } from '../../../backup/storage-backend';
import { SecretRef } from '../../../engines/refs';
import { isPlainObject } from '../../../resources/merge';
import { WORDS } from '../../../resources/words';
import { Json } from '../../../values/json';
import { call, Expr, literal, object } from '../expr';
import { COUNT, FLAG, must, Shape, struct, TEXT } from '../shape';
import { Context, leaves, left, Split, sum } from '../split';

/** A Secret that upstream only names. */
const SECRET_NAME: Shape<SecretRef> = {
  read: value => (typeof value === 'string' ? { expr: object([['name', literal(value)]]) } : left(value)),
};

const S3 = struct<S3BackendOptions>({
  bucket: must(TEXT), endpoint: TEXT, region: TEXT, prefix: TEXT, secret: SECRET_NAME, insecureTls: FLAG, maxConnections: COUNT,
}, { words: { ...WORDS.storage, secret: 'secretName' } });

const GCS = struct<GcsBackendOptions>({
  bucket: must(TEXT), prefix: TEXT, secret: SECRET_NAME, maxConnections: COUNT,
}, { words: { secret: 'secretName' } });

const AZURE = struct<AzureBackendOptions>({
  storageAccount: must(TEXT), container: must(TEXT), prefix: TEXT, secret: SECRET_NAME, maxConnections: COUNT,
}, { words: { secret: 'secretName' } });

const VOLUME_OPTIONS = struct<VolumeBackendOptions>({ mountPath: TEXT, subPath: TEXT, maxConnections: COUNT });

/** Words of `local` that are no volume. */
const OPTIONS = ['mountPath', 'subPath', 'maxConnections'];

/** Where a volume is mounted if nobody says where. */
const MOUNT_PATH = '/kubestash/storage';

const BUCKETS: Record<string, Shape<any>> = { s3: S3, gcs: GCS, azure: AZURE };

/** `storage` as a StorageBackend; a provider without what it needs in the words of the CRD. */
export const STORAGE_BACKEND: Shape<StorageBackend> = {
  read: (value, context, path) => {
    if (!isPlainObject(value) || typeof value.provider !== 'string') return left(value);
    const { provider, [value.provider]: block, ...others } = value;
    const part = provider === 'local' ? volumePart(block, context, `${path}.local`) : bucketPart(provider, block, context, `${path}.${provider}`);
    if (part?.expr === undefined) return custom(value, path);
    const rest = { ...others, ...(part.rest === undefined ? {} : { [provider]: part.rest }) };
    return { ...part, rest: Object.keys(rest).length > 0 ? rest : undefined };
  },
};

function bucketPart(provider: string, block: unknown, context: Context, path: string): Split | undefined {
  if (!Object.keys(BUCKETS).includes(provider) || !isPlainObject(block)) return undefined;
  const part = BUCKETS[provider].read(block, context, path);
  return part.expr && { ...part, expr: call('StorageBackend', provider, part.expr) };
}

function volumePart(block: unknown, context: Context, path: string): Split | undefined {
  if (!isPlainObject(block) || typeof block.mountPath !== 'string') return undefined;
  const options = Object.fromEntries(Object.entries(block).filter(([k, v]) => OPTIONS.includes(k) && !(k === 'mountPath' && v === MOUNT_PATH)));
  const source = Object.fromEntries(Object.entries(block).filter(([k]) => !OPTIONS.includes(k)));
  const said = VOLUME_OPTIONS.read(options, context, path);
  const more = said.expr === undefined || Object.keys(options).length === 0 ? [] : [said.expr];
  const short = shortVolume(source, more);
  if (short !== undefined) return { expr: short, rest: said.rest };
  const volume = VOLUME_SOURCE.read(source, context, path);
  if (volume.expr === undefined || Object.keys(source).length === 0) return undefined;
  const rest = { ...said.rest as Json, ...volume.rest as Json };
  return {
    ...sum([volume]),
    expr: call('StorageBackend', 'volume', volume.expr, ...more),
    rest: Object.keys(rest).length > 0 ? rest : undefined,
  };
}

/** Volumes that have a factory of their own. */
function shortVolume(source: Json, more: Expr[]): Expr | undefined {
  const [[kind, value] = ['', undefined], ...others] = Object.entries(source);
  if (others.length > 0 || !isPlainObject(value)) return undefined;
  const exactly = (...keys: string[]) => Object.keys(value).length === keys.length && keys.every(k => typeof value[k] === 'string');
  const make = (method: string, ...keys: string[]) => call('StorageBackend', method, ...keys.map(k => literal(value[k])), ...more);
  if (kind === 'nfs' && exactly('server', 'path')) return make('nfs', 'server', 'path');
  if (kind === 'persistentVolumeClaim' && exactly('claimName')) return make('pvc', 'claimName');
  return kind === 'hostPath' && exactly('path') ? make('hostPath', 'path') : undefined;
}

function custom(value: Json, path: string): Split {
  const { provider, ...storage } = value;
  const args = Object.keys(storage).length > 0 ? [literal(storage)] : [];
  return { expr: call('StorageBackend', 'custom', literal(provider), ...args), worded: leaves(storage, path) };
}
