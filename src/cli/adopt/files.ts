import { readdirSync, statSync } from 'fs';
import { join } from 'path';

const MANIFEST = /\.(ya?ml|json)$/;

/** A file itself; the manifests in and below a directory, in the order of their names. Hidden ones and modules are nobody's. */
export function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(e => !e.name.startsWith('.') && e.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(e => (e.isDirectory() ? filesIn(join(path, e.name)) : MANIFEST.test(e.name) ? [join(path, e.name)] : []));
}
