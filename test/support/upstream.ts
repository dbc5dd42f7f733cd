import { existsSync } from 'fs';
import { join, resolve } from 'path';

/** Folder with upstream's CRDs, catalogs and real objects, beside the repository unless the environment says where. */
const SHARED = resolve(process.env.KUBESTASH_SHARED ?? join(__dirname, '..', '..', '..', 'shared'));

/** Path of a file of upstream. */
export function upstream(path: string): string {
  return join(SHARED, path);
}

/** Tests that need upstream's files: skipped where there are none, and saying so; failing where CI requires them. */
export function describeUpstream(name: string, tests: () => void): void {
  if (existsSync(SHARED)) {
    describe(name, tests);
  } else if (process.env.CI_REQUIRES_UPSTREAM === 'true') {
    test(name, () => {
      throw new Error('the files of upstream are required, and KUBESTASH_SHARED names no folder');
    });
  } else {
    process.stderr.write(`skipped, for want of the files of upstream (KUBESTASH_SHARED): ${name}\n`);
    describe.skip(name, () => { test('needs the files of upstream', () => {}); });
  }
}
