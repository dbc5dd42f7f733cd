import type { Instant } from '../time/instant';

/** The stretch of time that is seen. */
export interface View {
  readonly from: Instant;
  readonly to: Instant;
}

export const YEAR = 31_557_600;
const SHORTEST = 20;
const LONGEST = 30 * YEAR;

export const x = (at: Instant, { from, to }: View, width: number): number => (at - from) / (to - from) * width;
export const at = (px: number, { from, to }: View, width: number): Instant => from + px / width * (to - from);

/** The same stretch, shorter or longer, around an instant that stays where it is. */
export function zoomed({ from, to }: View, factor: number, around: Instant): View {
  const span = Math.min(LONGEST, Math.max(SHORTEST, (to - from) * factor));
  const share = (around - from) / (to - from);
  return { from: around - span * share, to: around + span * (1 - share) };
}

/** The same length, earlier or later. */
export const moved = ({ from, to }: View, by: number): View => ({ from: from + by, to: to + by });

/** A view in whose middle an instant stands. */
export const around = (middle: Instant, span: number): View => ({ from: middle - span / 2, to: middle + span / 2 });

/** All of some times, with room at the ends. */
export function fitting(times: readonly Instant[]): View | undefined {
  if (times.length === 0) return undefined;
  let from = Infinity;
  let to = -Infinity;
  for (const t of times) {
    from = Math.min(from, t);
    to = Math.max(to, t);
  }
  const room = Math.max(SHORTEST, (to - from) * 0.04);
  return { from: from - room, to: to + room };
}

/** A line of the clock, and what is written beside it. */
export interface Tick {
  readonly at: Instant;
  readonly label: string;
  /** Whether a day, or a year, begins. */
  readonly strong: boolean;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const STEPS = [
  1, 2, 5, 10, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE,
  HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY,
];
const MONTHS = [1, 3, 6, 12, 24, 60];
const GAP = 100;
const two = (n: number): string => String(n).padStart(2, '0');
const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Round times of a clock, as many as can be read. */
export function ticks(view: View, width: number, zone: 'utc' | 'local'): Tick[] {
  const perPixel = (view.to - view.from) / Math.max(1, width);
  const step = STEPS.find(s => s / perPixel >= GAP);
  return step === undefined ? monthTicks(view, perPixel, zone) : step >= DAY ? dayTicks(view, step / DAY, zone) : clockTicks(view, step, zone);
}

/** What a clock reads, as if it were UTC, and back. */
const reading = (t: Instant, zone: 'utc' | 'local'): number => (zone === 'utc' ? t : t - new Date(t * 1000).getTimezoneOffset() * 60);
const moment = (y: number, m: number, d: number, zone: 'utc' | 'local'): Instant => (zone === 'utc' ? Date.UTC(y, m, d) : new Date(y, m, d).getTime()) / 1000;

function clockTicks(view: View, step: number, zone: 'utc' | 'local'): Tick[] {
  const made: Tick[] = [];
  const begin = Math.ceil(reading(view.from, zone) / step) * step - (reading(view.from, zone) - view.from);
  for (let t = begin; t <= view.to; t += step) {
    // Where the clock was moved meanwhile, round times are elsewhere.
    const shown = new Date(reading(t, zone) * 1000);
    const midnight = shown.getUTCHours() === 0 && shown.getUTCMinutes() === 0 && shown.getUTCSeconds() === 0;
    const time = `${two(shown.getUTCHours())}:${two(shown.getUTCMinutes())}`;
    made.push({
      at: t,
      strong: midnight,
      label: midnight ? `${shown.getUTCDate()} ${MONTH_NAMES[shown.getUTCMonth()]}` : step < MINUTE ? `${time}:${two(shown.getUTCSeconds())}` : time,
    });
  }
  // Somewhere it must say which day it is.
  const [first] = made;
  if (first !== undefined && !made.some(t => t.strong)) {
    const day = new Date(reading(first.at, zone) * 1000);
    made[0] = { ...first, label: `${day.getUTCDate()} ${MONTH_NAMES[day.getUTCMonth()]} ${first.label}` };
  }
  return made;
}

function dayTicks(view: View, days: number, zone: 'utc' | 'local'): Tick[] {
  const made: Tick[] = [];
  const begin = new Date(reading(view.from, zone) * 1000);
  // Counted from a Monday, so that the lines stay where they are while one moves.
  const firstDay = Math.ceil((Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth(), begin.getUTCDate()) / 1000 / DAY - 4) / days) * days + 4;
  for (let day = firstDay; ; day += days) {
    const date = new Date(day * DAY * 1000);
    const t = moment(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), zone);
    if (t > view.to) return made;
    if (t >= view.from) made.push({ at: t, strong: date.getUTCDate() === 1, label: `${date.getUTCDate()} ${MONTH_NAMES[date.getUTCMonth()]}` });
  }
}

function monthTicks(view: View, perPixel: number, zone: 'utc' | 'local'): Tick[] {
  const months = MONTHS.find(m => m * 30 * DAY / perPixel >= GAP) ?? MONTHS[MONTHS.length - 1];
  const made: Tick[] = [];
  const begin = new Date(reading(view.from, zone) * 1000);
  for (let m = Math.ceil((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / months) * months; ; m += months) {
    const t = moment(Math.floor(m / 12), m % 12, 1, zone);
    if (t > view.to) return made;
    if (t >= view.from) made.push({ at: t, strong: m % 12 === 0, label: m % 12 === 0 ? String(Math.floor(m / 12)) : `${MONTH_NAMES[m % 12]} ${Math.floor(m / 12)}` });
  }
}

/** A step of the arrow keys: a hundredth of what is seen, in round units, a second at least. */
export function keyStep({ from, to }: View): number {
  const wanted = (to - from) / 100;
  return [1, 5, 10, 30, MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY].find(s => s >= wanted) ?? 30 * DAY;
}
