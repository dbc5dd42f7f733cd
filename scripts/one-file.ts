import { execFileSync } from 'child_process';
import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { buildSync } from 'esbuild';
import { loadedOnUse, NOTED, noting, readOnce, sharingShapes } from './one-file-edits';

// The library as one file: `npx projen one-file` writes lib/one-file/index.js out of what jsii has compiled. Node looks for, opens and wraps every file
// that is required, and some 400 of them take longer than all that is in them. What is beside it, in lib, stays for the command line and for reading.

/** Bundles a compiled library in place. It stands as deep as the files that look for `assets` from where they are. */
export function oneFile(lib: string): void {
  const { outputFiles: [{ text }] } = buildSync({
    absWorkingDir: dirname(lib),
    entryPoints: [join(lib, 'index.js')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    // One copy of constructs and cdk8s for everybody.
    packages: 'external',
    legalComments: 'none',
    tsconfigRaw: {},
    logLevel: 'warning',
  });
  const file = join(lib, 'one-file', 'index.js');
  mkdirSync(dirname(file), { recursive: true });
  const library = sharingShapes(withNames(text));
  const atOnce = neededToLoad(file, library);
  // Nearly everything is needed by the first synthesis, but not what reads and judges a catalog of Snapshots.
  writeFileSync(file, readOnce(loadedOnUse(library, atOnce), path => atOnce.has(path) || !path.startsWith('lib/snapshots/')));
}

/** The modules that are evaluated while the library is imported, although each would wait for somebody who uses it. */
function neededToLoad(file: string, library: string): ReadonlySet<string> {
  writeFileSync(file, noting(loadedOnUse(library)));
  return new Set(JSON.parse(execFileSync(process.execPath, ['-p', `require(${JSON.stringify(file)}); JSON.stringify(${NOTED})`], { encoding: 'utf8' })));
}

/**
 * Gives classes their names back: one that names itself becomes `var X = class _X`, and what a class is called tells ours from others.
 * The bundler could keep all names of functions too, which takes a sixth of the time to load.
 */
function withNames(text: string): string {
  return text.replace(/\bvar (\w+) = class _\1( extends [^{]+)? \{/g, (found, name) => (
    `${found}\n      static {\n        Object.defineProperty(this, "name", { value: "${name}" });\n      }`
  ));
}

if (require.main === module) oneFile(join(__dirname, '..', 'lib'));
