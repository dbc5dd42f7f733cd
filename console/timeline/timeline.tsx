import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Done, draw, heightOf, Ink, ROW, rowsOf, TOP } from './draw';
import { Marks, METHODS, nearest, reachOf } from './marks';
import { instantOf, Pick } from './pick';
import { around, at, fitting, keyStep, moved, View, x, YEAR, zoomed } from './scale';
import { agoText, Instant, isElsewhere, localText, offsetText, utcText, zoneName } from '../time/instant';

interface Props {
  readonly marks: Marks;
  readonly done: readonly Done[];
  readonly now: Instant;
  readonly pick: Pick | undefined;
  readonly onPick: (pick: Pick) => void;
}

const SPANS: readonly [string, number][] = [
  ['Year', YEAR], ['Month', 30 * 86_400], ['Week', 7 * 86_400], ['Day', 86_400], ['Hour', 3600], ['Minute', 60], ['Seconds', 20],
];

/**
 * The times that one can go back to. One looks by dragging, scrolling and the buttons, and picks by clicking, by dragging
 * the handle, and by the arrow keys. Neither what is seen nor what is picked ever changes by itself.
 */
export function Timeline({ marks, done, now, pick, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const everything = useMemo(() => fitting([
    ...marks.rows.flatMap(r => r.stretches.flatMap(s => [s.start, s.end])), ...marks.lanes.flatMap(l => [l.times[0], l.times[l.times.length - 1]]),
  ]), [marks]);
  const [seen, setView] = useState<View | undefined>(undefined);
  // What was seen first stays until somebody moves it.
  const first = useRef<View>();
  first.current ??= everything;
  const view = seen ?? first.current ?? around(now, 7 * 86_400);
  const local = isElsewhere(now);
  const scheme = useScheme();

  useLayoutEffect(() => {
    const measure = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    measure.observe(box.current!);
    return () => measure.disconnect();
  }, []);

  const height = heightOf({ marks, done });
  const pickedAt = pick === undefined ? undefined : instantOf(pick);
  useLayoutEffect(() => {
    const element = canvas.current!;
    if (width === 0) return undefined;
    const frame = requestAnimationFrame(() => {
      const ratio = window.devicePixelRatio;
      if (element.width !== width * ratio || element.height !== height * ratio) {
        element.width = width * ratio;
        element.height = height * ratio;
      }
      const context = element.getContext('2d')!;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      draw(context, { view, width, marks, done, now, local, ...(pick?.kind === 'snapshot' ? { picked: pickedAt } : {}) }, inkOf(element));
    });
    return () => cancelAnimationFrame(frame);
  }, [view, width, height, marks, done, now, local, pick, scheme]);

  // A passive listener could not keep the page from scrolling.
  const current = useRef({ view, width });
  current.current = { view, width };
  useEffect(() => {
    const element = box.current!;
    const wheel = (event: WheelEvent) => {
      const { view: v, width: w } = current.current;
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!sideways && !event.ctrlKey && !event.metaKey && !event.altKey) return;
      event.preventDefault();
      setView(sideways ? moved(v, event.deltaX / w * (v.to - v.from))
        : zoomed(v, Math.exp(event.deltaY / 200), at(event.clientX - element.getBoundingClientRect().left, v, w)));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, []);

  const pickTime = (instant: Instant) => onPick({ kind: 'time', at: Math.min(Math.round(instant), now) });
  const pointAt = (instant: Instant) => onPick({ kind: 'time', at: Math.min(Math.round(instant), now), within: (view.to - view.from) / width });
  const pickAt = ([px, py]: [number, number], onHandle: boolean) => {
    const instant = at(px, view, width);
    const lane = rowsOf({ marks, done })[Math.floor((py - TOP) / ROW)]?.lane;
    const found = lane === undefined ? undefined : nearest(lane, instant, 7 * (view.to - view.from) / width);
    if (found !== undefined) onPick({ kind: 'snapshot', snapshot: found });
    // Who clicks on the handle means the mark under it, or nothing.
    else if (!onHandle) pointAt(instant);
  };

  const drag = useRef<{ x: number; view: View; far: boolean; handle: boolean }>();
  const place = (event: PointerEvent): [number, number] => {
    const { left, top } = box.current!.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const down = (event: PointerEvent, handle: boolean) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, view, far: false, handle };
  };
  const move = (event: PointerEvent) => {
    const { current: from } = drag;
    if (from === undefined) return;
    const by = event.clientX - from.x;
    from.far ||= Math.abs(by) > 4;
    if (!from.far) return;
    if (from.handle) pointAt(at(place(event)[0], view, width));
    else setView(moved(from.view, -by / width * (from.view.to - from.view.from)));
  };
  const up = (event: PointerEvent) => {
    const { current: from } = drag;
    drag.current = undefined;
    if (from !== undefined && !from.far) pickAt(place(event), from.handle);
  };

  const middle = pickedAt !== undefined && pickedAt >= view.from && pickedAt <= view.to ? pickedAt : (view.from + view.to) / 2;
  // Around what is picked; else the most recent times, which most mistakes are of.
  const spanning = (span: number): View => {
    if (middle === pickedAt || now < view.from || now > view.to) return around(middle, span);
    return { from: now - span * 0.95, to: now + span * 0.05 };
  };
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = keyStep(view) * (event.shiftKey ? 10 : 1);
    const from = pickedAt ?? Math.round(middle);
    const acts: Record<string, () => void> = {
      'ArrowLeft': () => pickTime(from - step),
      'ArrowRight': () => pickTime(from + step),
      'ArrowDown': () => pickTime(from - step),
      'ArrowUp': () => pickTime(from + step),
      'PageDown': () => pickTime(from - step * 10),
      'PageUp': () => pickTime(from + step * 10),
      '+': () => setView(zoomed(view, 0.5, middle)),
      '=': () => setView(zoomed(view, 0.5, middle)),
      '-': () => setView(zoomed(view, 2, middle)),
      'Home': () => edge(marks, from, 'start', pickTime),
      'End': () => edge(marks, from, 'end', pickTime),
    };
    if (acts[event.key] === undefined) return;
    event.preventDefault();
    acts[event.key]();
  };

  const where = pickedAt === undefined ? undefined : x(pickedAt, view, width);
  const outside = where !== undefined && (where < 0 || where > width);
  return (
    <div class="timeline">
      <div class="timeline-tools">
        <div class="segments" role="group" aria-label="How much is seen">
          {SPANS.map(([label, span]) => (
            <button type="button" key={label} aria-pressed={Math.abs((view.to - view.from) / span - 1) < 0.02} onClick={() => setView(spanning(span))}>{label}</button>
          ))}
          <button type="button" onClick={() => everything !== undefined && setView(everything)}>All</button>
        </div>
        <div class="segments" role="group" aria-label="Look around">
          <button type="button" aria-label="Earlier" onClick={() => setView(moved(view, -(view.to - view.from) / 3))}>←</button>
          <button type="button" aria-label="Later" onClick={() => setView(moved(view, (view.to - view.from) / 3))}>→</button>
          <button type="button" aria-label="Closer" onClick={() => setView(zoomed(view, 0.5, middle))}>+</button>
          <button type="button" aria-label="Farther" onClick={() => setView(zoomed(view, 2, middle))}>−</button>
        </div>
      </div>
      <div class="timeline-body">
        <div class="timeline-labels" aria-hidden="true">
          <span class="clock-name">{local ? zoneName().replace(/^.*\//, '').replace(/_/g, ' ') : 'UTC'}</span>
          {rowsOf({ marks, done }).map(({ label }) => <span key={label} title={label}>{label}</span>)}
          {local && <span class="clock-name below">UTC</span>}
        </div>
        <div class="timeline-box" ref={box} style={{ height: `${height}px` }}
          onPointerDown={e => down(e, false)} onPointerMove={move} onPointerUp={up} onPointerCancel={() => { drag.current = undefined; }}>
          <canvas ref={canvas} style={{ height: `${height}px` }} aria-hidden="true" />
          <div class={`handle${where === undefined ? ' unused' : outside ? ' away' : ''}`} tabIndex={0} role="slider" aria-label="Instant to go back to"
            aria-valuemin={Math.round(view.from)} aria-valuemax={now} aria-valuenow={pickedAt ?? Math.round(middle)}
            aria-valuetext={spoken(pick, marks)}
            style={{ transform: `translateX(${Math.min(width, Math.max(0, where ?? x(middle, view, width)))}px)` }}
            onPointerDown={e => down(e, true)} onPointerMove={move} onPointerUp={up} onKeyDown={key}>
            <span class="knob" />
          </div>
          {outside && (
            <button type="button" class={`away-note ${where < 0 ? 'left' : 'right'}`} onPointerDown={e => e.stopPropagation()} onClick={() => setView(around(pickedAt!, view.to - view.from))}>
              {where < 0 ? '← what you picked' : 'what you picked →'}
            </button>
          )}
        </div>
      </div>
      <p class="hint">
        Click, or drag the handle, to pick an instant; click a mark to pick a Snapshot. Drag to look around.
        <span class="mouse"> Hold Ctrl or Alt and scroll to come closer. With the handle focused: arrow keys, Shift for larger steps, + and −.</span>
      </p>
      <Legend marks={marks} now={now} />
    </div>
  );
}

/** The same in words, for those who do not see the picture. */
function Legend({ marks, now }: { marks: Marks; now: Instant }) {
  return (
    <details class="legend">
      <summary>The timeline in words</summary>
      <ul>
        {marks.rows.flatMap(r => r.stretches.slice(-8)).map(s => (
          <li key={`${s.database}${s.start}`}>Any second of {s.database} from {localText(s.start)} {offsetText(s.start)} ({utcText(s.start)} UTC) to {localText(s.end)} {offsetText(s.end)} ({utcText(s.end)} UTC){s.endsInGap ? '; then logs are missing' : ''}.</li>
        ))}
        {marks.lanes.map(({ method, times }) => (
          <li key={method}>{times.length} {METHODS[method].toLowerCase()} {times.length === 1 ? 'Snapshot' : 'Snapshots'}, the newest {agoText(times[times.length - 1], now)}.</li>
        ))}
      </ul>
    </details>
  );
}

function spoken(pick: Pick | undefined, marks: Marks): string {
  if (pick === undefined) return 'nothing picked yet';
  const when = `${localText(instantOf(pick))} ${offsetText(instantOf(pick))}, ${utcText(instantOf(pick))} UTC`;
  if (pick.kind === 'snapshot') return `${METHODS[pick.snapshot.method]} Snapshot of ${when}`;
  return `${when}, ${reachOf(marks, pick.at).kind === 'within' ? 'can be had' : 'cannot be had'}`;
}

/** The start or the end of the recoverable time that an instant is in, or of all of it. */
function edge(marks: Marks, from: Instant, side: 'start' | 'end', pick: (at: Instant) => void): void {
  const reach = reachOf(marks, from);
  const ends = (reach.kind === 'within' ? [reach.stretch] : marks.rows.flatMap(r => r.stretches)).map(s => s[side]);
  if (ends.length > 0) pick(side === 'start' ? Math.min(...ends) : Math.max(...ends));
}

/** Redraws when the colours of the page change. */
function useScheme(): boolean {
  const query = useMemo(() => matchMedia('(prefers-color-scheme: dark)'), []);
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const change = () => setDark(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, [query]);
  return dark;
}

const INK = ['text', 'muted', 'line', 'strong', 'future', 'window', 'good', 'bad', 'logical', 'physical', 'volume-snapshot', 'dashboard', 'manifest'];

function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  return { ...Object.fromEntries(INK.map(name => [name, style.getPropertyValue(`--${name}`).trim()])), font: `11px ${style.fontFamily}` };
}
