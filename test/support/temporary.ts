import { chmodSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** Gives what tests write a folder of its own, which goes when they end: a run of all of them synthesizes thousands of times. */
export default function temporary(): void {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'));
  // Servers that do not run as root have their data below it.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  process.on('exit', () => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Somebody who was not waited for still writes there.
    }
  });
}
