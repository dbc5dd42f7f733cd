import { Listed } from './listed';
import { BackupMethod, DATA_METHODS, METHODS } from './method';
import { SuggestionOptions } from './suggestion';
import { compareTimes } from './time';

/** Something that holds the record of a Snapshot. */
export interface HasItem {
  readonly item: Listed;
}

/** A choice, and what speaks for it. */
export interface Pick<T extends HasItem> {
  readonly entry: T;
  readonly reason: string;
}

/**
 * Orders what can be restored: the newest first of all, then the newest that a trial restore proved good, then the
 * newest of every other method (logical before physical before volume snapshot: from what works everywhere to what
 * needs most), then the rest, newest first. Whatever is not healthy is not there to begin with.
 *
 * @param entries what can be restored, newest first
 * @param options what is looked for
 * @param at the time in `options`, canonical
 */
export function pick<T extends HasItem>(entries: readonly T[], options: SuggestionOptions, at: string | undefined): Pick<T>[] {
  const limit = options.limit ?? 10;
  const fits = ({ item }: T) => methodFits(item, options.method, options.otherCluster) && isAtOrBefore(item, at);
  const picks: Pick<T>[] = [];
  const take = (entry: T | undefined, reason: string): void => {
    if (entry !== undefined && picks.length < limit && !picks.some(p => p.entry === entry)) picks.push({ entry, reason });
  };
  const before = at === undefined ? '' : ` at or before ${at}`;
  const first = entries.findIndex(fits);
  if (first < 0) return [];
  const newest = preferred(entries, first, fits);
  take(newest, `the newest${before}${proof(newest)}`);
  take(entries.find(e => e.item.verification === 'Verified' && fits(e)), `the newest${before} that a trial restore proved good`);
  for (const method of options.method === undefined ? DATA_METHODS : []) {
    take(entries.find(e => e.item.makeup.method === method && fits(e)), `the newest ${method} one${before}`);
  }
  for (let i = first; i < entries.length && picks.length < limit; i++) {
    if (fits(entries[i])) take(entries[i], `an older one${proof(entries[i])}`);
  }
  return picks;
}

/** Whether a Snapshot is by the method, or by any that holds data where none is asked for. */
export function methodFits({ makeup: { method: of } }: Listed, method: BackupMethod | undefined, otherCluster = false): boolean {
  if (of === undefined || (otherCluster && of === BackupMethod.VOLUME_SNAPSHOT)) return false;
  return method === undefined ? DATA_METHODS.includes(of) : of === method;
}

/** Whether a Snapshot was taken at or before a canonical time. */
export function isAtOrBefore({ time }: Listed, at: string | undefined): boolean {
  return at === undefined || (time !== undefined && compareTimes(time, at) <= 0);
}

/** Of those taken in the same second the one by the method that works in most places. */
function preferred<T extends HasItem>(entries: readonly T[], first: number, fits: (entry: T) => boolean): T {
  let best = entries[first];
  for (let i = first + 1; i < entries.length && entries[i].item.time === best.item.time; i++) {
    if (fits(entries[i]) && rank(entries[i]) < rank(best)) best = entries[i];
  }
  return best;
}

function rank({ item }: HasItem): number {
  return METHODS.indexOf(item.makeup.method!);
}

function proof({ item }: HasItem): string {
  return item.verification === 'Verified' ? ', proved good by a trial restore' : '';
}
