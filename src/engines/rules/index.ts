import { archiverNotSupported } from './archiver-not-supported';
import { archiverOverwritten } from './archiver-overwritten';
import { authSecretNameless } from './auth-secret-nameless';
import { containerWithoutImage } from './container-without-image';
import { countOutOfBounds } from './count-out-of-bounds';
import { databaseNameInvalid } from './database-name-invalid';
import { envReserved } from './env-reserved';
import { fieldUnknown } from './field-unknown';
import { haltOfEphemeral } from './halt-of-ephemeral';
import { haltedSet } from './halted-set';
import { initContradictory } from './init-contradictory';
import { initializedSet } from './initialized-set';
import { mountOfNoVolume } from './mount-of-no-volume';
import { nameGivenTwice } from './name-given-twice';
import { partForbidden } from './part-forbidden';
import { partMissing } from './part-missing';
import { partUnused } from './part-unused';
import { podNameTooLong } from './pod-name-too-long';
import { secretFirst } from './secret-first';
import { specKeyMistyped } from './spec-key-mistyped';
import { storageEphemeral } from './storage-ephemeral';
import { storageMissing } from './storage-missing';
import { SpecSubject } from './subject';
import { terminationPolicy } from './termination-policy';
import { textMalformed } from './text-malformed';
import { tlsAliasUnknown } from './tls-alias-unknown';
import { topologyOfAnotherEngine } from './topology-of-another-engine';
import { topologyUnsaid } from './topology-unsaid';
import { versionNotListed } from './version-not-listed';
import { versionOfAnotherEngine } from './version-of-another-engine';
import { volumeReserved } from './volume-reserved';
import { Rule } from '../../findings/finding';

/** What is asked about every finished database spec, in the order in which people read the answers. */
export const engineRules: readonly Rule<SpecSubject>[] = [
  versionOfAnotherEngine,
  versionNotListed,
  topologyOfAnotherEngine,
  topologyUnsaid,
  fieldUnknown,
  countOutOfBounds,
  partMissing,
  partForbidden,
  partUnused,
  envReserved,
  volumeReserved,
  containerWithoutImage,
  mountOfNoVolume,
  nameGivenTwice,
  textMalformed,
  databaseNameInvalid,
  podNameTooLong,
  storageEphemeral,
  haltOfEphemeral,
  haltedSet,
  terminationPolicy,
  initializedSet,
  initContradictory,
  archiverNotSupported,
  archiverOverwritten,
  authSecretNameless,
  secretFirst,
  specKeyMistyped,
  tlsAliasUnknown,
];

/** Those that say what KubeDB's webhooks refuse: they are asked of databases that other libraries wrote too. */
export const PLAIN_RULES: readonly Rule<SpecSubject>[] = [
  countOutOfBounds, partMissing, partForbidden, storageMissing, envReserved, volumeReserved, nameGivenTwice, textMalformed, tlsAliasUnknown,
  initContradictory, versionOfAnotherEngine, versionNotListed,
  databaseNameInvalid, podNameTooLong, haltOfEphemeral, containerWithoutImage, mountOfNoVolume,
];
