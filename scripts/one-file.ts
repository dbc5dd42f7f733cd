import { join } from 'path';
import { buildSync } from 'esbuild';

// The library as one file: `npx projen one-file` writes lib/one-file/index.js out of what jsii has compiled. Node looks for, opens and wraps every file
// that is required, and some 370 of them take longer than all that is in them. What is beside it, in lib, stays for the command line and for reading.

/** Bundles a compiled library in place. It stands as deep as the files that look for `assets` from where they are. */
export function oneFile(lib: string): void {
  buildSync({
    entryPoints: [join(lib, 'index.js')],
    outfile: join(lib, 'one-file', 'index.js'),
    bundle: true,
    platform: 'node',
    // Classes that name themselves would be called otherwise, and what a class is called tells ours from others.
    keepNames: true,
    target: 'node20',
    // One copy of constructs and cdk8s for everybody.
    packages: 'external',
    legalComments: 'none',
    tsconfigRaw: {},
    logLevel: 'warning',
  });
}

if (require.main === module) oneFile(join(__dirname, '..', 'lib'));
