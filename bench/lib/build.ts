import { createHash } from 'crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { oneFile } from '../../scripts/one-file';

export const ROOT = join(__dirname, '..', '..');

/** What is made for measuring and never committed. */
export const CACHE = join(ROOT, 'bench', '.cache');

/** Compiled workers, and the library as they find it by its name. */
export const BUILD = join(CACHE, 'build');

/** The library as it is installed: `lib` and `assets`. */
export const PACKAGE = join(BUILD, 'package');

/** Transpiles the library and the workers, so that nobody measures a compiler. */
export function build(): void {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, '.gitignore'), '*\n');
  const sources = [...filesBelow('src'), ...filesBelow(join('bench', 'workers'))];
  const hash = createHash('sha256');
  for (const file of sources) hash.update(file).update(readFileSync(join(ROOT, file)));
  const stamp = join(BUILD, 'stamp');
  const digest = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;

  rmSync(BUILD, { recursive: true, force: true });
  mkdirSync(join(BUILD, 'node_modules'), { recursive: true });
  mkdirSync(PACKAGE);
  writeFileSync(join(PACKAGE, 'package.json'), JSON.stringify({ name: 'cdk8s-kubestash', main: 'lib/one-file/index.js' }));
  symlinkSync(join(ROOT, 'assets'), join(PACKAGE, 'assets'));
  symlinkSync(PACKAGE, join(BUILD, 'node_modules', 'cdk8s-kubestash'));
  for (const file of sources) transpile(file, file.startsWith('src') ? join(PACKAGE, 'lib', file.slice(4)) : join(BUILD, file.slice(6)));
  oneFile(join(PACKAGE, 'lib'));
  writeFileSync(stamp, digest);
}

function transpile(file: string, to: string): void {
  mkdirSync(join(to, '..'), { recursive: true });
  const { outputText } = transpileModule(readFileSync(join(ROOT, file), 'utf8'), {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
  });
  writeFileSync(to.replace(/\.ts$/, '.js'), outputText);
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter(e => e.isFile() && e.name.endsWith('.ts'))
    .map(e => join(e.parentPath ?? e.path, e.name).slice(ROOT.length + 1))
    .sort();
}
