import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { build, ROOT } from './lib/build';
import { document } from './lib/document';
import { catalog } from './parts/catalog';
import { checks } from './parts/checks';
import { cli } from './parts/cli';
import { cluster } from './parts/cluster';
import { consolePart } from './parts/console';
import { fleet } from './parts/fleet';
import { packages } from './parts/package';
import { Report, Settings } from './parts/part';
import { synth } from './parts/synth';
import { tools } from './parts/tools';
import { waiting } from './parts/waiting';

// Measures speed and scale: `run.ts [--quick] [--largest=N] [PART …]`. Writes bench/results.json, docs/performance.md and its pictures; parts that
// are not named keep the figures that they have.

const PARTS: Record<string, (settings: Settings) => Report | Promise<Report>> = {
  synth, fleet, checks, tools, catalog, cli, console: consolePart, cluster, waiting, package: packages,
};
const RESULTS = join(ROOT, 'bench', 'results.json');
const PICTURES = join(ROOT, 'docs', 'pictures');

async function main(args: string[]): Promise<void> {
  const [largest = Infinity] = args.flatMap(a => (a.startsWith('--largest=') ? [Number(a.slice('--largest='.length))] : []));
  const settings = { quick: args.includes('--quick'), largest };
  const named = args.filter(a => !a.startsWith('--'));
  const unknown = named.find(n => !(n in PARTS));
  if (unknown !== undefined) throw new Error(`there is no part ${unknown}, only ${Object.keys(PARTS).join(', ')}`);
  build();
  mkdirSync(PICTURES, { recursive: true });
  for (const [name, part] of Object.entries(PARTS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const { charts = {}, ...report } = await part(settings);
    const results = kept();
    results[name] = { ...report, quick: settings.quick, ...(largest === Infinity ? {} : { largest }), node: process.version };
    for (const [file, svg] of Object.entries(charts)) writeFileSync(join(PICTURES, file), `${svg}\n`);
    writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 1)}\n`);
    console.log(`\n## ${report.title}\n\n${report.text}\n`);
  }
  const results = kept();
  writeFileSync(join(ROOT, 'docs', 'performance.md'), document(Object.keys(PARTS).flatMap(n => (results[n] === undefined ? [] : [results[n]]))));
}

/** All that was measured so far; read anew each time, since parts may be measured side by side. */
function kept(): Record<string, any> {
  return existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
}

void main(process.argv.slice(2)).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
