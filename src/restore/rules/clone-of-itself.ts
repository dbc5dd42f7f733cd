import { finding, Finding, Severity } from '../../findings/finding';
import { Snapshot } from '../../snapshots/snapshot';
import { DatabaseState } from '../state';

/** A copy with name and namespace of what it copies is the original, where that lives in the same cluster. */
export function cloneOfItself(snapshot: Snapshot, name: string | undefined, namespace: string, others: () => readonly DatabaseState[]): Finding[] {
  const target = name ?? snapshot.incarnationOf ?? snapshot.database;
  if (snapshot.databaseNamespace !== namespace || ![snapshot.database, snapshot.incarnationOf].includes(target)) return [];
  const isHere = others().some(other => other.name === target && other.namespace === namespace);
  return [finding('clone-of-itself', name === undefined || isHere ? Severity.ERROR : Severity.WARNING, {
    message: 'the copy has name and namespace of the database that was backed up: in the same cluster it would be written over that',
    value: `${namespace}/${target}`,
    allowed: 'another name, or another namespace',
    remedy: 'give it a name; in another cluster, where the original is not, say the same name and acknowledge this',
  })];
}
