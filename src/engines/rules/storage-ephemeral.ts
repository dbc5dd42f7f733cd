import { warning } from '../../findings/finding';
import { dotted, valueAt } from '../spec';
import { SpecSubject } from './subject';

/** What was restored into a volume that dies with its pod is gone with the pod. */
export const storageEphemeral = warning<SpecSubject>('storage-ephemeral', ({ facts, spec }) => (facts.layout.storageTypes?.(spec) ?? [['storageType']])
  .filter(path => valueAt(spec, path) === 'Ephemeral')
  .map(path => ({
    message: `with ${dotted(path)} Ephemeral, restored data is lost with its pod, and the database would not be restored again by itself`,
    value: 'Ephemeral',
    allowed: 'Durable',
    remedy: 'take durable storage, or acknowledge that the data may go',
  })), 'spec.storageType', 'topology');
