import { addonOfAnotherKind } from './addon-of-another-kind';
import { archiverDriver } from './archiver-driver';
import { backendsUnsaid } from './backends-unsaid';
import { backupSessionIncomplete } from './backup-session-incomplete';
import { backupSessionsIncomplete } from './backup-sessions-incomplete';
import { backupStorageIncomplete } from './backup-storage-incomplete';
import { backupStoragePartUnused } from './backup-storage-part-unused';
import { backupVerifierIncomplete } from './backup-verifier-incomplete';
import { hookActionsSeveral } from './hook-actions-several';
import { hookTemplateIncomplete } from './hook-template-incomplete';
import { keyNotKnown, keyUnknown } from './key-unknown';
import { manifestOptionsUnused } from './manifest-options-unused';
import { namespaceMissing } from './namespace-missing';
import { restoreSessionIncomplete } from './restore-session-incomplete';
import { retentionEmpty } from './retention-empty';
import { specConflict } from './spec-conflict';
import { ObjectSubject } from './subject';
import { taskNotKnown, taskUnknown } from './task-unknown';
import { usagePolicySelector } from './usage-policy-selector';
import { Rule } from '../../findings/finding';

/** Rules of one KubeStash object, whoever wrote it. */
export const OBJECT_RULES: readonly Rule<ObjectSubject>[] = [
  namespaceMissing, specConflict, backupStorageIncomplete, backupStoragePartUnused, backupSessionsIncomplete, backendsUnsaid,
  restoreSessionIncomplete,
  backupSessionIncomplete, backupVerifierIncomplete, hookTemplateIncomplete, retentionEmpty, manifestOptionsUnused, usagePolicySelector,
  hookActionsSeveral, archiverDriver, addonOfAnotherKind, taskUnknown, taskNotKnown, keyUnknown, keyNotKnown,
];

/** Those that are asked of what other libraries wrote too. Where their objects live is often said later, and keys are looked at with all fields. */
export const PLAIN_OBJECT_RULES: readonly Rule<ObjectSubject>[] = OBJECT_RULES
  .filter(rule => ![namespaceMissing, specConflict, keyUnknown, keyNotKnown].includes(rule));
