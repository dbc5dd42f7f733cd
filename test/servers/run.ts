import { spawnSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ENGINES_HERE, IN_CI } from './engines';
import { STAND_INS } from './engines/standins';
import { CASES, NOTHING } from './harness/cases';
import { endAll } from './harness/daemon';
import { Engine, Mutant, Server, Shell, StandIn, Variant } from './harness/engine';
import { fetch } from './harness/programs';
import { scripts, SHELLS } from './harness/script';
import { Row, withProofs } from './harness/table';
import { Trial } from './harness/trial';
import { ALL_REQUIRED } from '../support/needs';

// The client scripts against real servers: `npm run engines [-- NAME…] [--all] [--case=NAME] [--mutants] [--write]`. Without a name one
// version of each engine is asked, as CI does; --all asks every version that can be had.

const words = process.argv.slice(2);
const has = (option: string) => words.includes(option);
const only = words.find(w => w.startsWith('--case='))?.slice('--case='.length);
const names = words.filter(w => !w.startsWith('--'));
const begun = Date.now();
const IS_CI = process.env.CI === 'true';
const PAGE = join(__dirname, '..', '..', 'docs', 'engines.md');
const say = (text: string) => process.stdout.write(`${text}\n`);

type Servers = Map<Variant, Promise<Server>>;

/** Does something with servers of an engine, which begin when they are first asked for. */
async function withServers<T>(work: (servers: Servers) => Promise<T>): Promise<T> {
  const servers: Servers = new Map();
  try {
    return await work(servers);
  } finally {
    for (const server of servers.values()) await server.then(s => s.stop(), () => undefined);
  }
}

/** Every shell where there is time; in CI one for each case, another from case to case and from engine to engine. */
function shellsOf(engine: Engine, name: string): Shell[] {
  const shells = Object.keys(SHELLS) as Shell[];
  if (!engine.slow && (!IS_CI || has('--all'))) return shells;
  return [shells[(CASES.findIndex(c => c.name === name) + ENGINES_HERE.indexOf(engine)) % shells.length]];
}

/** Runs the cases of an engine, up to the first that fails if that is enough. */
async function prove(engine: Engine, from: string, servers: Servers, cases = CASES, enough = false): Promise<Row> {
  const cells: Row['cells'] = {};
  for (const { name, of } of cases) {
    const ask = of(engine);
    if (ask === undefined || (only !== undefined && name !== only)) continue;
    for (const shell of shellsOf(engine, name)) {
      try {
        if (has('--verbose')) say(`${engine.name}, ${name}, ${shell}`);
        if (await ask(new Trial(engine, shell, from, servers)) !== NOTHING) cells[name] ??= 'passed';
      } catch (error) {
        cells[name] = 'failed';
        if (enough) return { engine, cells };
        say(`FAILED ${engine.name}, ${name}, ${shell}: ${(error as Error).message}`);
      }
    }
  }
  return { engine, cells };
}

/** Hunts mutants; tells how many are caught and how many survive. */
async function hunt(
  name: string, mutants: readonly Mutant[], by: (mutant: Mutant) => Promise<string | undefined>,
): Promise<[caught: number, survived: number]> {
  let caught = 0;
  for (const mutant of mutants) {
    const what = await by(mutant);
    say(what === undefined ? `SURVIVED ${name}: ${mutant.name}` : `caught ${name}: ${mutant.name} (${what})`);
    if (what !== undefined) caught++;
  }
  return [caught, mutants.length - caught];
}

/** The case that notices a mutant: that one is asked first which is thought to. */
async function caughtByCase(engine: Engine, mutant: Mutant, servers: Servers): Promise<string | undefined> {
  const cases = [...CASES].sort((a, b) => Number(b.name === mutant.by) - Number(a.name === mutant.by));
  const { cells } = await prove(engine, mutated(mutant), servers, cases, true);
  return Object.entries(cells).find(([, cell]) => cell === 'failed')?.[0];
}

/** The first test of a stand-in that fails with these scripts. */
function failingTest({ tests }: StandIn, from: string): string | undefined {
  const { status, stdout, stderr } = spawnSync('npx', ['jest', 'test/client', '-w', '1', '--bail', '--reporters=default', '-t', tests], {
    cwd: join(__dirname, '..', '..'), encoding: 'utf8', env: { ...process.env, CLIENT_SCRIPTS: from },
  });
  if (!/^Tests: .* total$/m.test(stderr)) throw new Error(stdout + stderr);
  return status === 0 ? undefined : /^ +● (.*)$/m.exec(stderr)?.[1] ?? `status ${status}`;
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
  const asked = names.length > 0
    ? ENGINES_HERE.filter(e => names.some(n => e.name.toLowerCase().startsWith(n.toLowerCase())))
    : has('--all') ? ENGINES_HERE : IN_CI;
  const ready: Engine[] = [];
  let [passed, failed, skipped] = [0, 0, 0];
  for (const engine of asked) {
    const problem = engine.fetches.map(fetch).find(p => p !== undefined) ?? engine.missing?.();
    if (problem === undefined) {
      ready.push(engine);
    } else {
      say(`!!! NOT TESTED: ${engine.name}, for want of ${problem}`);
      skipped++;
    }
  }
  if (has('--mutants')) {
    for (const engine of ready.filter((e, i) => !ready.slice(i + 1).some(f => f.mutants === e.mutants))) {
      const [caught, survived] = await withServers(servers =>
        hunt(engine.name, engine.mutants ?? [], mutant => caughtByCase(engine, mutant, servers)));
      passed += caught;
      failed += survived;
    }
    for (const standIn of STAND_INS.filter(s => names.length === 0 || names.some(n => s.name.toLowerCase().startsWith(n.toLowerCase())))) {
      const problem = failingTest(standIn, scripts());
      if (problem !== undefined) throw new Error(`${standIn.name} fails as it is: ${problem}`);
      const [caught, survived] = await hunt(standIn.name, standIn.mutants, async mutant => failingTest(standIn, mutated(mutant)));
      passed += caught;
      failed += survived;
    }
  } else {
    const from = scripts();
    const queue = [...ready];
    await Promise.all([1, 2].map(async () => {
      for (let engine = queue.shift(); engine !== undefined; engine = queue.shift()) {
        const [one, since] = [engine, Date.now()];
        const row = await withServers(servers => prove(one, from, servers));
        // A part of the cases is no row.
        if (has('--write') && only === undefined) writeFileSync(PAGE, withProofs(readFileSync(PAGE, 'utf8'), [row]));
        const cells = Object.values(row.cells);
        say(`${engine.name}: ${cells.filter(c => c === 'passed').length} of ${cells.length} cases hold, ${Math.round((Date.now() - since) / 1000)} s`);
        passed += cells.filter(c => c === 'passed').length;
        failed += cells.filter(c => c === 'failed').length;
      }
    }));
  }
  say(`${Math.round((Date.now() - begun) / 1000)} s`);
  say(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed > 0 || (ALL_REQUIRED && skipped > 0) ? 1 : 0;
}

process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
process.on('exit', endAll);
void main().then(code => process.exit(code), error => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
