import { Snapshot } from '../../snapshots/snapshot';

/** How well a Snapshot is known to be, in a word or two. */
export function healthOf({ _health: health, phase }: Snapshot): string {
  if (health.verification === 'Verified') return 'verified';
  if (health.integrity === true) return 'intact';
  return phase === 'Succeeded' ? 'succeeded' : phase.toLowerCase();
}
