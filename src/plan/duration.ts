import { Process } from './request';

/** A restore that has been done, as its RestoreSession tells it. */
export interface DoneRestore {
  /** Name of the RestoreSession. */
  readonly name: string;
  readonly seconds: number;
  /** Bytes of the Snapshot that it restored, where they are known. */
  readonly bytes?: number;
}

/** What is known about how long a restore takes. */
export interface DurationFacts {
  readonly process: Process;
  /** Bytes of the Snapshot, where one is restored. */
  readonly bytes?: number;
  /** Seconds that making the Snapshot took. */
  readonly backupSeconds?: number;
  /** Earlier restores of the same database. */
  readonly done: readonly DoneRestore[];
}

/** About how long the data takes to come back, without checks and without a person's time to decide. */
export interface DurationEstimate {
  /** Undefined where nothing is known. */
  readonly seconds?: number;
  /** From what it was derived, or why nothing can be said. */
  readonly basis: string;
}

/**
 * Estimates by the earlier restore that was nearest in size, in proportion where there is more to restore now. Where there
 * is less it counts as it is: much of a small restore is spent on waiting for pods.
 */
export function estimateDuration({ process, bytes, backupSeconds, done }: DurationFacts): DurationEstimate {
  if (process === 'archiver' || process === 'in-place') return { basis: 'how long the operator takes for the full backup and the logs after it is not written down anywhere' };
  const nearest = [...done].sort((a, b) => distance(a, bytes) - distance(b, bytes))[0];
  if (nearest === undefined) {
    const held = bytes === undefined ? '' : `; the Snapshot holds ${shownSize(bytes)}${backupSeconds === undefined ? '' : `, and took ${shownSeconds(backupSeconds)} to make`}`;
    return { basis: `no earlier restore of this database is known that could tell${held}` };
  }
  const took = `RestoreSession ${nearest.name} took ${shownSeconds(nearest.seconds)}`;
  if (bytes === undefined || nearest.bytes === undefined) return { seconds: nearest.seconds, basis: `${took}; how much it restored, or how much this will, is not known` };
  const seconds = Math.round(nearest.seconds * Math.max(1, bytes / nearest.bytes));
  return { seconds, basis: `${took} for ${shownSize(nearest.bytes)}; this Snapshot holds ${shownSize(bytes)}` };
}

/** Seconds of a duration as Go prints it: `1h2m3.5s`, `250ms`; undefined for anything else. */
export function secondsOfDuration(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^(\d+(\.\d+)?(h|ms|m|s|µs|us|ns))+$/.test(text)) return undefined;
  const units: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };
  return [...text.matchAll(/([\d.]+)(h|ms|m|s|µs|us|ns)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit], 0);
}

/** Seconds as a person says them: `40 s`, `12 min`, `3.5 h`. */
export function shownSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function distance(one: DoneRestore, bytes: number | undefined): number {
  return one.bytes === undefined || bytes === undefined ? Infinity : Math.abs(Math.log((one.bytes + 1) / (bytes + 1)));
}

function shownSize(bytes: number): string {
  const mebibytes = bytes / 2 ** 20;
  return mebibytes < 1024 ? `${mebibytes < 10 ? mebibytes.toFixed(1) : Math.round(mebibytes)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}
