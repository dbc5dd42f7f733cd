import { compareTimes, readTime } from '../time';
import { RecoveryWindow } from '../window';

/** A point in time to go back to. */
export interface TimeSubject {
  /** As it was written. */
  readonly time: string;
  /** Windows of the source, where a catalog knows it; undefined where nothing is known. */
  readonly windows?: readonly RecoveryWindow[];
  /** Time of the export; undefined where there is none. */
  readonly now?: string;
  /** The clock of whoever synthesizes, asked only for what no clock can be wrong about: a day that is still to come. */
  readonly clock?: Date;
}

/** Where a time lies, seen from the windows. */
export interface Position {
  readonly time: string;
  /** The last window that ends before it. */
  readonly before?: RecoveryWindow;
  /** The first window that starts after it. */
  readonly after?: RecoveryWindow;
}

/** Whether a canonical time is later than the export. */
export function isInFuture(time: string, now: string | undefined): boolean {
  const then = now === undefined ? undefined : readTime(now).time;
  return then !== undefined && compareTimes(time, then) > 0;
}

/** Where a readable time that no window holds lies; undefined where nothing is to be said. */
export function outside({ time: written, windows, now }: TimeSubject): Position | undefined {
  const { time } = readTime(written);
  if (time === undefined || windows === undefined || isInFuture(time, now)) return undefined;
  let before: RecoveryWindow | undefined;
  let after: RecoveryWindow | undefined;
  for (const window of windows) {
    if (compareTimes(window.end, time) < 0) {
      if (before === undefined || compareTimes(window.end, before.end) > 0) before = window;
    } else if (compareTimes(window.start, time) > 0) {
      if (after === undefined || compareTimes(window.start, after.start) < 0) after = window;
    } else {
      return undefined;
    }
  }
  return { time, before, after };
}

/** A window as people read it. */
export function printWindow({ start, end, repository }: RecoveryWindow): string {
  return `${start} to ${end} (${repository})`;
}
