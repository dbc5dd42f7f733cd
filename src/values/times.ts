import { Cron, Duration } from 'cdk8s';
import { cronProblem } from './cron-syntax';
import { isGoDuration, isLogRetention, isRetentionPeriod } from './duration-syntax';
import { Required, text, wrongType } from './kind';

/** What a schedule looks like. */
export const CRON_FORM = 'five fields such as "*/30 * * * *", or @hourly, @daily, @weekly, @monthly, @yearly';

/** When something happens again and again, as an object of Kubernetes says it. */
export const schedule = text({
  code: 'bad-cron',
  what: 'a cron expression',
  allowed: CRON_FORM,
  remedy: 'write all five fields: minute, hour, day of month, month, day of week',
  problem: cronProblem,
});

/** A moment, as objects of Kubernetes say it. */
export const moment = text({
  code: 'time-unparsable',
  what: 'a time',
  allowed: 'RFC 3339 with a zone, like 2026-11-20T08:30:00Z',
  problem: v => {
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(v)?.map(Number) ?? [];
    return year === undefined || new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) !== v.slice(0, 10);
  },
});

/** When something happens again and again. */
export const cron: Required = {
  optional: false,
  simple: true,
  read: (value: Cron | undefined, reading) => {
    if (typeof value?.expressionString !== 'string') {
      return wrongType(value, reading, { what: 'a Cron', allowed: 'Cron.daily(), Cron.schedule(…) and the like', standIn: Cron.daily() });
    }
    const before = reading.refusals.length;
    schedule.read(value.expressionString, reading);
    return reading.refusals.length === before ? value : Cron.daily();
  },
};

/** A year: nothing that is waited for takes longer. */
const LONGEST = 366 * 24 * 3600;

/** How long something may take: whole seconds, since nothing upstream counts finer. */
export const duration: Required = {
  optional: false,
  simple: true,
  read: (value: Duration | undefined, reading) => {
    if (typeof value?.toMilliseconds !== 'function') {
      return wrongType(value, reading, { what: 'a Duration', allowed: 'Duration.minutes(…) and the like', standIn: Duration.minutes(1) });
    }
    const seconds = secondsOf(value);
    if (Number.isInteger(seconds) && seconds > 0 && seconds <= LONGEST) return value;
    reading.refuse({
      code: 'duration-invalid',
      message: `${reading.name} is not a number of whole seconds`,
      value: `${seconds} s`,
      allowed: 'whole seconds, from one second to a year',
      remedy: 'give Duration.seconds(…), Duration.minutes(…) or Duration.hours(…) of a whole number',
    });
    return Duration.minutes(1);
  },
};

/** cdk8s does not count through what is endless. */
function secondsOf(value: Duration): number {
  try {
    return value.toMilliseconds() / 1000;
  } catch {
    return NaN;
  }
}

/** How long something may take, in the words of Go. */
export const goDuration = text({
  code: 'bad-duration', what: 'a duration', allowed: 'numbers with the units h, m, s, ms: "30m", "1h30m"', remedy: 'write days as hours, and leave no spaces', problem: v => !isGoDuration(v),
});

/** How often Prometheus asks. */
export const prometheusDuration = text({
  code: 'bad-duration',
  what: 'a duration of Prometheus',
  allowed: 'whole numbers with the units y, w, d, h, m, s, ms, the larger first: "30s", "1m30s"',
  remedy: 'leave no spaces',
  problem: v => !/^(0|(?=.)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?)$/.test(v),
});

/** How old Snapshots may get. */
export const retentionPeriod = text({
  code: 'bad-retention-period',
  what: 'a period of retention',
  allowed: 'numbers with the units y, mo, w, d, h, m, not all of them zero: "30d", "1y6mo"',
  remedy: 'write numbers and units without spaces',
  problem: v => !isRetentionPeriod(v) || !/[1-9]/.test(v),
});

/** How old logs may get. */
export const logRetention = text({
  code: 'bad-retention-period',
  what: 'a period of retention for logs',
  allowed: 'one whole number with d, w, m (months) or y: "30d", "1y"',
  remedy: 'give it in one unit',
  problem: v => !isLogRetention(v),
});
