import { spawn } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };

/**
 * Opens the address in the browser. By way of a file that its user alone may read: the arguments of a program are seen
 * by everybody on the computer. Returns how to remove it.
 */
export function openInBrowser(address: string): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-kubestash-'));
  const file = join(folder, 'console.html');
  writeFileSync(file, `<!doctype html><meta charset="utf-8"><title>cdk8s-kubestash</title><meta http-equiv="refresh" content="0; url=${address}">\n`, { mode: 0o600 });
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, file], { stdio: 'ignore', detached: true });
  child.on('error', () => { /* the address is printed, too */ });
  child.unref();
  return () => rmSync(folder, { recursive: true, force: true });
}
