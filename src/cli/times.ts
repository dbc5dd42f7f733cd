import { usageError } from './exit';
import { Io } from './io';
import { ask, formatFinding } from '../findings/finding';
import { timeRules } from '../snapshots/rules/times';
import { canonicalTime, epochOf } from '../snapshots/time';

const UNITS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };
const AGO = /^((?:\d+\s*(?:s|m|h|d|w|secs?|seconds?|mins?|minutes?|hours?|days?|weeks?)\s*)+)ago$/;
const PART = /(\d+)\s*([a-z])[a-z]*/g;

/** A time as typed, in canonical form: RFC 3339 with a zone, `2h ago`, `1d 6h ago`, `now`. */
export function readMoment(text: string, io: Io): string {
  const typed = text.trim();
  if (typed === 'now') return secondsOf(io.now());
  const ago = AGO.exec(typed);
  if (ago !== null) {
    const seconds = [...ago[1].matchAll(PART)].reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit], 0);
    return secondsOf(new Date(io.now().getTime() - seconds * 1000));
  }
  const time = canonicalTime(typed);
  if (time !== undefined) return time;
  throw usageError(ask(timeRules, { time: typed }).map(formatFinding).join('\n       '), 'also understood: "2h ago", "1d 6h ago", "now"');
}

function secondsOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** How long ago a time was, in one or two units: `3h`, `2d4h`, `5m`. */
export function ageOf(time: string | undefined, io: Io): string {
  return time === undefined ? '' : spanOf((io.now().getTime() - epochOf(time)) / 1000);
}

/** A stretch of time in one or two units. */
export function spanOf(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 120) return `${whole}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 120) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return hours < 10 && minutes % 60 !== 0 ? `${hours}h${minutes % 60}m` : `${hours}h`;
  const days = Math.floor(hours / 24);
  return days < 10 && hours % 24 !== 0 ? `${days}d${hours % 24}h` : `${days}d`;
}

/** The local side of a time: `2026-11-20 09:30:00 +01:00`; empty where local time is UTC. */
export function localTime(time: string, io: Io): string {
  const parts = formatterOf(io).formatToParts(new Date(epochOf(time)));
  const part = (type: string) => parts.find(p => p.type === type)?.value ?? '';
  const zone = part('timeZoneName').replace(/^GMT/, '');
  if (zone === '' || zone === '+00:00') return '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')} ${zone}`;
}

const formatters = new Map<string | undefined, Intl.DateTimeFormat>();

/** Made once for each zone: that takes longer than using it. */
function formatterOf(io: Io): Intl.DateTimeFormat {
  const zone = io.timeZone ?? (io.env.TZ || undefined);
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** A time in UTC and, where that is another one, local: `2026-11-20T08:30:00Z (2026-11-20 09:30:00 +01:00)`. */
export function bothTimes(time: string, io: Io): string {
  const local = localTime(time, io);
  return local === '' ? time : `${time} (${local})`;
}
