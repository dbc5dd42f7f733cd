import { readdirSync, readFileSync, rmSync } from 'fs';
import { join, relative } from 'path';

// Synthesizes every example to dist/examples/NAME, and says in a line what each shows.

const OUT = join(__dirname, '..', 'dist', 'examples');

/** The examples: every file of this folder but this one. */
export function examples(): string[] {
  return readdirSync(__dirname).filter(f => f.endsWith('.ts') && f !== 'run.ts').map(f => f.slice(0, -'.ts'.length)).sort();
}

/** What an example shows: its first line. */
export function about(name: string): string {
  return readFileSync(join(__dirname, `${name}.ts`), 'utf8').split('\n')[0].replace(/^\/\/ /, '');
}

/** Runs an example as it stands: `new App()` writes to the folder that cdk8s is told to use. */
export function synthesize(name: string, outdir: string): string[] {
  rmSync(outdir, { recursive: true, force: true });
  process.env.CDK8S_OUTDIR = outdir;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require(join(__dirname, name));
  return readdirSync(outdir).sort();
}

if (require.main === module) {
  for (const name of examples()) {
    const outdir = join(OUT, name);
    const files = synthesize(name, outdir);
    console.log(`${name}\n  ${about(name)}\n  ${files.map(f => relative(process.cwd(), join(outdir, f))).join('\n  ')}`);
  }
}
