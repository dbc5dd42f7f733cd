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

// Rules are asked while constructs are made, too: what a backup comes to is judged where it is planned.
let checks = 0;
let nested = false;
const findings = inside('findings/finding');
const { ask } = findings;
findings.ask = (...args: unknown[]) => timed(() => ask(...args));

function timed<T>(what: () => T): T {
  if (nested) return what();
  nested = true;
  const before = cpu();
  const result = what();
  checks += cpu() - before;
  nested = false;
  return result;
}

const start = cpu();
declare(chart, shape as Shape, Number(n));
app.node.addValidation({ validate: () => [] });
const { validate } = Object.getPrototypeOf(app.node) as { validate: () => string[] };
Object.getPrototypeOf(app.node).validate = function (this: unknown): string[] {
  return timed(() => validate.call(this));
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
