import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { bundlePage, MOST_BYTES } from '../../scripts/console';

const ROOT = join(__dirname, '..', '..');

jest.setTimeout(240_000);

test('the page is small', () => {
  const folder = mkdtempSync(join(tmpdir(), 'console-'));
  try {
    const bytes = bundlePage(folder);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** A command of the command line in a process of its own, which is ended as soon as it has said something; and what it has loaded by then. */
function loadedBy(...argv: string[]): { files: number; bytes: number } {
  const program = `
    const { statSync } = require('fs');
    const { Readable } = require('stream');
    const { main } = require('./src/cli/main.ts');
    let interrupt = () => { /* it ends by itself */ };
    main(${JSON.stringify(argv)}, {
      stdin: Object.assign(Readable.from([]), { isTTY: false }),
      stdout: { write: () => setImmediate(() => interrupt()) },
      stderr: { write: () => undefined },
      env: { KUBECTL: '/bin/false' },
      now: () => new Date('2026-11-22T12:00:00Z'),
      onInterrupt: handler => { interrupt = handler; return () => undefined; },
    }).then(code => {
      // What transpiles it here is not there where it is installed.
      const files = Object.keys(require.cache).filter(f => !/node_modules\\/(?!cdk8s|constructs|yaml)/.test(f));
      process.stdout.write(JSON.stringify({ code, files: files.length, bytes: files.reduce((sum, f) => sum + statSync(f).size, 0) }));
      process.exit();
    });
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', program], {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, TS_NODE_PROJECT: join('test', 'tsconfig.json') },
  });
  expect(stderr).toBe('');
  const { code, ...loaded } = JSON.parse(stdout);
  expect(code).toBe(0);
  return loaded;
}

// Loading is what a start costs: bench says how long both take.
test('to start the server, no more is loaded than for a command', () => {
  const command = loadedBy('snapshots', 'orders', '-n', 'shop', '--from', 'examples/snapshots.json');
  const server = loadedBy('console', '--no-open', '--from', 'examples/snapshots.json');
  expect(server.files / command.files).toBeLessThanOrEqual(1.5);
  expect(server.bytes / command.bytes).toBeLessThanOrEqual(1.5);
});
