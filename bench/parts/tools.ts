import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Report, Settings } from './part';
import { BUILD, CACHE, ROOT } from '../lib/build';
import { chart } from '../lib/chart';
import { command } from '../lib/child';
import { exponent, interleaved, ratios, sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';

const HELM = join(CACHE, 'helm', 'helm');
const KUBECTL = join(ROOT, 'test', 'conformance', '.cache', 'kubectl');
/** It takes 346 s for 10,000 objects, for it compares each with each. */
const KUSTOMIZE = 400;
const WORK = join(CACHE, 'tools');
const OUT = join(WORK, 'out.yaml');

/** The same YAML out of the tools that people use instead, each as a command from start to end. */
export function tools({ quick }: Settings): Report {
  const missing = [...(installHelm() ? [] : ['helm']), ...(existsSync(KUBECTL) ? [] : ['kubectl kustomize (the conformance build is not there)'])];
  for (const tool of missing) console.log(`\n!!! NOT MEASURED: ${tool}\n`);
  const rows = (quick ? [10, 50] : [10, 100, 400, 1000]).map(n => measure(n, quick ? 1 : 3));
  const names = Object.keys(rows[0].tools);
  return {
    title: 'Whole commands: what users would pick instead',
    text: [
      'Declared undos, as whole commands: Node and its modules are loaded in ours, too. Helm and kustomize are given the finished YAML, which they copy (a',
      'template without any logic) or parse and print; nobody has worked out there what it says. What we take more than Helm is what plain `ApiObject`s take,',
      `times the factor of the first table. Kustomize compares each object with each and is measured up to ${KUSTOMIZE} restores only.`,
      ...(missing.length === 0 ? [] : ['', `Not measured here: ${missing.join(', ')}. `]),
      '',
      'kosko is not compared: the package registry has no package of that name.',
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

function measure(n: number, repeats: number): Row {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(join(WORK, 'chart', 'templates'), { recursive: true });
  const program = [join(BUILD, 'workers', 'yaml.js'), 'ui-2-declared', String(n)];
  command(OUT, process.execPath, ...program);
  const yaml = readFileSync(OUT, 'utf8');
  writeFileSync(join(WORK, 'chart', 'Chart.yaml'), 'apiVersion: v2\nname: fleet\nversion: 1.0.0\n');
  writeFileSync(join(WORK, 'chart', 'templates', 'all.yaml'), yaml.replace(/\{\{/g, '{{ "{{" }}'));
  writeFileSync(join(WORK, 'all.yaml'), yaml);
  writeFileSync(join(WORK, 'kustomization.yaml'), 'resources:\n- all.yaml\n');
  const things: Record<string, () => number> = {
    ours: () => command(OUT, process.execPath, ...program).cpu,
    ...(existsSync(HELM) ? { 'helm template': () => command(OUT, HELM, 'template', join(WORK, 'chart')).cpu } : {}),
    ...(existsSync(KUBECTL) && n <= KUSTOMIZE ? { 'kubectl kustomize': () => command(OUT, KUBECTL, 'kustomize', WORK).cpu } : {}),
  };
  const row = { n, objects: yaml.split(/^---$/m).length, tools: interleaved(repeats, things) };
  console.log(`tools ${n}: ${Object.entries(row.tools).map(([k, v]) => `${k} ${figure(sample(v).median)} ms`).join(', ')}`);
  return row;
}

function growth(rows: readonly Row[], tool: string): number {
  const [small, large] = rows.filter(r => r.tools[tool]).slice(-2).map(r => ({ n: r.n, cost: sample(r.tools[tool]).median }));
  return exponent(small, large);
}

/** Builds Helm out of its Go module, once. */
function installHelm(): boolean {
  if (existsSync(HELM)) return true;
  mkdirSync(join(HELM, '..'), { recursive: true });
  const { status } = spawnSync('go', ['install', 'helm.sh/helm/v3/cmd/helm@v3.16.4'], { env: { ...process.env, GOBIN: join(HELM, '..') }, stdio: 'inherit' });
  return status === 0 && readdirSync(join(HELM, '..')).length > 0;
}
