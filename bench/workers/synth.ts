import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { answer, clock, cpu, peak } from './measured';
import type { Shape } from './shapes';

/** What one synthesis took. */
export interface Synthesis {
  readonly objects: number;
  readonly bytes: number;
  readonly construct: number;
  readonly synth: number;
  /** Both, by the clock. */
  readonly clock: number;
  readonly megabytes: number;
}

// synth.js ours SHAPE N CHARTS [FILE] · plain FILE CHARTS · plus FILE CHARTS: FILE is written by the first and read by the others.
const [subject, ...args] = process.argv.slice(2);
const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
const app = new App({ outdir });
const charts = (n: number): Chart[] => Array.from({ length: n }, (_, i) => new Chart(app, `chart-${i}`, { namespace: 'shop' }));

const declare = subject === 'ours' ? ours(args[0] as Shape, Number(args[1]), Number(args[2])) : replayed(args[0], Number(args[1]), subject === 'plus');
const [start, begun] = [cpu(), clock()];
declare();
const constructed = cpu();
app.synth();
const [end, ended] = [cpu(), clock()];
const objects = app.node.findAll().filter(c => ApiObject.isApiObject(c)) as ApiObject[];
if (subject === 'ours' && args[3] !== undefined) write(args[3], objects);
const bytes = readdirSync(outdir).reduce((sum, f) => sum + statSync(join(outdir, f)).size, 0);
rmSync(outdir, { recursive: true });
answer({
  objects: objects.length, bytes, construct: constructed - start, synth: end - constructed, clock: ended - begun, megabytes: peak(),
} satisfies Synthesis);

function ours(shape: Shape, n: number, inCharts: number): () => void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const shapes: typeof import('./shapes') = require('./shapes');
  return () => {
    const each = Math.ceil(n / inCharts);
    charts(inCharts).forEach((chart, i) => shapes.declare(chart, shape, Math.min(each, n - i * each), i * each));
  };
}

/** Objects, one in each line, after a line with the texts that many of them share. */
function write(file: string, all: ApiObject[]): void {
  const texts = new Map<string, number>();
  const shared = (_: string, value: unknown): unknown => {
    if (typeof value !== 'string' || value.length < 1000) return value;
    if (!texts.has(value)) texts.set(value, texts.size);
    return `$text ${texts.get(value)}`;
  };
  const lines = all.map(o => `${o.chart.node.id.slice(6)} ${JSON.stringify(o.toJson(), shared)}\n`);
  writeFileSync(file, [`${JSON.stringify([...texts.keys()])}\n`, ...lines].join(''));
}

function replayed(file: string, inCharts: number, plus: boolean): () => void {
  const [first, ...lines] = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const texts: string[] = JSON.parse(first);
  const shared = (_: string, value: unknown): unknown => (typeof value === 'string' && value.startsWith('$text ') ? texts[Number(value.slice(6))] : value);
  const all = lines.map(l => ({ chart: Number(l.slice(0, l.indexOf(' '))), json: JSON.parse(l.slice(l.indexOf(' ')), shared) }));
  if (!plus) return () => { const to = charts(inCharts); all.forEach(({ chart, json }, i) => new ApiObject(to[chart], `o${i}`, json)); };
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { k8s } = require('cdk8s-plus-28');
  return () => {
    const to = charts(inCharts);
    all.forEach(({ chart, json: { apiVersion, kind, ...props } }, i) => new (k8s[`Kube${kind}`] ?? ApiObject)(to[chart], `o${i}`, {
      ...(k8s[`Kube${kind}`] === undefined ? { apiVersion, kind } : {}), ...props,
    }));
  };
}
