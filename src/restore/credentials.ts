import { Database } from './database';
import { isSnapshotOf } from './state';
import { EngineFacts } from '../engines/facts';
import { Point } from '../plan/request';
import { BackupMethod } from '../snapshots/method';

/**
 * Whether restored data has the passwords of its source, so that another Secret does not fit it: files always bring them, a dump
 * where the engine's holds the accounts. A manifest that is restored along brings the Secret too.
 */
export function bringsPasswords(facts: EngineFacts, point: Point | undefined): boolean {
  if (point === undefined) return false;
  if (point.kind === 'time') return point.source.manifestRepository === undefined;
  switch (point.snapshot.method) {
    case BackupMethod.PHYSICAL:
    case BackupMethod.VOLUME_SNAPSHOT: return true;
    case BackupMethod.LOGICAL: return facts.dumpHasAccounts === true;
    default: return false;
  }
}

/** Secret of the database that the data comes from, where a new database in this namespace can use it. */
export function sourceSecret(point: Point | undefined, source: Database | undefined, namespace: string | undefined): string | undefined {
  if (point === undefined || source === undefined || source.namespace !== namespace) return undefined;
  if (point.kind === 'time') return point.source.namespace === namespace ? source.authSecretName : undefined;
  return point.snapshot.databaseNamespace === namespace && isSnapshotOf(source._state, point.snapshot) ? source.authSecretName : undefined;
}
