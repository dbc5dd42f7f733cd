import { backupOverSource } from './backup-over-source';
import { blueprintShared } from './blueprint-shared';
import { checkCountInvalid } from './check-count-invalid';
import { checkDatabaseUnknown } from './check-database-unknown';
import { checkDatabaseUnsaid } from './check-database-unsaid';
import { checkExpectationInvalid } from './check-expectation-invalid';
import { checkFieldUnused } from './check-field-unused';
import { checkNameInvalid } from './check-name-invalid';
import { checkNotSupported } from './check-not-supported';
import { checkRequestMalformed } from './check-request-malformed';
import { checkStatementSize } from './check-statement-size';
import { clientImageUnknown } from './client-image-unknown';
import { coordinatorShared } from './coordinator-shared';
import { dataDoesNotFit } from './data-does-not-fit';
import { derivedNameInvalid } from './derived-name-invalid';
import { incarnationExistsOnce } from './exists-once';
import { inPlaceNotOffered } from './in-place-not-offered';
import { incarnationWithoutBackup } from './incarnation-without-backup';
import { incarnationWithoutInit } from './incarnation-without-init';
import { manifestInDeclaredMode } from './manifest-in-declared-mode';
import { overridesNeedIncarnation } from './overrides-need-incarnation';
import { overwriteOptionUnused } from './overwrite-option-unused';
import { overwriteWhileOpen } from './overwrite-while-open';
import { physicalWithoutLogs } from './physical-without-logs';
import { pointInTimeNotOffered } from './point-in-time-not-offered';
import { processImpossible } from './process-impossible';
import { replicationStrategyUnknown } from './replication-strategy-unknown';
import { replicationStrategyUnused } from './replication-strategy-unused';
import { restoreNameTaken } from './restore-name-taken';
import { restoredPasswordUnknown } from './restored-password-unknown';
import { resumeInDeclaredMode } from './resume-in-declared-mode';
import { sessionOptionUnused } from './session-option-unused';
import { settledLogsUnknown } from './settled-logs-unknown';
import { shapeUnknown } from './shape-unknown';
import { snapshotOfAnotherDatabase } from './snapshot-of-another-database';
import { sourceAmbiguous } from './source-ambiguous';
import { sourceOfAnotherEngine } from './source-of-another-engine';
import { sourceOfAnotherMajorVersion } from './source-of-another-major-version';
import { storageSmallerThanSource } from './storage-smaller-than-source';
import { checksOf, RestoreSubject } from './subject';
import { timeoutBeyondDeadline } from './timeout-beyond-deadline';
import { Rule } from '../../findings/finding';

/** What is asked about the checks of a restore. */
const checkRules: readonly Rule<RestoreSubject>[] = [
  checkCountInvalid,
  checkDatabaseUnknown,
  checkDatabaseUnsaid,
  checkExpectationInvalid,
  checkFieldUnused,
  checkNameInvalid,
  checkNotSupported,
  checkRequestMalformed,
  checkStatementSize,
];

/** What is asked about every restore, in the order in which people read the answers. */
const restoreRules: readonly Rule<RestoreSubject>[] = [
  // Its names, places and owners follow from the name.
  restoreNameTaken,
  backupOverSource,
  blueprintShared,
  ...checkRules,
  clientImageUnknown,
  coordinatorShared,
  dataDoesNotFit,
  inPlaceNotOffered,
  incarnationExistsOnce,
  incarnationWithoutInit,
  manifestInDeclaredMode,
  overridesNeedIncarnation,
  overwriteOptionUnused,
  overwriteWhileOpen,
  physicalWithoutLogs,
  pointInTimeNotOffered,
  processImpossible,
  replicationStrategyUnknown,
  replicationStrategyUnused,
  restoredPasswordUnknown,
  resumeInDeclaredMode,
  sessionOptionUnused,
  shapeUnknown,
  snapshotOfAnotherDatabase,
  sourceAmbiguous,
  sourceOfAnotherEngine,
  sourceOfAnotherMajorVersion,
  storageSmallerThanSource,
  timeoutBeyondDeadline,
  // Asked last: what is not restored needs no backup.
  incarnationWithoutBackup,
];

const withoutChecks = restoreRules.filter(rule => !checkRules.includes(rule));

/** What is asked about a restore: of checks only where it has some. */
export function rulesFor(subject: RestoreSubject): readonly Rule<RestoreSubject>[] {
  return checksOf(subject).length === 0 ? withoutChecks : restoreRules;
}

/** What is asked about a restore that is settled: what stands there, and never where it came from. */
export const settledRules: readonly Rule<RestoreSubject>[] = [
  derivedNameInvalid,
  incarnationExistsOnce,
  restoreNameTaken,
  settledLogsUnknown,
];
