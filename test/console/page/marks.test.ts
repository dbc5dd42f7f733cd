import * as fc from 'fast-check';
import type { Method, Snapshot } from '../../../console/state/answers';
import { toRfc3339 } from '../../../console/time/instant';
import { firstAt, marksOf, nearest, reachOf } from '../../../console/timeline/marks';

const snapshot = (time: number, method: Method): Snapshot => ({ name: `${method}-${time}`, method, time: toRfc3339(time) } as Snapshot);
const window_ = (start: number, end: number, database = 'orders') => ({ start: toRfc3339(start), end: toRfc3339(end), database, repository: 'r', namespace: 'shop', fullSnapshot: 's', endsInGap: false });
const times = fc.uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 60 }).map(all => all.sort((a, b) => b - a));

test('every Snapshot stands in the lane of its method, the oldest first', () => {
  fc.assert(fc.property(times, all => {
    const { lanes } = marksOf({ windows: [], snapshots: all.map((t, i) => snapshot(t, i % 3 === 0 ? 'physical' : 'logical')) });
    expect(lanes.reduce((sum, l) => sum + l.snapshots.length, 0)).toBe(all.length);
    for (const lane of lanes) {
      expect([...lane.times]).toEqual([...lane.times].sort((a, b) => a - b));
      expect(lane.snapshots.map(s => s.time)).toEqual([...lane.times].map(toRfc3339));
    }
  }));
});

test('the Snapshot that is clicked on is the nearest one', () => {
  fc.assert(fc.property(times, fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 100_000 }), (all, at, within) => {
    const [lane] = marksOf({ windows: [], snapshots: all.map(t => snapshot(t, 'logical')) }).lanes;
    const distance = Math.min(...all.map(t => Math.abs(t - at)));
    const found = nearest(lane, at, within);
    expect(found === undefined).toBe(distance > within);
    if (found !== undefined) expect(Math.abs(Date.parse(found.time) / 1000 - at)).toBe(distance);
    expect(firstAt(lane.times, at)).toBe(all.filter(t => t < at).length);
  }));
});

test('an instant is within the logs, or there is one before or after it', () => {
  const marks = marksOf({ snapshots: [], windows: [window_(1000, 2000), window_(3000, 4000)] });
  expect(reachOf(marks, 1000)).toMatchObject({ kind: 'within', stretch: { start: 1000 } });
  expect(reachOf(marks, 4000)).toMatchObject({ kind: 'within', stretch: { end: 4000 } });
  expect(reachOf(marks, 2500)).toEqual({ kind: 'outside', before: 2000, after: 3000 });
  expect(reachOf(marks, 500)).toEqual({ kind: 'outside', after: 1000 });
  expect(reachOf(marks, 9000)).toEqual({ kind: 'outside', before: 4000 });
  expect(reachOf(marksOf({ snapshots: [], windows: [] }), 1)).toEqual({ kind: 'no-logs' });
});

test('where two incarnations hold an instant, the later one is meant', () => {
  const marks = marksOf({ snapshots: [], windows: [window_(1000, 4000), window_(3000, 5000, 'orders-1a2b3c4d')] });
  expect(marks.rows.map(r => r.database)).toEqual(['orders', 'orders-1a2b3c4d']);
  expect(reachOf(marks, 3500)).toMatchObject({ stretch: { database: 'orders-1a2b3c4d' } });
});
