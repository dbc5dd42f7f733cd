import { NOTE, OWNER } from './names';
import { readRecord, recordPatch } from './record';

const KNOWN: readonly string[] = Object.values(NOTE);

/**
 * The annotations of a Lease that no run or person has written, as they would be read differently: `routes`, `target`.
 * Nothing in them counts. A sound record is one that would be written again just as it was read.
 */
export function unsoundNotes(lease: any): string[] {
  const record = readRecord(lease);
  const written: Record<string, string | null> = recordPatch(record, record, 0).metadata.annotations;
  return Object.entries<unknown>(lease.metadata.annotations ?? {})
    // When the state was entered is written anew with the state; what is not known is of another version.
    .filter(([key]) => key !== NOTE.since && (KNOWN.includes(key) || key.startsWith(NOTE.done)))
    .filter(([key, value]) => value !== '' && written[key] !== value)
    .map(([key]) => key.slice(OWNER.length + 1)).sort();
}
