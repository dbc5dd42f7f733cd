import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { gzipSync } from 'zlib';
import { buildSync } from 'esbuild';

// Bundles the page into assets/console, which ships with the package.

const FROM = join(__dirname, '..', 'console');
const TO = join(__dirname, '..', 'assets', 'console');

/** What the page may weigh, as a browser gets it. */
export const MOST_BYTES = 150 * 1024;

const COPIED = ['index.html', 'icon.svg'];

/** Writes the page into a folder. Returns what its files weigh when they are compressed. */
export function bundlePage(to: string): number {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const { metafile } = buildSync({
    entryPoints: [join(FROM, 'main.tsx'), join(FROM, 'main.css')],
    outdir: to,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'eof',
    logLevel: 'warning',
  });
  for (const name of COPIED) copyFileSync(join(FROM, name), join(to, name));
  const written = [...Object.keys(metafile.outputs), ...COPIED.map(name => join(to, name))];
  return written.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}

if (require.main === module) {
  const bytes = bundlePage(TO);
  if (bytes > MOST_BYTES) throw new Error(`the page is ${bytes} bytes, compressed; at most ${MOST_BYTES} are allowed`);
}
