import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ENGINES_HERE } from './engines';
import { CASES, Trial } from './harness/cases';
import { endAll } from './harness/daemon';
import { Engine, Mutant, Server, Shell, Variant } from './harness/engine';
import { fetch } from './harness/programs';
import { scripts, SHELLS } from './harness/script';
import { Row, withProofs } from './harness/table';

// The client scripts against real servers: `npm run engines [-- NAME…] [--case=NAME] [--mutants] [--write]`.

const words = process.argv.slice(2);
const has = (option: string) => words.includes(option);
const only = words.find(w => w.startsWith('--case='))?.slice('--case='.length);
const names = words.filter(w => !w.startsWith('--'));
const required = process.env.CI_REQUIRES_SERVERS === 'true';
const begun = Date.now();
const say = (text: string) => process.stdout.write(`${text}\n`);

/** Runs all cases of an engine; `stop` at the first that fails. */
async function prove(engine: Engine, from: string, stop: boolean): Promise<Row> {
  const servers = new Map<Variant, Promise<Server>>();
  const cells: Row['cells'] = {};
  const shells = Object.keys(SHELLS) as Shell[];
  try {
    for (const [i, { name, of }] of CASES.entries()) {
      const ask = of(engine);
      if (ask === undefined || (only !== undefined && name !== only)) continue;
      for (const shell of engine.slow ? [shells[i % shells.length]] : shells) {
        try {
          if (has('--verbose')) say(`${engine.name}, ${name}, ${shell}`);
          await ask(new Trial(engine, shell, from, servers));
          cells[name] ??= 'passed';
        } catch (error) {
          cells[name] = 'failed';
          if (!stop) say(`FAILED ${engine.name}, ${name}, ${shell}: ${(error as Error).message}`);
        }
        if (stop && cells[name] === 'failed') return { engine, cells };
      }
    }
  } finally {
    for (const server of servers.values()) await server.then(s => s.stop(), () => undefined);
  }
  return { engine, cells };
}

/** The scripts with one change. */
function mutated({ file, from, to }: Mutant): string {
  const made = scripts();
  const path = join(made, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)} to change`);
  writeFileSync(path, text.replace(from, () => to));
  return made;
}

async function main(): Promise<number> {
  const asked = ENGINES_HERE.filter(e => names.length === 0 || names.some(n => e.name.toLowerCase().startsWith(n.toLowerCase())));
  const ready: Engine[] = [];
  let [passed, failed, skipped] = [0, 0, 0];
  for (const engine of asked) {
    const problem = engine.fetches.map(fetch).find(p => p !== undefined) ?? engine.missing?.();
    if (problem === undefined) {
      ready.push(engine);
    } else {
      say(`SKIPPED ${engine.name}: ${problem}`);
      skipped++;
    }
  }
  if (has('--mutants')) {
    const hunted = ready.filter((e, i) => ready.findIndex(f => f.mutants === e.mutants) === i);
    for (const engine of hunted) {
      for (const mutant of engine.mutants ?? []) {
        const { cells } = await prove(engine, mutated(mutant), true);
        const caught = Object.entries(cells).find(([, cell]) => cell === 'failed')?.[0];
        say(`${caught === undefined ? 'SURVIVED' : 'caught'} ${engine.name}: ${mutant.name}${caught === undefined ? '' : ` (${caught})`}`);
        if (caught === undefined) failed++;
        else passed++;
      }
    }
  } else {
    const from = scripts();
    const rows: Row[] = [];
    const queue = [...ready];
    await Promise.all([1, 2].map(async () => {
      for (let engine = queue.shift(); engine !== undefined; engine = queue.shift()) {
        const since = Date.now();
        const row = await prove(engine, from, false);
        rows.push(row);
        const cells = Object.values(row.cells);
        say(`${engine.name}: ${cells.filter(c => c === 'passed').length} of ${cells.length} cases hold, ${Math.round((Date.now() - since) / 1000)} s`);
        passed += cells.filter(c => c === 'passed').length;
        failed += cells.filter(c => c === 'failed').length;
      }
    }));
    if (has('--write')) {
      const page = join(__dirname, '..', '..', 'docs', 'engines.md');
      rows.sort((a, b) => ready.indexOf(a.engine) - ready.indexOf(b.engine));
      writeFileSync(page, withProofs(readFileSync(page, 'utf8'), rows));
    }
  }
  say(`${Math.round((Date.now() - begun) / 1000)} s`);
  say(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed > 0 || (required && skipped > 0) ? 1 : 0;
}

process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
process.on('exit', endAll);
void main().then(code => process.exit(code), error => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
