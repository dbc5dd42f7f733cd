import { compareTimes } from './time';

/** All instants from one canonical time to another, both included. */
export interface Interval {
  readonly start: string;
  readonly end: string;
}

/** The same instants as a sorted list of intervals that do not touch. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(i => compareTimes(i.start, i.end) <= 0).sort((a, b) => compareTimes(a.start, b.start));
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged[merged.length - 1];
    if (last !== undefined && compareTimes(next.start, last.end) <= 0) {
      merged[merged.length - 1] = { start: last.start, end: later(last.end, next.end) };
    } else {
      merged.push(next);
    }
  }
  return merged;
}

/** The instants that two merged lists share. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const shared: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const start = later(a[i].start, b[j].start);
    const end = earlier(a[i].end, b[j].end);
    if (compareTimes(start, end) <= 0) shared.push({ start, end });
    if (compareTimes(a[i].end, b[j].end) < 0) i++;
    else j++;
  }
  return shared;
}

/**
 * The instants of a merged list before, between and after holes. The ends of a hole stay: a log that is missing begins
 * where the one before it ends.
 */
export function without(intervals: readonly Interval[], holes: readonly Interval[]): Interval[] {
  const sorted = merge(holes).filter(h => compareTimes(h.start, h.end) < 0);
  return intervals.flatMap(whole => {
    const left: Interval[] = [];
    let from = whole.start;
    for (const hole of sorted) {
      if (compareTimes(hole.end, from) <= 0 || compareTimes(hole.start, whole.end) >= 0) continue;
      if (compareTimes(from, hole.start) <= 0) left.push({ start: from, end: hole.start });
      from = hole.end;
    }
    if (compareTimes(from, whole.end) <= 0) left.push({ start: from, end: whole.end });
    return left;
  });
}

/** Whether an instant is in one of the intervals. */
export function contains(intervals: readonly Interval[], time: string): boolean {
  return intervals.some(i => compareTimes(i.start, time) <= 0 && compareTimes(time, i.end) <= 0);
}

function later(a: string, b: string): string {
  return compareTimes(a, b) >= 0 ? a : b;
}

function earlier(a: string, b: string): string {
  return compareTimes(a, b) <= 0 ? a : b;
}
