import * as fc from 'fast-check';
import { compareTimes, epochOf, looksCanonical, readTime, timeOfEpochSeconds, TimeProblem } from '../../src/snapshots/time';

test.each([
  ['2026-11-20T08:30:00Z', '2026-11-20T08:30:00Z'],
  ['2026-11-20t08:30:00z', '2026-11-20T08:30:00Z'],
  ['2026-11-20 08:30:00Z', '2026-11-20T08:30:00Z'],
  ['2026-11-20T09:30:00+01:00', '2026-11-20T08:30:00Z'],
  ['2026-12-31T23:30:00-01:00', '2027-01-01T00:30:00Z'],
  ['2026-11-20T08:30:00-00:00', '2026-11-20T08:30:00Z'],
  ['2026-11-20T08:30:00.5Z', '2026-11-20T08:30:00.500Z'],
  ['2026-11-20T08:30:00.000Z', '2026-11-20T08:30:00Z'],
  ['2026-11-20T08:30:00.300216Z', '2026-11-20T08:30:00.300216Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
])('%s is %s', (text, canonical) => {
  expect(readTime(text)).toEqual({ time: canonical });
});

test.each([
  ['2026-11-20T08:30:00', TimeProblem.NO_ZONE],
  ['2026-11-20 08:30:00', TimeProblem.NO_ZONE],
  ['2026-02-30T08:30:00Z', TimeProblem.IMPOSSIBLE],
  ['2026-02-30T08:30:00', TimeProblem.IMPOSSIBLE],
  ['2100-02-29T00:00:00Z', TimeProblem.IMPOSSIBLE],
  ['2026-13-01T00:00:00Z', TimeProblem.IMPOSSIBLE],
  ['2026-11-20T24:00:00Z', TimeProblem.IMPOSSIBLE],
  ['2026-11-20T08:30:60Z', TimeProblem.IMPOSSIBLE],
  ['2026-11-20T08:30:00+24:00', TimeProblem.IMPOSSIBLE],
  ['9999-12-31T23:59:59-01:00', TimeProblem.IMPOSSIBLE],
  ['2026-11-20', TimeProblem.UNPARSABLE],
  ['2026-11-20T08:30Z', TimeProblem.UNPARSABLE],
  ['yesterday', TimeProblem.UNPARSABLE],
  ['', TimeProblem.UNPARSABLE],
  ['2026-11-20T08:30:00Z\n', TimeProblem.UNPARSABLE],
  ['2026-11-20T08:30:00 CET', TimeProblem.UNPARSABLE],
])('%j is refused as %s', (text, problem) => {
  expect(readTime(text)).toEqual({ problem });
});

const instant = fc.integer({ min: 0, max: 253402300799 - 86400 }).map(seconds => seconds * 1000);
const offset = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });

/** An instant as clocks of a zone show it. */
function written(ms: number, minutes: number, fraction = ''): string {
  const local = new Date(ms + minutes * 60_000).toISOString().slice(0, 19);
  const zone = `${minutes < 0 ? '-' : '+'}${new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16)}`;
  return `${local}${fraction}${zone}`;
}

test('an instant has one canonical form, whatever zone it is written in', () => {
  fc.assert(fc.property(instant.filter(ms => ms > 86_400_000), offset, (ms, minutes) => {
    const expected = new Date(ms).toISOString().replace('.000Z', 'Z');
    expect(readTime(written(ms, minutes)).time).toBe(expected);
    expect(timeOfEpochSeconds(ms / 1000)).toBe(expected);
    expect(epochOf(expected)).toBe(ms);
    expect(looksCanonical(expected)).toBe(true);
  }));
});

test('reading what was read changes nothing', () => {
  fc.assert(fc.property(instant, fc.stringMatching(/^(\.\d{1,9})?$/), (ms, fraction) => {
    const { time } = readTime(written(ms, 0, fraction));
    expect(readTime(time!).time).toBe(time);
    if (fraction !== '' && Number(fraction) > 0) expect(Number(time!.slice(19, -1))).toBe(Number(fraction));
  }));
});

test('canonical times are ordered like the instants', () => {
  const fine = fc.tuple(instant.map(ms => ms % 4000), fc.integer({ min: 0, max: 999_999_999 }))
    .map(([ms, nanos]) => ({ at: BigInt(ms) * 1_000_000n + BigInt(nanos), time: readTime(written(ms, 0, `.${String(nanos).padStart(9, '0')}`)).time! }));
  fc.assert(fc.property(fine, fine, (a, b) => {
    expect(Math.sign(compareTimes(a.time, b.time))).toBe(a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
  }));
});

test('whatever the text, it is a time or a problem', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/)), text => {
    const { time, problem } = readTime(text);
    expect(time === undefined).toBe(problem !== undefined);
  }));
});
