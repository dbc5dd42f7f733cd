import { existsSync } from 'fs';
import { join, resolve } from 'path';
import { describeWith } from './needs';

/** Folder with upstream's CRDs, catalogs and real objects, beside the repository unless the environment says where. */
const SHARED = resolve(process.env.KUBESTASH_SHARED ?? join(__dirname, '..', '..', '..', 'shared'));

/** Path of a file of upstream. */
export function upstream(path: string): string {
  return join(SHARED, path);
}

/** Tests that need upstream's files. */
export function describeUpstream(name: string, tests: () => void): void {
  describeWith({ name: 'the files of upstream (KUBESTASH_SHARED)', found: existsSync(SHARED) }, name, tests);
}
