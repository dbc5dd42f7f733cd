import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { inside } from './files';
import { answer, cpu } from './measured';
import { declare, objectsOf, Shape } from './shapes';

/** What a synthesis took, and each rule by itself, in milliseconds. */
export interface Checks {
  readonly synth: number;
  readonly objects: number;
  readonly rules: Record<string, number>;
}

// checks.js SHAPE N [without]: construction and synthesis, with all checks or none, and again each rule about the whole app by itself.
const [shape, n, without] = process.argv.slice(2);
const { APP_RULES } = inside('resources/rules/app');
const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
const app = new App({ outdir });
const chart = new Chart(app, 'chart', { namespace: 'shop' });

if (without) {
  // Rules are asked while constructs are made, too: what a backup comes to is judged where it is planned. cdk8s' own walk over all constructs stays.
  inside('findings/finding').ask = () => [];
  inside('findings/report').report = () => undefined;
}
const start = cpu();
declare(chart, shape as Shape, Number(n));
app.synth();
const synth = cpu() - start;
rmSync(outdir, { recursive: true });

const objects = objectsOf(app);
const subject = inside('resources/rules/app/subject').appSubject(objects.map(o => ({
  path: o.node.path, group: o.apiGroup, kind: o.kind, name: o.name, namespace: o.metadata.namespace, json: o.toJson(), flux: true,
})));
// What rules share is worked out once for each of these, by the first that asks.
const subjects = Array.from({ length: 5 }, () => ({ ...subject }));
const rules: Record<string, number> = {};
for (const rule of APP_RULES) {
  const before = cpu();
  for (const one of subjects) rule.check(one);
  rules[rule.code] = (cpu() - before) / subjects.length;
}
answer({ synth, objects: objects.length, rules } satisfies Checks);
