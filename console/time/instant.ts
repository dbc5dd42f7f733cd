/** A time in whole seconds since 1970: as exact as upstream is. */
export type Instant = number;

export const toInstant = (time: string): Instant => Math.floor(Date.parse(time) / 1000);
export const toRfc3339 = (at: Instant): string => `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;

const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-11-20 08:30:00` in UTC. */
export function utcText(at: Instant): string {
  return new Date(at * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The same on the clock of this computer. */
export function localText(at: Instant): string {
  const d = new Date(at * 1000);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}

/** `+01:00` at that time. */
export function offsetText(at: Instant): string {
  const minutes = -new Date(at * 1000).getTimezoneOffset();
  return `${minutes < 0 ? '−' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** Name of the zone: `Europe/Berlin`. */
export const zoneName = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether local time is another than UTC then. */
export const isElsewhere = (at: Instant): boolean => new Date(at * 1000).getTimezoneOffset() !== 0;

/** What was typed, as an instant; or why it is none; or what is to be known about it. */
export interface Typed {
  readonly at?: Instant;
  readonly problem?: string;
  readonly note?: string;
}

const FORM = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})[ T]+|(\d{1,2})\.(\d{1,2})\.(\d{4})?[ T]*)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Reads `2026-11-20 08:30:00`, in UTC or on the clock of this computer. A day without its year, and a time without its day, are the
 * last that there were.
 */
export function readTyped(text: string, zone: 'utc' | 'local', now: Instant = Math.floor(Date.now() / 1000)): Typed {
  const match = FORM.exec(text.trim());
  if (match === null) return { problem: 'Write it like 2026-11-20 08:30:00, or the time alone.' };
  const [, isoYear, isoMonth, isoDay, day, month, year, ...clock] = match;
  const [hour, minute, second] = clock.map(n => Number(n ?? 0));
  const of = (y: number, m: number, d: number) => clockTime(y, m, d, hour, minute, second, zone);
  if (isoYear !== undefined) return of(Number(isoYear), Number(isoMonth), Number(isoDay));
  if (year !== undefined) return of(Number(year), Number(month), Number(day));
  const [thisYear, thisMonth, today] = (zone === 'utc' ? utcText(now) : localText(now)).split(/[- ]/).map(Number);
  const before = (last: Typed, otherwise: () => Typed) => (last.at !== undefined && last.at > now ? otherwise() : last);
  const found = day !== undefined ? before(of(thisYear, Number(month), Number(day)), () => of(thisYear - 1, Number(month), Number(day)))
    : before(of(thisYear, thisMonth, today), () => {
      const yesterday = new Date(Date.UTC(thisYear, thisMonth - 1, today - 1));
      return of(yesterday.getUTCFullYear(), yesterday.getUTCMonth() + 1, yesterday.getUTCDate());
    });
  return found.at === undefined || found.note !== undefined ? found : { ...found, note: `Taken as ${zone === 'utc' ? utcText(found.at) : localText(found.at)}.` };
}

function clockTime(year: number, month: number, day: number, hour: number, minute: number, second: number, zone: 'utc' | 'local'): Typed {
  const utc = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  if (utcText(utc) !== `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`) return { problem: 'No calendar or clock shows that.' };
  if (zone === 'utc') return { at: utc };
  const at = new Date(year, month - 1, day, hour, minute, second).getTime() / 1000;
  if (localText(at) !== utcText(utc)) return { problem: `That time was left out when the clocks of ${zoneName()} went forward.` };
  const other = [at - 3600, at + 3600].find(o => localText(o) === localText(at));
  if (other === undefined) return { at };
  return { at: Math.min(at, other), note: 'The clocks went back: this time came twice. The first is taken; type the other in UTC.' };
}

const UNITS: readonly [number, string][] = [[31_557_600, 'year'], [86_400, 'day'], [3_600, 'hour'], [60, 'minute'], [1, 'second']];

/** A stretch of time in one or two units: `3 hours 31 minutes`. */
export function spanText(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [size, unit] of UNITS) {
    const count = Math.floor(rest / size);
    if (count === 0 && (parts.length === 0 && size > 1)) continue;
    if (count > 0 || parts.length === 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    rest -= count * size;
    if (parts.length === 2 || rest === 0 || size === 31_557_600) break;
  }
  return parts.join(' ');
}

/** How long ago: `2 hours ago`. */
export function agoText(at: Instant, now: Instant): string {
  if (now - at < 5 && now - at > -5) return 'just now';
  return at > now ? `in ${spanText(at - now)}` : `${aboutText(now - at)} ago`;
}

/** About how long: `3 hours`, `59 days`. */
export const aboutText = (seconds: number): string => spanText(coarse(seconds));

/** Nobody reads the seconds of an hour, or the hours of a week. */
function coarse(seconds: number): number {
  if (seconds < 120) return seconds;
  if (seconds < 7200) return Math.round(seconds / 60) * 60;
  if (seconds < 172_800) return Math.round(seconds / 3600) * 3600;
  return Math.round(seconds / 86_400) * 86_400;
}

/** Bytes: `1.4 GiB`. */
export function bytesText(bytes: number | null): string {
  if (bytes === null) return '';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
