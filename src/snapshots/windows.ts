import { contains, intersect, Interval, merge, without } from './intervals';
import { Listed, LogRange, LogStats } from './listed';
import { BackupMethod } from './method';
import { canonicalTime, compareTimes } from './time';
import { RecoveryWindow } from './window';
import { EngineFacts } from '../engines/facts';

/** The Snapshots of one Repository that windows are made of. */
export interface LoggedLife {
  readonly database: string;
  readonly facts: EngineFacts;
  /** Log Snapshots, newest first. */
  readonly logs: readonly Listed[];
  /** What can be restored, newest first. */
  readonly restorable: readonly Listed[];
}

/**
 * The windows of one Repository, oldest first, none touching another. Logs are replayed on a full backup, so a stretch
 * of logs is a window from the first full backup in it.
 */
export function windowsOf(life: LoggedLife): RecoveryWindow[] {
  const bases = life.restorable.filter(item => isBase(life.facts, item)).reverse();
  const stretches = life.logs.map(log => ({ log, covered: coverageOf(log) }));
  return merge(stretches.flatMap(s => s.covered)).flatMap(stretch => {
    const base = bases.find(b => b.time !== undefined && compareTimes(b.time, stretch.start) >= 0);
    if (base?.time === undefined || compareTimes(base.time, stretch.end) >= 0) return [];
    const source = stretches.find(s => contains(s.covered, stretch.end))!.log;
    return [{
      start: base.time,
      end: stretch.end,
      database: life.database,
      repository: source.repository,
      namespace: source.namespace,
      logSnapshot: source.name,
      fullSnapshot: base.name,
      endsInGap: failsAfter(source, stretch.end),
    }];
  });
}

/** Whether a Snapshot in the Repository of the logs is one that they can be replayed on. Dumps are where nothing else is. */
function isBase(facts: EngineFacts, item: Listed): boolean {
  const { method } = item.makeup;
  return method === BackupMethod.PHYSICAL || method === BackupMethod.VOLUME_SNAPSHOT
    || (method === BackupMethod.LOGICAL && facts.tasks.physical === undefined);
}

/** The stretches of time that all log components of a Snapshot hold: every shard and part must be there. */
export function coverageOf(item: Listed): Interval[] {
  const [first, ...others] = (item.logs ?? []).map(stretchesOf);
  return others.reduce(intersect, first ?? []);
}

function stretchesOf(log: LogStats): Interval[] {
  const start = canonicalTime(log.start);
  const end = canonicalTime(log.end);
  return start === undefined || end === undefined ? [] : without(merge([{ start, end }]), gapsOf(log, end));
}

/** What was not shipped when its turn came, nor later. */
function gapsOf(log: LogStats, end: string): Interval[] {
  const shipped = merge(ranges(log.lastSucceededStats, undefined));
  return without(merge(ranges(log.lastFailedStats, end)), shipped);
}

/** Ranges in canonical times. One without an end goes as far as `open`, or does not count. */
function ranges(list: readonly LogRange[] | undefined, open: string | undefined): Interval[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((range: LogRange | null) => {
    const start = canonicalTime(range?.start);
    const end = canonicalTime(range?.end) ?? open;
    if (start === undefined || end === undefined) return [];
    return [{ start, end: open !== undefined && compareTimes(end, start) < 0 ? start : end }];
  });
}

/** Whether a log Snapshot tells of logs at or after an instant that were not shipped. */
function failsAfter(item: Listed, time: string): boolean {
  return (item.logs ?? []).some(log => gapsOf(log, time).some(gap => compareTimes(gap.end, time) > 0 || gap.start === time));
}
