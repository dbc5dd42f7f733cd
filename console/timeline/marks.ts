import type { ListedDatabase, Method, Snapshot } from '../state/answers';
import { Instant, toInstant } from '../time/instant';

/** The Snapshots of one method, the oldest first: their times in a column, for drawing many of them quickly. */
export interface Lane {
  readonly method: Method;
  readonly times: Float64Array;
  readonly snapshots: readonly Snapshot[];
}

/** A stretch of recoverable time. */
export interface Stretch {
  readonly start: Instant;
  readonly end: Instant;
  readonly database: string;
  readonly endsInGap: boolean;
}

/** Everything on a timeline. */
export interface Marks {
  readonly lanes: readonly Lane[];
  /** A row for each incarnation that was logged. */
  readonly rows: readonly { readonly database: string; readonly stretches: readonly Stretch[] }[];
}

export const METHODS: Readonly<Record<Method, string>> = {
  'logical': 'Logical', 'physical': 'Physical', 'volume-snapshot': 'Volume', 'dashboard': 'Dashboard', 'manifest': 'Manifest',
};

const ORDER = Object.keys(METHODS) as Method[];

/** Puts what there is of a database in columns. */
export function marksOf({ snapshots, windows }: Pick<ListedDatabase, 'snapshots' | 'windows'>): Marks {
  const lanes = ORDER.map(method => {
    const of = snapshots.filter(s => s.method === method).reverse();
    return { method, snapshots: of, times: Float64Array.from(of, s => toInstant(s.time)) };
  }).filter(lane => lane.times.length > 0);
  const rows = new Map<string, Stretch[]>();
  for (const { start, end, database, endsInGap } of windows) {
    const row = rows.get(database) ?? [];
    row.push({ start: toInstant(start), end: toInstant(end), database, endsInGap });
    rows.set(database, row);
  }
  return { lanes, rows: [...rows].map(([database, stretches]) => ({ database, stretches })) };
}

/** Index of the first time that is not before an instant. */
export function firstAt(times: Float64Array, instant: Instant): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (times[middle] < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The Snapshot of a lane that is nearest to an instant, if one is near enough. */
export function nearest({ times, snapshots }: Lane, instant: Instant, within: number): Snapshot | undefined {
  const after = firstAt(times, instant);
  const [best] = [after - 1, after].filter(i => i >= 0 && i < times.length)
    .sort((a, b) => Math.abs(times[a] - instant) - Math.abs(times[b] - instant));
  return best !== undefined && Math.abs(times[best] - instant) <= within ? snapshots[best] : undefined;
}

/** What the logs say about an instant. */
export type Reach =
  | { readonly kind: 'within'; readonly stretch: Stretch }
  | { readonly kind: 'outside'; readonly before?: Instant; readonly after?: Instant }
  | { readonly kind: 'no-logs' };

/** Whether an instant can be gone back to, and if not, which next to it can. */
export function reachOf({ rows }: Marks, instant: Instant): Reach {
  const all = rows.flatMap(r => r.stretches);
  if (all.length === 0) return { kind: 'no-logs' };
  const stretch = all.filter(s => s.start <= instant && instant <= s.end).pop();
  if (stretch !== undefined) return { kind: 'within', stretch };
  const ends = all.map(s => s.end).filter(e => e < instant);
  const starts = all.map(s => s.start).filter(s => s > instant);
  return {
    kind: 'outside',
    ...(ends.length === 0 ? {} : { before: Math.max(...ends) }),
    ...(starts.length === 0 ? {} : { after: Math.min(...starts) }),
  };
}
