import { copyFileSync, mkdirSync, rmSync } from 'fs';
import { join } from 'path';
import { buildSync } from 'esbuild';

// Bundles the page into assets/console, which ships with the package.
const from = join(__dirname, '..', 'console');
const to = join(__dirname, '..', 'assets', 'console');
rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
buildSync({
  entryPoints: [join(from, 'main.tsx'), join(from, 'main.css')],
  outdir: to,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'eof',
  logLevel: 'warning',
});
for (const name of ['index.html', 'icon.svg']) copyFileSync(join(from, name), join(to, name));
