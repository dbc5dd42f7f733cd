import { inFields, speaksOfCode, worded } from '../../../console/restore/wording';
import { statedFindings } from '../../../scripts/findings';

/** What a plan can find: nothing of the commands that look after a cluster or read files. */
const PLANNED = statedFindings().filter(({ file }) => !/^src\/(cli\/(adopt|doctor|commands|status)|gitops|agent|findings|resources)\//.test(file));

test('there is something to be said', () => expect(PLANNED.length).toBeGreaterThan(80));

test.each(PLANNED.map(f => [f.code, f] as const))('%s speaks to somebody who sees the page', (_, { code, messages, remedies }) => {
  const said = [...messages, ''].flatMap(message => [...remedies, null].map(remedy => worded({ code, message, remedy, allowed: null })));
  expect(said.map(s => s.remedy ?? '').filter(speaksOfCode)).toEqual([]);
  expect(said.map(s => s.message).filter(m => /--[a-z]|\w\(|\b(this|your) code\b/.test(m))).toEqual([]);
});

test('options are fields', () => {
  expect(inFields('--replicas cannot be "x": say the present size with --storage')).toBe('“Members” cannot be "x": say the present size with “Size of each volume”');
  expect(inFields('start it with --read-only')).toBe('start it with --read-only');
});

test('what is allowed is left out where it is code, and kept where it is a value', () => {
  const finding = { code: 'x', message: '', remedy: null };
  expect(worded({ ...finding, allowed: 'Size.gibibytes(…)' }).allowed).toBe(null);
  expect(worded({ ...finding, allowed: '1 to 9' }).allowed).toBe('1 to 9');
});
