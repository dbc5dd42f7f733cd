import * as fc from 'fast-check';
import { aboutText, agoText, bytesText, localText, readTyped, spanText, toInstant, toRfc3339, utcText } from '../../../console/time/instant';

const instants = fc.integer({ min: 0, max: 4_102_444_800 });

test('an instant that is shown is read back as the same, in UTC and as RFC 3339', () => {
  fc.assert(fc.property(instants, at => {
    expect(readTyped(utcText(at), 'utc')).toEqual({ at });
    expect(toInstant(toRfc3339(at))).toBe(at);
  }));
});

test('on the clock of this computer too, but for the hour that comes twice', () => {
  fc.assert(fc.property(instants, at => {
    const { at: read, note } = readTyped(localText(at), 'local');
    expect(note === undefined ? read : [at, at - 3600].includes(read!)).toBe(note === undefined ? at : true);
  }));
});

test.each([
  ['2026-11-20 08:30', '2026-11-20T08:30:00Z'],
  ['2026-11-20T08:30:05', '2026-11-20T08:30:05Z'],
  ['  2026-1-2 3:04:05 ', '2026-01-02T03:04:05Z'],
])('%j is read', (text, time) => expect(readTyped(text, 'utc')).toEqual({ at: toInstant(time) }));

test.each(['', 'yesterday', '8.30', '2026-11-20', '2026-11-20 08:30:00Z', '2026-11-20 8h30', '20.11.'])('%j is told how to write it', text => {
  expect(readTyped(text, 'utc').problem).toContain('2026-11-20 08:30:00');
});

test.each(['2026-02-30 08:30:00', '2026-13-01 00:00:00', '2026-11-20 24:00:00', '2026-11-20 08:61:00'])('%j is on no calendar', text => {
  expect(readTyped(text, 'utc').problem).toContain('No calendar');
});

test.each([
  [0, '0 seconds'], [1, '1 second'], [61, '1 minute 1 second'], [3600, '1 hour'], [12_660, '3 hours 31 minutes'], [90_061, '1 day 1 hour'], [40_000_000, '1 year'],
])('%d seconds are %s', (seconds, text) => expect(spanText(seconds)).toBe(text));

test('what is long ago is told coarsely', () => {
  expect([aboutText(119), aboutText(5400), aboutText(100_000), aboutText(5_097_601)]).toEqual(['1 minute 59 seconds', '1 hour 30 minutes', '1 day 4 hours', '59 days']);
  expect([agoText(100, 103), agoText(100, 200), agoText(200, 100)]).toEqual(['just now', '1 minute 40 seconds ago', 'in 1 minute 40 seconds']);
});

test.each([[null, ''], [0, '0 B'], [1023, '1023 B'], [1536, '1.5 KiB'], [8_712_000_000, '8.1 GiB'], [42_949_672_960, '40 GiB']])('%p bytes are %j', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test.each([
  ['20.11.2026 08:30:59', '2026-11-20 08:30:59'],
  ['20.11. 08:30', '2026-11-20 08:30:00'],
  ['24.12. 08:30', '2025-12-24 08:30:00'],
  ['08:30', '2026-11-22 08:30:00'],
  ['12:00:00', '2026-11-22 12:00:00'],
  ['12:00:01', '2026-11-21 12:00:01'],
])('%j without its day or year is the last one that there was', (text, expected) => {
  const { at, note } = readTyped(text, 'utc', Date.parse('2026-11-22T12:00:00Z') / 1000);
  expect(utcText(at!)).toBe(expected);
  expect(note).toBe(text.includes('2026') ? undefined : `Taken as ${expected}.`);
});
