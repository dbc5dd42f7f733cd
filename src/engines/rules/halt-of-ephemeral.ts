import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';

/** KubeDB's webhooks refuse to keep volumes that do not exist. */
export const haltOfEphemeral = rule<SpecSubject>('halt-of-ephemeral', ({ spec }) => (
  spec.storageType === 'Ephemeral' && spec.deletionPolicy === 'Halt' ? [{
    message: 'deletionPolicy Halt keeps the volumes, and an ephemeral database has none',
    value: 'Halt',
    allowed: 'Delete, WipeOut or DoNotTerminate',
    remedy: 'take durable storage, or another deletion policy',
  }] : []
), 'spec.storageType');
