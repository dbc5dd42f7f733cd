import { RunIntent, writesOver } from './intent';
import { typeText } from './kinds';
import { bytesOfQuantity } from './quantity';
import { DatabaseRecord, isDone, JobMark, wasOpened } from './record';
import { namesOf } from './sessions';
import { DatabaseView, SessionView } from './views';

/** Milliseconds. A database that was made with its run is younger than this when the run's Job is made, even by a slow pipeline. */
const A_DAY = 24 * 3600 * 1000;

/** What a person reads of a database: its resource and name. */
export function targetText({ target }: RunIntent): string {
  return `${typeText(target.type)} ${target.name}`;
}

/**
 * Why this database is not one that the run may restore into; undefined where it may. What is restored over must be the run's own:
 * a database that is in use, and that nothing proves to be ours, is left alone.
 */
export function foreignness(
  intent: RunIntent, target: DatabaseView, sessions: readonly SessionView[], record: DatabaseRecord | null, job: JobMark | null,
): string | undefined {
  const { process, restore, session, acceptUnrecorded } = intent;
  if (process === 'open' || acceptUnrecorded) return undefined;
  if (record !== null && (record.nextUid === target.uid || isDone(record, restore.id, target.uid))) return undefined;
  const proof = process === 'archiver' ? isOurArchive(intent, target)
    : writesOver(intent) ? isKnown({ name: intent.target.name, uid: target.uid }, record) || !target.initialised
      : hasOwnSession(intent, target, sessions) || (session!.waitFor === 'ready' ? isNew(target, job) : session!.waitFor === 'reachable' && !target.initialised);
  if (proof) return undefined;
  const would = process === 'archiver' ? `would open ${targetText(intent)}, whose spec.init.archiver is not what this restore asks for`
    : writesOver(intent) ? `would overwrite ${targetText(intent)}, which has data, and there is no record of what was restored to it before`
      : `would restore into ${targetText(intent)}, which was in use before, and no RestoreSession of this restore made its data`;
  return `Restore ${restore.id} ${would}. Nothing was changed. `
    + 'If it is somebody else\'s, give this database another name; if its data is to be replaced, accept that it has no record (acceptUnrecordedTarget).';
}

/** A session of this run that is younger than the target has written, or writes, its data. */
function hasOwnSession(intent: RunIntent, target: DatabaseView, sessions: readonly SessionView[]): boolean {
  const makesTarget = intent.session!.waitFor === 'nothing';
  return sessions.some(s => namesOf(intent).includes(s.name) && (makesTarget || s.created >= target.created) && s.phase !== 'Invalid');
}

/**
 * Whether the record says that a run has opened this very database, has restored to it, or has objected to opening it: written over then, it is
 * what the objection advised. What merely served proves nothing: it may be imported.
 */
function isKnown({ name, uid }: { readonly name: string; readonly uid: string }, record: DatabaseRecord | null): boolean {
  return record !== null && (wasOpened(record, uid) || record.objection?.uid === uid || record.contents[name] !== undefined);
}

/** Upstream freezes `spec.init` once a database is initialised, so what stands there is what it was made by. */
function isOurArchive({ archiver }: RunIntent, { spec }: DatabaseView): boolean {
  const found = spec.init?.archiver;
  if (archiver === undefined || found === undefined) return false;
  const { fullDBRepository: repository = {}, recoveryTimestamp } = found;
  return repository.name === archiver.repository && repository.namespace === archiver.namespace
    && (archiver.time === undefined || Date.parse(recoveryTimestamp) === Date.parse(archiver.time));
}

/** Kinds without `spec.init` say nothing about where their data comes from: only their age does. */
function isNew(target: DatabaseView, job: JobMark | null): boolean {
  return job === null || Date.parse(job.created) - Date.parse(target.created) < A_DAY;
}

/**
 * Whether the data is there, as far as the operators say so; else what is missing. Ready alone does not tell: a target can take connections
 * before its archive is replayed. Newer operators say it (upstream: `SuccessfullyDataRestored`, apis/kubedb/constants.go), older ones do not.
 */
export function readiness(
  intent: RunIntent, target: DatabaseView,
): { readonly isReady: boolean; readonly missing: string; readonly failure?: string } {
  const { SuccessfullyDataRestored: restored, DataRestored: initialised } = target.conditions;
  const conditions = Object.entries(target.conditions).map(([type, status]) => `${type}=${status}`).join(' ');
  const about = `${targetText(intent)} to be Ready; it is ${target.phase || 'without a phase'}${conditions === '' ? '' : ` (${conditions})`}`;
  const isArchived = intent.process === 'archiver' || intent.process === 'in-place';
  if (isArchived && restored === 'False') {
    return { isReady: false, missing: about, failure: `The operator could not restore ${target.messages.SuccessfullyDataRestored || 'and does not say why'}` };
  }
  if (isArchived && restored !== undefined && restored !== 'True') return { isReady: false, missing: `${about}, and its data to be restored` };
  if (intent.process !== 'open' && initialised === 'False') return { isReady: false, missing: about };
  // Ready and nothing less: Critical, for one, means that replicas are missing.
  return { isReady: target.phase === 'Ready', missing: about };
}

/** Why the data would not fit: volumes of the live database are larger than any of the target. */
export function outgrown({ volumes, previous, target: { name } }: RunIntent, live: readonly string[], target: DatabaseView): string | undefined {
  const larger = outgrownVolume(live, requestedSizes(target.spec, volumes?.paths ?? []));
  return larger && `The volumes of ${previous?.name} have grown to ${larger.has}, but ${name} would get ${larger.gets}. Nothing was halted. `
    + 'Say the present size in the code, so that the data fits.';
}

/** What a database CR asks for at the paths of its volume claims. */
export function requestedSizes(spec: any, paths: readonly (readonly string[])[]): string[] {
  return paths.map(path => String([...path, 'resources', 'requests', 'storage'].reduce((at, key) => at?.[key], spec) ?? ''));
}

/** The largest size of a live database, where it is more than the largest of what is to take its place. */
export function outgrownVolume(live: readonly string[], target: readonly string[]): { readonly has: string; readonly gets: string } | undefined {
  const [has, gets] = [largest(live), largest(target)];
  return gets === undefined || has === undefined || has.bytes <= gets.bytes ? undefined : { has: has.text, gets: gets.text };
}

function largest(sizes: readonly string[]): { readonly text: string; readonly bytes: number } | undefined {
  return sizes.map(text => ({ text, bytes: bytesOfQuantity(text) ?? -1 })).filter(s => s.bytes >= 0).sort((a, b) => b.bytes - a.bytes)[0];
}
