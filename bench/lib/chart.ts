/** A line of a chart. */
export interface Line {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface ChartText {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  /** A horizontal line at this height. */
  readonly goal?: number;
  /** Whether heights are on a logarithmic scale, as widths always are. */
  readonly logY?: boolean;
}

/** Of middle lightness, so that they stand out from both. */
const COLOURS = ['#2383c4', '#d9730d', '#4a9a6b', '#9a6dd7', '#c14c8a', '#8a8a86'];

/** Paper, ink and grid, on light pages and on dark ones. */
const STYLE = `<style>
.paper { fill: #ffffff } .ink { fill: #37352f } .grid { stroke: #e4e4e4 }
@media (prefers-color-scheme: dark) { .paper { fill: #16181d } .ink { fill: #d8d8d8 } .grid { stroke: #34373e } }
</style>`;

const [W, H, LEFT, RIGHT, TOP, BOTTOM] = [720, 340, 64, 170, 40, 48];

/** A chart as SVG that can be read on light and dark pages. */
export function chart(text: ChartText, lines: readonly Line[]): string {
  const all = lines.flatMap(l => l.points);
  const x = scale(all.map(p => p.x), true, LEFT, W - RIGHT);
  const heights = [...all.map(p => p.y), ...(text.goal === undefined ? [] : [text.goal])];
  const y = scale(text.logY ? heights : [0, ...heights.map(v => v * 1.1)], text.logY ?? false, H - BOTTOM, TOP);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${W} ${H}" font-family="sans-serif" font-size="12" role="img" aria-label="${text.title}">`,
    STYLE,
    `<rect class="paper" width="${W}" height="${H}"/>`,
    label(LEFT, 16, text.title, 'start', 14),
    label((LEFT + W - RIGHT) / 2, H - 8, text.x),
    label(14, TOP - 8, text.y, 'start'),
    ...x.ticks.map(t => `<line x1="${x.at(t)}" x2="${x.at(t)}" y1="${TOP}" y2="${H - BOTTOM}" class="grid"/>${label(x.at(t), H - BOTTOM + 16, number(t))}`),
    ...y.ticks.map(t => `<line x1="${LEFT}" x2="${W - RIGHT}" y1="${y.at(t)}" y2="${y.at(t)}" class="grid"/>${label(LEFT - 6, y.at(t) + 4, number(t), 'end')}`),
    ...(text.goal === undefined ? [] : [
      `<line x1="${LEFT}" x2="${W - RIGHT}" y1="${y.at(text.goal)}" y2="${y.at(text.goal)}" stroke="#e03e3e" stroke-dasharray="6 4"/>`,
      label(W - RIGHT + 6, y.at(text.goal) + 4, `goal ${text.goal}`, 'start'),
    ]),
    ...lines.map((l, i) => drawn(l, COLOURS[i % COLOURS.length], i, x.at, y.at)),
    '</svg>',
  ].join('\n');
}

function drawn({ name, points }: Line, colour: string, row: number, x: (v: number) => number, y: (v: number) => number): string {
  const path = points.map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.x).toFixed(1)} ${y(p.y).toFixed(1)}`).join(' ');
  const dots = points.map(p => `<circle cx="${x(p.x).toFixed(1)}" cy="${y(p.y).toFixed(1)}" r="3" fill="${colour}"/>`).join('');
  const at = TOP + 16 + row * 18;
  const key = `<rect x="${W - RIGHT + 8}" y="${at - 9}" width="10" height="10" fill="${colour}"/>${label(W - RIGHT + 24, at, name, 'start')}`;
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}${key}`;
}

function scale(values: readonly number[], log: boolean, from: number, to: number): { at: (v: number) => number; ticks: number[] } {
  const f = log ? Math.log10 : (v: number) => v;
  const [low, high] = [f(Math.min(...values)), f(Math.max(...values))];
  const width = high - low || 1;
  const ticks = log
    ? Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, i) => 10 ** (Math.ceil(low) + i))
    : roundNumbers(low, high, width / 4);
  return { at: v => from + ((f(v) - low) / width) * (to - from), ticks };
}

/** About four round numbers from one end to the other. */
function roundNumbers(low: number, high: number, rough: number): number[] {
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 2.5, 5, 10].find(f => f * unit >= rough)!;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)));
}

function label(x: number, y: number, text: string, anchor = 'middle', size = 12): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" font-size="${size}" class="ink">${text}</text>`;
}

function number(value: number): string {
  return value >= 1000 ? `${value / 1000}k` : String(value);
}
