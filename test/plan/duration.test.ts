import { estimateDuration, secondsOfDuration, shownSeconds } from '../../src/plan/duration';

const GIB = 2 ** 30;

describe('how long a restore takes', () => {
  test('grows with the data, from the earlier restore that was nearest in size', () => {
    const done = [{ name: 'small', seconds: 30, bytes: GIB / 10 }, { name: 'big', seconds: 120, bytes: 2 * GIB }];
    expect(estimateDuration({ process: 'session', bytes: 3 * GIB, done })).toEqual({
      seconds: 180, basis: 'RestoreSession big took 2 min for 2.0 GiB; this Snapshot holds 3.0 GiB',
    });
  });

  test('is no shorter than the earlier one: much of it is waiting', () => {
    expect(estimateDuration({ process: 'overwrite', bytes: 1, done: [{ name: 'earlier', seconds: 30, bytes: GIB }] }).seconds).toBe(30);
  });

  test('is that of an earlier restore where sizes are not known, and says so', () => {
    expect(estimateDuration({ process: 'session', done: [{ name: 'earlier', seconds: 30 }] })).toEqual({ seconds: 30, basis: expect.stringContaining('is not known') });
  });

  test('is not known without an earlier one; what is known is said', () => {
    const { seconds, basis } = estimateDuration({ process: 'session', bytes: 1.5 * GIB, backupSeconds: 10.3, done: [] });
    expect(seconds).toBeUndefined();
    expect(basis).toBe('no earlier restore of this database is known that could tell; the Snapshot holds 1.5 GiB, and took 11 s to make');
  });

  test('is not known of a recovery by logs', () => {
    expect(estimateDuration({ process: 'archiver', done: [{ name: 'earlier', seconds: 30, bytes: GIB }] }).seconds).toBeUndefined();
  });
});

test.each([['10.312603282s', 10.312603282], ['1m3s', 63], ['1h2m3.5s', 3723.5], ['250ms', 0.25], ['', undefined], ['soon', undefined], [3, undefined], ['1d', undefined]])(
  '%j as seconds', (text, seconds) => {
    if (seconds === undefined) expect(secondsOfDuration(text)).toBeUndefined();
    else expect(secondsOfDuration(text)).toBeCloseTo(seconds, 9);
  });

test('seconds for people', () => {
  expect([3.2, 89, 90, 5399, 5400, 12600].map(shownSeconds)).toEqual(['4 s', '89 s', '2 min', '90 min', '1.5 h', '3.5 h']);
});
