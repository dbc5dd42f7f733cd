import { ChildProcess, fork } from 'child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { availableParallelism } from 'os';
import { basename, join } from 'path';
import { build } from 'esbuild';
import { Finding, Task } from './worker';

// Breaks the protocol in thousands of ways, one after the other, and looks whether a rule or the model notices: npm run mutants [-- FILE…] [--interleavings=N].

const ROOT = join(__dirname, '..', '..', '..');
const PROTOCOL = join(ROOT, 'src', 'protocol');
const CACHE = join(__dirname, '.cache');
const SUITE = join(CACHE, `suite-${process.pid}.js`);
/** What somebody might do to a text or a pattern says little about the rules. */
const LEFT_OUT = ['StringLiteral', 'Regex'];
/** Milliseconds without an answer after which a mutant counts as a loop without end. */
const SILENCE = 180_000;

interface Mutant {
  readonly id: string;
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement: string;
  /** Present where mutants of this kind are left out. */
  readonly status?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

/** The files with all their mutants in them, each behind a switch. */
async function instrumented(files: readonly string[]): Promise<{ readonly texts: Map<string, string>; readonly mutants: readonly Mutant[] }> {
  const { Instrumenter } = await import('@stryker-mutator/instrumenter');
  const nobody: any = new Proxy({}, { get: (_, name) => (String(name).startsWith('is') ? () => false : () => undefined) });
  const sources = files.map(name => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const result = await new Instrumenter(nobody).instrument(sources, { plugins: null, excludedMutations: LEFT_OUT, ignorers: [] });
  return { texts: new Map(result.files.map(f => [f.name, f.content])), mutants: (result.mutants as any[]).filter(m => m.status === undefined) };
}

/** One file of the rules' tests, the model and the protocol with its mutants. */
async function bundle(texts: ReadonlyMap<string, string>): Promise<void> {
  const tests = readdirSync(join(__dirname, '..')).filter(file => file.endsWith('.test.ts') && !['model.test.ts', 'described.test.ts'].includes(file));
  mkdirSync(CACHE, { recursive: true });
  await build({
    stdin: { contents: ['./globals', ...tests.map(t => `../${basename(t, '.ts')}`), './worker'].map(m => `import '${m}';`).join('\n'), resolveDir: __dirname },
    outfile: SUITE,
    bundle: true,
    platform: 'node',
    external: ['expect'],
    logLevel: 'error',
    plugins: [{
      name: 'mutants',
      setup: ({ onLoad }) => onLoad({ filter: /protocol\/[\w-]+\.ts$/ }, ({ path }) => (texts.has(path) ? { contents: texts.get(path), loader: 'ts' } : undefined)),
    }],
  });
}

/** A process that has one mutant after the other at work. */
class Worker {
  private child?: ChildProcess;

  /** What it finds. What is made while the files are loaded needs the mutant then, in a process of its own: that is tried where nothing else has noticed. */
  public async seek(mutant: string, interleavings: number, isAtLoad: boolean): Promise<Finding> {
    if (this.child === undefined) await this.begin();
    const finding = await this.ask({ mutant, interleavings, isFresh: false });
    if (finding.by !== undefined || !isAtLoad) return finding;
    this.end();
    const loads = await this.begin(mutant);
    const again = loads === undefined ? { mutant, by: 'it does not load', isByModel: false, isCovered: true } : await this.ask({ mutant, interleavings, isFresh: true });
    this.end();
    return again;
  }

  /** One that falls silent has met a loop without end. */
  private async ask(task: Task): Promise<Finding> {
    const finding = await this.answer<Finding>(() => this.child!.send(task));
    if (finding === undefined) this.end();
    return finding ?? { mutant: task.mutant, by: 'a loop without end', isByModel: true, isCovered: true };
  }

  /** Mutants that are come past while it is loaded; undefined where one keeps it from that. */
  public async begin(mutant?: string): Promise<string[] | undefined> {
    this.child = fork(SUITE, { env: { ...process.env, __STRYKER_ACTIVE_MUTANT__: mutant }, execArgv: [] });
    return (await this.answer<{ readonly atLoad: string[] }>())?.atLoad;
  }

  public end(): void {
    this.child?.removeAllListeners();
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private answer<T>(ask?: () => void): Promise<T | undefined> {
    return new Promise(resolve => {
      const over = (found: T | undefined) => {
        clearTimeout(timer);
        this.child?.removeAllListeners();
        resolve(found);
      };
      const timer = setTimeout(() => over(undefined), SILENCE);
      this.child!.once('message', m => over(m as T)).once('exit', () => over(undefined));
      ask?.();
    });
  }
}

function tell(files: readonly string[], mutants: readonly Mutant[], findings: ReadonlyMap<string, Finding>): void {
  const lines = ['| file | mutants | caught by a rule | by the model | not caught | score |', '|---|---:|---:|---:|---:|---:|'];
  const row = (name: string, of: readonly Mutant[]) => {
    const found = of.map(m => findings.get(m.id)!).filter(Boolean);
    const caught = found.filter(f => f.by !== undefined);
    const [rules, model] = [caught.filter(f => !f.isByModel).length, caught.filter(f => f.isByModel).length];
    if (found.length > 0) lines.push(`| ${name} | ${found.length} | ${rules} | ${model} | ${found.length - rules - model} | ${((rules + model) / found.length * 100).toFixed(1)} % |`);
  };
  for (const file of files) row(basename(file), mutants.filter(m => m.fileName === file));
  row('**all**', mutants);
  const survivors = mutants.filter(m => findings.has(m.id) && findings.get(m.id)!.by === undefined)
    .map(m => `${basename(m.fileName)}:${m.location.start.line + 1}:${m.location.start.column + 1} ${m.mutatorName} → ${m.replacement.replace(/\s+/g, ' ').slice(0, 120)}${findings.get(m.id)!.isCovered ? '' : ' (nobody comes past it)'}`);
  writeFileSync(join(CACHE, 'report.md'), `${lines.join('\n')}\n\n${survivors.join('\n')}\n`);
  process.stdout.write(`${lines[lines.length - 1]}\n`);
}

async function main(args: readonly string[]): Promise<void> {
  const named = args.filter(a => !a.startsWith('--'));
  const number = (name: string, otherwise: number) => Number(args.find(a => a.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
  const interleavings = number('interleavings', 300);
  const every = number('every', 1);
  const all = readdirSync(PROTOCOL).map(file => join(PROTOCOL, file)).sort();
  const files = named.length === 0 ? all : all.filter(file => named.some(n => basename(n, '.ts') === basename(file, '.ts')));
  const { texts, mutants: made } = await instrumented(files);
  const mutants = made.filter((_, i) => i % every === 0);
  await bundle(texts);
  const first = new Worker();
  const atLoad = new Set(await first.begin());
  const queue = [...mutants].sort((a, b) => Number(atLoad.has(a.id)) - Number(atLoad.has(b.id)));
  const findings = new Map<string, Finding>();
  const began = Date.now();
  const workers = [first, ...Array.from({ length: Math.max(0, number('workers', availableParallelism()) - 1) }, () => new Worker())];
  await Promise.all(workers.map(async worker => {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      findings.set(mutant.id, await worker.seek(mutant.id, interleavings, atLoad.has(mutant.id)));
      if (findings.size % 50 === 0) tell(files, mutants, findings);
    }
    worker.end();
  }));
  tell(files, mutants, findings);
  process.stdout.write(`${readFileSync(join(CACHE, 'report.md'), 'utf8')}\n${mutants.length} mutants in ${Math.round((Date.now() - began) / 1000)} s\n`);
  rmSync(SUITE);
  const caught = [...findings.values()].filter(f => f.by !== undefined).length;
  process.exitCode = caught >= 0.9 * mutants.length ? 0 : 1;
}

void main(process.argv.slice(2));
