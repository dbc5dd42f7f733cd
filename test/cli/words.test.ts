import { Readable } from 'stream';
import { run } from './support/harness';
import { Io } from '../../src/cli/io';
import { shownBytes, readSize } from '../../src/cli/sizes';
import { styleOf } from '../../src/cli/style';
import { table } from '../../src/cli/table';
import { timeline } from '../../src/cli/timeline';
import { ageOf, bothTimes, readMoment, spanOf } from '../../src/cli/times';
import { BackupMethod } from '../../src/snapshots/method';

const output = { write: () => true };
const io = (timeZone = 'UTC'): Io => ({
  stdin: Readable.from([]), stdout: output, stderr: output, env: {}, timeZone, now: () => new Date('2026-11-22T12:00:00Z'), onInterrupt: () => () => undefined,
});

describe('times', () => {
  test.each([
    ['2h ago', '2026-11-22T10:00:00Z'],
    ['1d 6h ago', '2026-11-21T06:00:00Z'],
    ['90 minutes ago', '2026-11-22T10:30:00Z'],
    ['now', '2026-11-22T12:00:00Z'],
    ['2026-11-20T09:30:00+01:00', '2026-11-20T08:30:00Z'],
  ])('%s', (typed, time) => expect(readMoment(typed, io())).toBe(time));

  test.each(['2026-11-20 08:30', '2026-11-20T08:30:00', 'ago', '2 ago', '2h', ''])('%j is refused', typed => {
    expect(() => readMoment(typed, io())).toThrow(/\[time-/);
  });

  test('are shown in UTC, and local where that is another time', () => {
    expect(bothTimes('2026-11-20T08:30:00Z', io())).toBe('2026-11-20T08:30:00Z');
    expect(bothTimes('2026-11-20T08:30:00Z', io('Europe/Berlin'))).toBe('2026-11-20T08:30:00Z (2026-11-20 09:30:00 +01:00)');
    expect(bothTimes('2026-11-20T01:30:00Z', io('America/St_Johns'))).toBe('2026-11-20T01:30:00Z (2026-11-19 22:00:00 -03:30)');
  });

  test('ages', () => {
    expect([5, 119, 600, 7199, 7200, 12_600, 90_000, 200_000, 2e6].map(spanOf)).toEqual(['5s', '119s', '10m', '119m', '2h', '3h30m', '25h', '2d7h', '23d']);
    expect(ageOf('2026-11-22T11:00:00Z', io())).toBe('60m');
    expect(ageOf(undefined, io())).toBe('');
  });
});

describe('tables', () => {
  const columns = [{ title: 'NAME' }, { title: 'SIZE', right: true, drop: 1 }, { title: 'NOTE', drop: 2 }, { title: 'NEVER' }];
  const rows = [['a-rather-long-name', '1 GiB', 'something', ''], ['b', '20 GiB', '', '']];

  test('as wide as it takes where nobody looks', () => {
    expect(table(columns, rows, output, styleOf(io()))).toBe(
      'NAME                  SIZE  NOTE\n'
      + 'a-rather-long-name   1 GiB  something\n'
      + 'b                   20 GiB\n');
  });

  test('on a narrow terminal columns go, then words are cut', () => {
    const narrow = (width: number) => table(columns, rows, { ...output, isTTY: true, columns: width }, styleOf(io())).split('\n')[1];
    expect(narrow(30)).toBe('a-rather-long-name   1 GiB');
    expect(narrow(20)).toBe('a-rather-long-name');
    expect(narrow(12)).toBe('a-rather-lo…');
    const whole = table([{ title: 'NAME', whole: true }, { title: 'WHY' }], [['a-rather-long-name', 'a long reason']], { ...output, isTTY: true, columns: 30 }, styleOf(io()));
    expect(whole.split('\n')[1]).toBe('a-rather-long-name  a long re…');
  });
});

test('timelines', () => {
  const window = {
    start: '2026-11-21T00:00:00Z', end: '2026-11-22T00:00:00Z', database: 'orders', repository: 'r', namespace: 'shop', logSnapshot: 'l', fullSnapshot: 'f', endsInGap: true,
  };
  const marks = [{ time: '2026-11-20T00:00:00Z', method: BackupMethod.LOGICAL }, { time: '2026-11-22T00:00:00Z', method: BackupMethod.PHYSICAL }];
  expect(timeline([window], marks, io(), styleOf(io()), 44).split('\n')).toEqual([
    '  2026-11-20 00:00Z      2026-11-22 00:00Z',
    '  ····················████████████████████',
    '  L                                      P',
    '  any instant from 2026-11-21T00:00:00Z to 2026-11-22T00:00:00Z, then logs are missing',
    '',
  ]);
  expect(timeline([], [], io(), styleOf(io()), 44)).toBe('');
});

test('sizes', () => {
  expect([0, 900, 1536, 1.3e9, 5e13].map(shownBytes)).toEqual(['0 B', '900 B', '1.5 KiB', '1.2 GiB', '45 TiB']);
  expect(readSize('60Gi').toGibibytes()).toBe(60);
  expect(() => readSize('60GB')).toThrow('no size of a volume');
});

test('nothing is printed twice', async () => {
  expect((await run(['help', 'nothing'])).err).toBe('error: there is no command "nothing"\n       cdk8s-kubestash help lists them\n');
});
