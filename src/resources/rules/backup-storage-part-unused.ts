import { isGiven, ObjectSubject } from './subject';
import { warning } from '../../findings/finding';
import { isPlainObject } from '../merge';

const PROVIDERS = ['s3', 'gcs', 'azure', 'local'];

/** What a provider that is not this one's would need: two places in one BackupStorage, of which one is passed over. */
export const backupStoragePartUnused = warning<ObjectSubject>('backup-storage-part-unused', ({ kind, name, spec }) => {
  if (kind !== 'BackupStorage' || !isPlainObject(spec.storage)) return [];
  const { provider, ...blocks } = spec.storage;
  if (!isGiven(blocks[provider])) return [];
  return PROVIDERS.filter(block => block !== provider && isGiven(blocks[block])).map(block => ({
    message: `storage.${block} of BackupStorage ${name} has no effect: its provider is ${provider}`,
    value: block,
    remedy: `leave it out, or make a BackupStorage of its own with provider: '${block}'`,
    property: `spec.storage.${block}`,
  }));
});
