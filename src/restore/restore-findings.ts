import { dataBytes } from './assemble';
import { restoreRules, settledRules } from './rules';
import { ask, Finding } from '../findings/finding';
import { SnapshotCatalog } from '../snapshots/catalog';
import { snapshotRules } from '../snapshots/rules';
import { RestoreSubject } from './rules/subject';
import { timeRules } from '../snapshots/rules/times';

/** What history looks like to rules that only know the present. */
const HINDSIGHT = [
  'snapshot-version-mismatch', 'snapshot-version-differs', 'snapshot-not-listed', 'source-of-another-major-version', 'storage-smaller-than-source',
  'time-outside-windows', 'time-between-windows', 'volume-too-small',
];

/** Everything there is to say about one restore. */
export function restoreFindings(subject: RestoreSubject & { readonly catalog?: SnapshotCatalog }): Finding[] {
  return subject.assembled.decision.settled ? ask(settledRules, subject) : judged(subject).map(withHindsight);
}

function withHindsight(found: Finding): Finding {
  return HINDSIGHT.includes(found.code) ? { ...found, remedy: `${found.remedy === undefined ? '' : `${found.remedy}; `}if this restore is done: settled: true` } : found;
}

function judged(subject: RestoreSubject & { readonly catalog?: SnapshotCatalog }): Finding[] {
  return [
    ...subject.resolved.findings,
    ...(subject.catalog?._problems ?? []),
    ...timeFindings(subject),
    ...snapshotFindings(subject),
    ...ask(restoreRules, subject),
  ];
}

function timeFindings({ resolved, catalog }: RestoreSubject & { readonly catalog?: SnapshotCatalog }): Finding[] {
  if (resolved.time === undefined) return [];
  const source = resolved.point?.kind === 'time' ? resolved.point.source : undefined;
  const windows = catalog === undefined || source === undefined ? undefined : catalog.database(source.database, source.namespace).windows;
  return ask(timeRules, { time: resolved.time, windows, now: catalog?.exportedAt });
}

function snapshotFindings({ resolved, state, catalog }: RestoreSubject & { readonly catalog?: SnapshotCatalog }): Finding[] {
  if (resolved.point?.kind !== 'snapshot') return [];
  return ask(snapshotRules, {
    snapshot: resolved.point.snapshot,
    catalog,
    target: { facts: state.engine._facts, version: state.version },
    targetSize: dataBytes(state.engine, state.spec),
  });
}
