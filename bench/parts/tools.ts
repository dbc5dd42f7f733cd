import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { Report, Settings } from './part';
import { BUILD, CACHE } from '../lib/build';
import { chart } from '../lib/chart';
import { command } from '../lib/child';
import { helm, kosko, kustomize, Opponent } from '../lib/opponents';
import { exponent, interleaved, ratios, sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';

/** It takes 346 s for 10,000 objects, for it compares each with each. */
const KUSTOMIZE = 400;
const WORK = join(CACHE, 'tools');
const OUT = join(WORK, 'out.yaml');

/** The same YAML out of the tools that people use instead, each as a command from start to end. */
export function tools({ quick }: Settings): Report {
  const opponents = [helm(), kustomize(), kosko()];
  const missing = opponents.filter(o => o.program === undefined).map(o => o.name);
  for (const tool of missing) console.log(`\n!!! NOT MEASURED: ${tool}\n`);
  const rows = (quick ? [10, 50] : [10, 100, 400, 1000]).map(n => measure(n, quick ? 1 : 3, opponents));
  const names = Object.keys(rows[0].tools);
  return {
    title: 'Whole commands: what users would pick instead',
    text: [
      'Declared undos, as whole commands: Node and its modules are loaded in ours, too. Helm and kustomize are given the finished YAML, which they copy (a',
      'template without any logic) or parse and print; nobody has worked out there what it says. What we take more than Helm is what plain `ApiObject`s take,',
      'times the factor of the first table. kosko is given the finished objects as components, and neither checks nor decides anything either.',
      `Kustomize compares each object with each and is measured up to ${KUSTOMIZE} restores only.`,
      ...(missing.length === 0 ? [] : ['', `Not measured here: ${missing.join(', ')}. `]),
      '',
      table(
        ['restores', 'objects', ...names.map(t => `${t}, ms`), ...names.slice(1).map(t => `${t}, times ours`)],
        rows.map(r => [
          r.n, r.objects, ...names.map(t => (r.tools[t] ? figure(sample(r.tools[t]).median) : '')),
          ...names.slice(1).map(t => (r.tools[t] ? spread(ratios(r.tools[t], r.tools.ours)) : '')),
        ]),
      ),
      '',
      `Growth between the two largest sizes: ${names.map(t => `${t} ${growth(rows, t).toFixed(2)}`).join(', ')}.`,
      '',
      '![Whole commands](pictures/performance-tools.svg)',
    ].join('\n'),
    figures: rows,
    charts: {
      'performance-tools.svg': chart(
        { title: 'Whole commands, ms of processor time', x: 'restores', y: 'ms', logY: true },
        names.map(name => ({ name, points: rows.filter(r => r.tools[name]).map(r => ({ x: r.n, y: sample(r.tools[name]).median })) })),
      ),
    },
  };
}

interface Row {
  readonly n: number;
  readonly objects: number;
  readonly tools: Record<string, number[]>;
}

function measure(n: number, repeats: number, [helmed, kustomized, koskoed]: Opponent[]): Row {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(join(WORK, 'chart', 'templates'), { recursive: true });
  mkdirSync(join(WORK, 'components'));
  const program = [join(BUILD, 'workers', 'yaml.js'), 'ui-2-declared', String(n)];
  command(OUT, process.execPath, ...program);
  const yaml = readFileSync(OUT, 'utf8');
  writeFileSync(join(WORK, 'chart', 'Chart.yaml'), 'apiVersion: v2\nname: fleet\nversion: 1.0.0\n');
  writeFileSync(join(WORK, 'chart', 'templates', 'all.yaml'), yaml.replace(/\{\{/g, '{{ "{{" }}'));
  writeFileSync(join(WORK, 'all.yaml'), yaml);
  writeFileSync(join(WORK, 'kustomization.yaml'), 'resources:\n- all.yaml\n');
  writeFileSync(join(WORK, 'components', 'fleet.js'), `module.exports = ${JSON.stringify(parseAllDocuments(yaml).map(d => d.toJS()))};`);
  const cpu = (file: string, ...args: string[]) => () => command(OUT, file, ...args).cpu;
  const things: Record<string, () => number> = { ours: cpu(process.execPath, ...program) };
  if (helmed.program) things[helmed.name] = cpu(helmed.program, 'template', join(WORK, 'chart'));
  if (kustomized.program && n <= KUSTOMIZE) things[kustomized.name] = cpu(kustomized.program, 'kustomize', WORK);
  if (koskoed.program) {
    things[koskoed.name] = cpu(process.execPath, join(BUILD, 'workers', 'kosko.js'), koskoed.program, join(WORK, 'components'));
  }
  const row = { n, objects: yaml.split(/^---$/m).length, tools: interleaved(repeats, things) };
  console.log(`tools ${n}: ${Object.entries(row.tools).map(([k, v]) => `${k} ${figure(sample(v).median)} ms`).join(', ')}`);
  return row;
}

function growth(rows: readonly Row[], tool: string): number {
  const [small, large] = rows.filter(r => r.tools[tool]).slice(-2).map(r => ({ n: r.n, cost: sample(r.tools[tool]).median }));
  return exponent(small, large);
}
