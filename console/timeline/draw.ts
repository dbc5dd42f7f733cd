import { firstAt, Lane, Marks, METHODS } from './marks';
import { ticks, View, x } from './scale';
import type { Instant } from '../time/instant';

/** A restore that was done, or tried. */
export interface Done {
  readonly at: Instant;
  readonly label: string;
  readonly good: boolean;
}

/** What is drawn. */
export interface Picture {
  readonly view: View;
  readonly width: number;
  readonly marks: Marks;
  readonly done: readonly Done[];
  readonly now: Instant;
  readonly local: boolean;
  /** Time of the Snapshot that is picked. */
  readonly picked?: Instant;
}

/** Colours and letters of the page, read from its style sheet. */
export interface Ink {
  readonly [name: string]: string;
}

export const TOP = 22;
export const ROW = 30;
const BOTTOM = 20;

/** Rows of a picture, from above: windows by incarnation, Snapshots by method, restores. */
export function rowsOf({ marks, done }: Pick<Picture, 'marks' | 'done'>): { label: string; lane?: Lane; stretches?: Marks['rows'][number]['stretches']; done?: readonly Done[] }[] {
  return [
    ...marks.rows.map(({ database, stretches }) => ({ label: marks.rows.length === 1 ? 'Any second' : `Any second, ${database}`, stretches })),
    ...marks.lanes.map(lane => ({ label: METHODS[lane.method], lane })),
    ...(done.length === 0 ? [] : [{ label: 'Restores', done }]),
  ];
}

/** Height of a picture. */
export const heightOf = (picture: Pick<Picture, 'marks' | 'done'>): number => TOP + Math.max(1, rowsOf(picture).length) * ROW + BOTTOM;

/** Draws a timeline. Snapshots that share a pixel are drawn once, so that a hundred thousand take no longer than a thousand. */
export function draw(context: CanvasRenderingContext2D, picture: Picture, ink: Ink): void {
  const { view, width, now, local } = picture;
  const rows = rowsOf(picture);
  const height = heightOf(picture);
  const floor = TOP + Math.max(1, rows.length) * ROW;
  context.clearRect(0, 0, width, height);
  clock(context, picture, ink, 'local', 14, floor);
  if (local) clock(context, picture, ink, 'utc', height - 6, floor);
  const future = Math.max(0, x(now, view, width));
  if (future < width) {
    context.fillStyle = ink.future;
    context.fillRect(future, TOP, width - future, floor - TOP);
  }
  rows.forEach(({ stretches, lane, done }, i) => {
    const top = TOP + i * ROW;
    context.fillStyle = ink.line;
    context.fillRect(0, top + ROW - 1, width, 1);
    if (stretches !== undefined) bars(context, stretches, picture, top, ink);
    if (lane !== undefined) dots(context, lane, picture, top, ink);
    for (const one of done ?? []) flag(context, x(one.at, view, width), top, one.good ? ink.good : ink.bad);
  });
  if (future > 0 && future < width) {
    context.fillStyle = ink.muted;
    context.fillRect(Math.round(future), TOP, 1, floor - TOP);
  }
}

function clock(context: CanvasRenderingContext2D, { view, width }: Picture, ink: Ink, zone: 'utc' | 'local', y: number, floor: number): void {
  context.font = ink.font;
  for (const { at, label, strong } of ticks(view, width, zone)) {
    const px = Math.round(x(at, view, width));
    if (zone === 'local') {
      context.fillStyle = strong ? ink.strong : ink.line;
      context.fillRect(px, TOP - 4, 1, floor - TOP + 4);
    }
    context.fillStyle = strong && zone === 'local' ? ink.text : ink.muted;
    if (px + 4 + context.measureText(label).width <= width) context.fillText(label, px + 4, y);
  }
}

function bars(context: CanvasRenderingContext2D, stretches: Marks['rows'][number]['stretches'], { view, width }: Picture, top: number, ink: Ink): void {
  stretches.forEach(({ start, end, endsInGap }, i) => {
    const [left, right] = [Math.max(-4, x(start, view, width)), Math.min(width + 4, x(end, view, width))];
    if (right < 0 || left > width) return;
    context.fillStyle = ink.window;
    context.beginPath();
    context.roundRect(left, top + 7, Math.max(2, right - left), ROW - 15, 3);
    context.fill();
    if (!endsInGap) return;
    // Logs are missing from here to where the next stretch begins.
    const next = stretches[i + 1];
    const to = Math.min(width, next === undefined ? right + 26 : x(next.start, view, width));
    context.strokeStyle = ink.bad;
    context.lineWidth = 1;
    context.beginPath();
    for (let px = right + 3; px < to - 1; px += 5) {
      context.moveTo(px, top + ROW - 9);
      context.lineTo(Math.min(px + 7, to), top + 8);
    }
    context.stroke();
  });
}

function dots(context: CanvasRenderingContext2D, { method, times }: Lane, { view, width, picked }: Picture, top: number, ink: Ink): void {
  const perPixel = (view.to - view.from) / width;
  context.fillStyle = ink[method];
  // From mark to mark, each time beyond the pixel that was drawn.
  for (let i = firstAt(times, view.from - 6 * perPixel); i < times.length && times[i] <= view.to + 6 * perPixel;) {
    const px = x(times[i], view, width);
    const next = firstAt(times, times[i] + 2 * perPixel);
    const crowd = next - i;
    if (crowd > 1) {context.fillRect(px, top + 6, 2, ROW - 13);} else {
      context.beginPath();
      context.roundRect(px - 3, top + 8, 6, ROW - 17, 2.5);
      context.fill();
    }
    i = Math.max(next, i + 1);
  }
  if (picked === undefined || times[firstAt(times, picked)] !== picked) return;
  context.strokeStyle = ink.text;
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(x(picked, view, width) - 6, top + 4, 12, ROW - 9, 4);
  context.stroke();
}

function flag(context: CanvasRenderingContext2D, px: number, top: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(px, top + 6);
  context.lineTo(px + 9, top + 11);
  context.lineTo(px + 1.5, top + 16);
  context.lineTo(px + 1.5, top + ROW - 6);
  context.lineTo(px, top + ROW - 6);
  context.fill();
}
