import { isGiven, ObjectSubject } from './subject';
import { rule } from '../../findings/finding';
import { Json } from '../../values/json';

/** What each provider cannot do without. Upstream refuses a provider without its block with an internal error. */
const REQUIRED: Record<string, readonly string[]> = {
  s3: ['bucket'],
  gcs: ['bucket'],
  azure: ['storageAccount', 'container'],
  local: ['mountPath'],
};

/** Fields of `local` that are no volume. */
const NO_VOLUME = ['mountPath', 'subPath', 'maxConnections'];

/** A BackupStorage that upstream refuses, or that never becomes ready. */
export const backupStorageIncomplete = rule<ObjectSubject>('backup-storage-incomplete', ({ kind, name, spec }) => {
  if (kind !== 'BackupStorage') return [];
  return [...storageMessages(spec.storage ?? {}), ...policyMessages(spec)].map(message => ({
    message: `BackupStorage ${name} is not complete: ${message}`,
    remedy: 'use StorageBackend.s3(…), gcs(…), azure(…), nfs(…), pvc(…) or volume(…)',
  }));
});

function storageMessages(storage: Json): string[] {
  const { provider } = storage;
  if (!isGiven(provider)) return ['it has no provider'];
  const required = REQUIRED[provider];
  if (required === undefined) return [`the provider ${JSON.stringify(provider)} is none of ${Object.keys(REQUIRED).join(', ')}`];
  const block = storage[provider];
  if (block === undefined) return [`storage.${provider} is missing`];
  const volumes = Object.keys(block).filter(k => !NO_VOLUME.includes(k));
  return [
    ...required.filter(field => !isGiven(block[field])).map(field => `storage.${provider}.${field} is missing`),
    ...(provider === 'local' && volumes.length !== 1 ? [`storage.local names ${volumes.length} volumes instead of one`] : []),
  ];
}

function policyMessages({ deletionPolicy }: Json): string[] {
  return deletionPolicy === 'Retain' ? ['the deletion policy Retain is for repositories; Delete leaves the data as well'] : [];
}
