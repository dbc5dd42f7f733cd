/** Why a text is no point in time. */
export enum TimeProblem {
  /** A date and time like any other, but nobody knows of which part of the world. */
  NO_ZONE = 'no-zone',
  /** Not RFC 3339. */
  UNPARSABLE = 'unparsable',
  /** The right form, but no calendar or clock ever shows it. */
  IMPOSSIBLE = 'impossible',
}

/** A point in time in its canonical form, or what keeps it from being one. */
export type TimeReading =
  | { readonly time: string; readonly problem?: undefined }
  | { readonly time?: undefined; readonly problem: TimeProblem };

/** What is accepted, in the words of a finding. */
export const TIME_FORM = 'RFC 3339 with a zone, like 2026-11-20T08:30:00Z or 2026-11-20T09:30:00+01:00';

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)?$/;
const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads RFC 3339 into canonical form: UTC, seconds, and a fraction of 3, 6 or 9 digits only where there is one.
 * The same instant gives the same text, whatever it was written like.
 */
export function readTime(text: string): TimeReading {
  if (isCanonical(text)) return { time: text };
  const match = RFC3339.exec(text);
  if (match === null) return { problem: TimeProblem.UNPARSABLE };
  const [, year, month, day, hour, minute, second] = match.map(Number);
  const fraction = match[7];
  const zone = match[8];
  if (!onCalendar(year, month, day) || hour > 23 || minute > 59 || second > 59) return { problem: TimeProblem.IMPOSSIBLE };
  if (zone === undefined) return { problem: TimeProblem.NO_ZONE };
  const offset = offsetOf(zone);
  if (offset === undefined) return { problem: TimeProblem.IMPOSSIBLE };
  const utc = offset === 0 ? text.slice(0, 10) + 'T' + text.slice(11, 19) : shifted(year, month, day, hour, minute - offset, second);
  return utc === undefined ? { problem: TimeProblem.IMPOSSIBLE } : { time: `${utc}${canonicalFraction(fraction)}Z` };
}

/** A time in canonical form, or undefined. Cheap where it is canonical already, as what an API server prints is. */
export function canonicalTime(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  return readTime(text).time;
}

/** Whether a text looks like what API servers print: 20 characters, UTC, no fraction. Says nothing about the calendar. */
export function looksCanonical(text: string): boolean {
  return text.length === 20 && CANONICAL.test(text);
}

/** Orders two canonical times: negative where the first is earlier. */
export function compareTimes(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length === 20 && b.length === 20) return a < b ? -1 : 1;
  const left = a.slice(0, 19);
  const right = b.slice(0, 19);
  if (left !== right) return left < right ? -1 : 1;
  // Without the `Z`, a missing digit sorts before any other.
  return a.slice(19, -1) < b.slice(19, -1) ? -1 : 1;
}

/** Milliseconds since 1970 of a canonical time. */
export function epochOf(time: string): number {
  return Date.parse(`${time.slice(0, 19)}Z`) + Math.floor(Number(`0.${time.slice(20, -1) || '0'}`) * 1000);
}

/** The canonical form of a number of seconds since 1970, where it has one. */
export function timeOfEpochSeconds(seconds: number): string | undefined {
  return printed(new Date(seconds * 1000));
}

/** Whether a text is in canonical form and on the calendar, without a fraction: what almost every time is. */
function isCanonical(text: string): boolean {
  if (!looksCanonical(text)) return false;
  const two = (at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
  return onCalendar(two(0) * 100 + two(2), two(5), two(8)) && two(11) <= 23 && two(14) <= 59 && two(17) <= 59;
}

function onCalendar(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= MONTHS[month - 1] + (leap ? 1 : 0);
}

/** Minutes east of Greenwich. */
function offsetOf(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function shifted(year: number, month: number, day: number, hour: number, minute: number, second: number): string | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return printed(date)?.slice(0, 19);
}

function printed(date: Date): string | undefined {
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || year < 0 || year > 9999 ? undefined : `${date.toISOString().slice(0, 19)}Z`;
}

function canonicalFraction(digits: string | undefined): string {
  const significant = digits?.replace(/0+$/, '') ?? '';
  return significant === '' ? '' : `.${significant.padEnd(Math.ceil(significant.length / 3) * 3, '0')}`;
}
