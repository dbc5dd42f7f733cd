import * as fc from 'fast-check';
import { cronProblem } from '../../src/values/cron-syntax';
import { isGoDuration, isLogRetention, isRetentionPeriod } from '../../src/values/duration-syntax';

describe('schedules', () => {
  test.each([
    '* * * * *', '*/30 * * * *', '0 3 * * 0', '0,30 9-17 * * mon-fri', '5/15 * * * *', '0 0 1 JAN,jul *', '? ? ? ? ?', '0 0 31 12 6',
    '@hourly', '@daily', '@midnight', '@weekly', '@monthly', '@yearly', '@annually', '@every 1h30m', '10-20/5 * * * *',
  ])('%s is taken', text => {
    expect(cronProblem(text)).toBeUndefined();
  });

  test.each([
    ['/30 * * * *', 'a step needs something in front of the slash'],
    ['* * * *', 'expected 5 fields, found 4'],
    ['', 'expected 5 fields, found 0'],
    ['0 0 3 * * *', 'expected 5 fields, found 6'],
    ['60 * * * *', 'not between 0 and 59'],
    ['* 24 * * *', 'not between 0 and 23'],
    ['* * 0 * *', 'not between 1 and 31'],
    ['* * * 13 *', 'not between 1 and 12'],
    ['* * * * 7', 'not between 0 and 6'],
    ['*/0 * * * *', 'a step must be a positive number'],
    ['30-10 * * * *', 'the range goes backwards'],
    ['1-2-3 * * * *', 'more than one hyphen'],
    ['*/1/2 * * * *', 'more than one slash'],
    ['a * * * *', '"a" is not a number'],
    ['1,,2 * * * *', 'an empty entry'],
    ['@daily2', 'unknown descriptor'],
    ['@every soon', 'not a duration'],
    ['CRON_TZ=Europe/Berlin 0 3 * * *', 'time zone'],
  ])('%s is refused: %s', (text, why) => {
    expect(cronProblem(text)).toContain(why);
  });

  test('any text gets an answer', () => {
    fc.assert(fc.property(fc.string(), text => {
      cronProblem(text);
    }));
  });
});

describe('durations', () => {
  test.each(['30m', '1h30m', '1.5h', '300s', '0', '10ms'])('%s is one of Go', text => expect(isGoDuration(text)).toBe(true));
  test.each(['1d', '30', '1 h', '-5m', '', 'h', '1h 30m'])('%j is none of Go', text => expect(isGoDuration(text)).toBe(false));
  test.each(['30d', '1y6mo', '2w', '12h', '5m'])('%s is a retention period', text => expect(isRetentionPeriod(text)).toBe(true));
  test.each(['30', '30s', '1 y', '', '1M'])('%j is no retention period', text => expect(isRetentionPeriod(text)).toBe(false));
  test.each(['30d', '1y', '6m', '2w'])('%s is a retention of logs', text => expect(isLogRetention(text)).toBe(true));
  test.each(['1y6m', '0d', '1mo', '12h'])('%j is no retention of logs', text => expect(isLogRetention(text)).toBe(false));
});
