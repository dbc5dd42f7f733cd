import * as fc from 'fast-check';
import { contains, intersect, Interval, merge, without } from '../../src/snapshots/intervals';
import { compareTimes, timeOfEpochSeconds } from '../../src/snapshots/time';

const MAX = 40;
const time = (n: number): string => timeOfEpochSeconds(n)!;
const interval = fc.tuple(fc.nat(MAX), fc.nat(MAX)).map(([a, b]): Interval => ({ start: time(Math.min(a, b)), end: time(Math.max(a, b)) }));
const intervals = fc.array(interval, { maxLength: 8 });
const instants = [...Array(MAX + 1).keys()].flatMap(n => [time(n), `${time(n).slice(0, 19)}.500Z`]);
const heldBy = (list: readonly Interval[]): string[] => instants.filter(t => contains(list, t));

function expectDisjoint(list: readonly Interval[]): void {
  list.forEach((i, n) => {
    expect(compareTimes(i.start, i.end)).toBeLessThanOrEqual(0);
    if (n > 0) expect(compareTimes(list[n - 1].end, i.start)).toBeLessThan(0);
  });
}

test('merged intervals are sorted, do not touch, and hold the same instants', () => {
  fc.assert(fc.property(intervals, list => {
    const merged = merge(list);
    expectDisjoint(merged);
    expect(heldBy(merged)).toEqual(heldBy(list));
  }));
});

test('an intersection holds what both hold', () => {
  fc.assert(fc.property(intervals, intervals, (a, b) => {
    const shared = intersect(merge(a), merge(b));
    expect(heldBy(shared)).toEqual(heldBy(a).filter(t => contains(b, t)));
  }));
});

test('holes take away what is strictly inside them', () => {
  fc.assert(fc.property(intervals, intervals, (list, holes) => {
    const left = without(merge(list), holes);
    const inside = merge(holes);
    const inHole = (t: string) => inside.some(h => compareTimes(h.start, t) < 0 && compareTimes(t, h.end) < 0);
    expect(heldBy(left)).toEqual(heldBy(list).filter(t => !inHole(t)));
  }));
});
