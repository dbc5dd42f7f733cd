import { dataBytes } from './assemble';
import { rulesFor, settledRules } from './rules';
import { derivedNameInvalid } from './rules/derived-name-invalid';
import { RestoreSubject } from './rules/subject';
import { Engine } from '../engines/engine';
import { ask, Finding, Severity } from '../findings/finding';
import { Inquiry } from '../findings/inquiry';
import { SnapshotCatalog } from '../snapshots/catalog';
import { snapshotRules } from '../snapshots/rules';
import { timeFormRules, timeRules } from '../snapshots/rules/times';

/** A restore, and what its time or Snapshot can be compared with. */
type Judged = RestoreSubject & { readonly catalog?: SnapshotCatalog };

/** What history looks like to rules that only know the present. */
const HINDSIGHT = [
  'snapshot-version-mismatch', 'snapshot-version-differs', 'snapshot-not-listed', 'source-of-another-major-version', 'storage-smaller-than-source',
  'time-outside-windows', 'time-between-windows', 'volume-too-small',
];

/** What all else follows from, and so is asked first: the restore point and the catalog themselves, and names. */
export function firstFindings(subject: Judged, inquiry: Inquiry): Finding[] {
  const { resolved, catalog, assembled } = subject;
  // What is done is not judged, but what cannot be read would be printed.
  if (assembled.decision.settled) {
    return resolved.time === undefined ? [] : ask(timeFormRules, { time: resolved.time }, inquiry).map(aboutPoint(subject));
  }
  const found = [...resolved.findings, ...(catalog?._problems ?? []).map(f => ({ ...f, property: 'catalog' }))];
  for (const { severity, property } of found) if (severity === Severity.ERROR) inquiry.refuse(property ?? '');
  return [...found, ...ask([derivedNameInvalid], subject, inquiry)];
}

/** Everything else that there is to say about one restore. */
export function restoreFindings(subject: Judged, inquiry: Inquiry): Finding[] {
  return subject.assembled.decision.settled ? ask(settledRules, subject, inquiry) : judged(subject, inquiry).map(withHindsight);
}

function withHindsight(found: Finding): Finding {
  return HINDSIGHT.includes(found.code) ? { ...found, remedy: `${found.remedy === undefined ? '' : `${found.remedy}; `}if this restore is done: settled: true` } : found;
}

function judged(subject: Judged, inquiry: Inquiry): Finding[] {
  return [...timeFindings(subject, inquiry), ...snapshotFindings(subject, inquiry), ...ask(rulesFor(subject), subject, inquiry)];
}

function timeFindings(subject: Judged, inquiry: Inquiry): Finding[] {
  const { resolved, catalog } = subject;
  if (resolved.time === undefined) return [];
  const source = resolved.point?.kind === 'time' ? resolved.point.source : undefined;
  const windows = catalog === undefined || source === undefined ? undefined
    : catalog.database(source.database, source.namespace, { engine: Engine._of(source.facts) }).windows;
  return ask(timeRules, { time: resolved.time, windows, now: catalog?.exportedAt, clock: new Date() }, inquiry).map(aboutPoint(subject));
}

function snapshotFindings({ resolved, state, catalog }: Judged, inquiry: Inquiry): Finding[] {
  if (resolved.point?.kind !== 'snapshot') return [];
  return ask(snapshotRules, {
    snapshot: resolved.point.snapshot,
    catalog,
    target: { facts: state.engine._facts, version: state.version },
    targetSize: dataBytes(state.engine, state.spec),
  }, inquiry);
}

/** Rules about times call the property as a restore does; a new database has it in `init`. */
function aboutPoint({ before }: RestoreSubject): (found: Finding) => Finding {
  return found => (before === undefined && found.property === 'at' ? { ...found, property: 'init' } : found);
}
