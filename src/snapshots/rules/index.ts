import { encryptionSecretMissing } from './encryption-secret-missing';
import { methodNotRestorable } from './method-not-restorable';
import { snapshotBeingDeleted } from './snapshot-being-deleted';
import { snapshotCorrupt } from './snapshot-corrupt';
import { snapshotFailed } from './snapshot-failed';
import { snapshotInFuture } from './snapshot-in-future';
import { snapshotIncomplete } from './snapshot-incomplete';
import { snapshotNotListed } from './snapshot-not-listed';
import { snapshotOtherEngine } from './snapshot-other-engine';
import { snapshotOutsideItsCluster } from './snapshot-outside-its-cluster';
import { snapshotUnfinished } from './snapshot-unfinished';
import { snapshotVersionDiffers } from './snapshot-version-differs';
import { snapshotVersionMismatch } from './snapshot-version-mismatch';
import { SnapshotSubject } from './subject';
import { volumeTooSmall } from './volume-too-small';
import { Rule } from '../../findings/finding';

/** What is asked of a Snapshot before it is restored. A Snapshot that was not found says so itself. */
export const snapshotRules: readonly Rule<SnapshotSubject>[] = [
  snapshotFailed,
  snapshotUnfinished,
  snapshotIncomplete,
  snapshotCorrupt,
  snapshotBeingDeleted,
  snapshotOtherEngine,
  snapshotVersionMismatch,
  snapshotVersionDiffers,
  methodNotRestorable,
  snapshotOutsideItsCluster,
  volumeTooSmall,
  encryptionSecretMissing,
  snapshotNotListed,
  snapshotInFuture,
].map(of => ({ ...of, check: (subject: SnapshotSubject) => (subject.snapshot._missing ? [] : of.check(subject)) }));
