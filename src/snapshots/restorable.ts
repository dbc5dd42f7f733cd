import { BackupMethod, METHODS } from './method';
import { EngineFacts } from '../engines/facts';

/**
 * Whether data of this method can be brought back for an engine at all. Files and volumes come back through the KubeDB
 * operator (`spec.init.archiver`), the rest by a task of the addon.
 */
export function canRestore(facts: EngineFacts, method: BackupMethod): boolean {
  const { tasks } = facts;
  switch (method) {
    case BackupMethod.LOGICAL: return tasks.logical?.restore !== undefined || facts.operatorRestoresDumps === true;
    case BackupMethod.PHYSICAL: return tasks.physical !== undefined && facts.archiver !== undefined;
    case BackupMethod.VOLUME_SNAPSHOT: return tasks.volumeSnapshot !== undefined && facts.archiver !== undefined;
    case BackupMethod.MANIFEST: return tasks.manifest?.restore !== undefined;
    case BackupMethod.DASHBOARD: return tasks.dashboard?.restore !== undefined;
  }
}

/** The methods that can be brought back for an engine, in words. */
export function restorableMethods(facts: EngineFacts): string {
  return METHODS.filter(m => canRestore(facts, m)).join(', ') || 'none';
}
