import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { answer, cpu } from './measured';
import { declare, objectsOf, Shape } from './shapes';

/** What checking took beside all of a synthesis, in milliseconds. */
export interface Checks {
  readonly synth: number;
  readonly checks: number;
  readonly objects: number;
  readonly rules: Record<string, number>;
}

// checks.js SHAPE N: construction and synthesis, and again each rule about the whole app by itself.
const [shape, n] = process.argv.slice(2);
// eslint-disable-next-line @typescript-eslint/no-require-imports
const inside = (path: string): any => require(`${process.argv[1]}/../../package/lib/${path}`);
const { APP_RULES } = inside('resources/rules/app');
const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
const app = new App({ outdir });
const chart = new Chart(app, 'chart', { namespace: 'shop' });

let checks = 0;
const start = cpu();
declare(chart, shape as Shape, Number(n));
app.node.addValidation({ validate: () => [] });
const { validate } = Object.getPrototypeOf(app.node) as { validate: () => string[] };
Object.getPrototypeOf(app.node).validate = function timed(this: unknown): string[] {
  const before = process.cpuUsage();
  const errors = validate.call(this);
  const { user, system } = process.cpuUsage(before);
  checks += (user + system) / 1000;
  return errors;
};
app.synth();
const synth = cpu() - start;
rmSync(outdir, { recursive: true });

const objects = objectsOf(app);
const subject = inside('resources/rules/app/subject').appSubject(objects.map(o => ({
  path: o.node.path, group: o.apiGroup, kind: o.kind, name: o.name, namespace: o.metadata.namespace, json: o.toJson(), flux: true,
})));
const rules: Record<string, number> = {};
for (const rule of APP_RULES) {
  const before = cpu();
  for (let i = 0; i < 5; i++) rule.check(subject);
  rules[rule.code] = (cpu() - before) / 5;
}
answer({ synth, checks, objects: objects.length, rules } satisfies Checks);
