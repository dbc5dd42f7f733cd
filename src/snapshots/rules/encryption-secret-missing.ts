import { rule } from '../../findings/finding';
import { BackupMethod } from '../method';
import { SnapshotSubject, today } from './subject';

/** A backup that restic encrypted, without the Secret that opens it. */
export const encryptionSecretMissing = rule<SnapshotSubject>('encryption-secret-missing', subject => {
  const { snapshot } = subject;
  if (snapshot.encryptionSecret !== undefined || !isEncrypted(subject)) return [];
  const known = today(subject).encryptionSecret;
  return [{
    message: `a ${snapshot.method} backup of ${snapshot.engine.kind} is encrypted and no Secret to open it is named`,
    value: snapshot.name,
    allowed: known === undefined
      ? `the encryptionSecret of Repository ${snapshot.repository}`
      : `{ name: '${known.name}', namespace: '${known.namespace ?? snapshot.namespace}' }`,
    remedy: snapshot._listed
      ? 'export the Repositories along with the Snapshots: kubectl get snapshots.storage.kubestash.com,repositories.storage.kubestash.com -A -o json; or pin '
        + 'the Snapshot with Snapshot.fromAttributes, which takes an encryptionSecret'
      : 'name it as encryptionSecret of the Snapshot',
  }];
}, 'snapshot', 'init');

function isEncrypted({ snapshot: { method, withManifest, engine: { _facts: facts } } }: SnapshotSubject): boolean {
  switch (method) {
    case BackupMethod.LOGICAL: return facts.encryption || withManifest;
    case BackupMethod.PHYSICAL: return facts.archiver?.encryption ?? true;
    case BackupMethod.VOLUME_SNAPSHOT: return withManifest;
    case BackupMethod.MANIFEST:
    case BackupMethod.DASHBOARD: return true;
  }
}
