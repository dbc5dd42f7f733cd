import * as fc from 'fast-check';
import { around, at, fitting, keyStep, moved, ticks, View, x, YEAR, zoomed } from '../../../console/timeline/scale';

const instants = fc.integer({ min: 1_000_000_000, max: 2_000_000_000 });
const views: fc.Arbitrary<View> = fc.tuple(instants, fc.integer({ min: 20, max: 20 * YEAR })).map(([middle, span]) => around(middle, span));
const widths = fc.integer({ min: 200, max: 3000 });

test('a place on the timeline is an instant, and back', () => {
  fc.assert(fc.property(views, widths, fc.double({ min: 0, max: 1, noNaN: true }), (view, width, share) => {
    expect(x(at(share * width, view, width), view, width)).toBeCloseTo(share * width, 2);
  }));
});

test('what one comes closer to stays where it is', () => {
  fc.assert(fc.property(views, fc.double({ min: 0.1, max: 10, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (view, factor, share) => {
    const point = view.from + (view.to - view.from) * share;
    expect(x(point, zoomed(view, factor, point), 1000)).toBeCloseTo(share * 1000, 1);
  }));
});

test('nobody comes closer than some seconds, or goes farther than some decades', () => {
  fc.assert(fc.property(views, fc.array(fc.constantFrom(0.01, 100), { maxLength: 12 }), (view, factors) => {
    const { from, to } = factors.reduce((v, f) => zoomed(v, f, (v.from + v.to) / 2), view);
    expect(to - from).toBeGreaterThanOrEqual(19.9);
    expect(to - from).toBeLessThanOrEqual(30 * YEAR + 1);
  }));
});

test('looking around keeps the length', () => {
  fc.assert(fc.property(views, fc.integer({ min: -1e8, max: 1e8 }), (view, by) => {
    const there = moved(view, by);
    expect([there.from - view.from, there.to - view.to]).toEqual([by, by]);
  }));
});

test('everything fits, with room at both ends', () => {
  expect(fitting([])).toBeUndefined();
  fc.assert(fc.property(fc.array(instants, { minLength: 1 }), times => {
    const { from, to } = fitting(times)!;
    expect(times.every(t => t > from && t < to)).toBe(true);
  }));
});

test.each(['utc', 'local'] as const)('lines of the %s clock: within view, in order, few enough to be read, never none', zone => {
  fc.assert(fc.property(views, fc.integer({ min: 600, max: 3000 }), (view, width) => {
    const made = ticks(view, width, zone);
    expect(made.every(t => t.at >= view.from && t.at <= view.to)).toBe(true);
    const gaps = made.slice(1).map((t, i) => x(t.at, view, width) - x(made[i].at, view, width));
    // A month has 28 days, and an hour may be left out of a day.
    expect(gaps.every(g => g > 70)).toBe(true);
    expect(made.length).toBeGreaterThan(0);
  }));
});

test('lines stay where they are while one looks around', () => {
  const spans = fc.constantFrom(60, 3600, 86_400, 7 * 86_400, YEAR);
  fc.assert(fc.property(instants, spans, fc.double({ min: -0.4, max: 0.4, noNaN: true }), (middle, span, share) => {
    const view = around(middle, span);
    const there = moved(view, span * share);
    const common = (ticked: View) => ticks(ticked, 1000, 'utc').map(t => t.at).filter(t => [view, there].every(v => t >= v.from && t <= v.to));
    expect(common(there)).toEqual(common(view));
  }));
});

test('an arrow key moves by a second at least, and by about a hundredth of what is seen', () => {
  fc.assert(fc.property(views, view => {
    const share = keyStep(view) / (view.to - view.from);
    expect(keyStep(view)).toBeGreaterThanOrEqual(1);
    if (view.to - view.from >= 200) expect(share).toBeLessThan(0.08);
  }));
});
