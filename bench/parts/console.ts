import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Report, Settings } from './part';
import { bundlePage, MOST_BYTES } from '../../scripts/console';
import { PACKAGE, ROOT } from '../lib/build';
import { command, worker } from '../lib/child';
import { interleaved, ratios, sample, spread } from '../lib/stats';
import { figure } from '../lib/table';
import type { Taken } from '../workers/console';

/** The console against a command of the command line that reads the same export. */
export function consolePart({ quick }: Settings): Report {
  const page = bundlePage(join(ROOT, 'assets', 'console'));
  const file = join(ROOT, 'examples', 'snapshots.json');
  const out = join(mkdtempSync(join(tmpdir(), 'bench-')), 'out');
  const { server, snapshots, bare } = interleaved(quick ? 3 : 9, {
    server: () => worker<Taken>('console', file, 0).start,
    snapshots: () => command(out, process.execPath, join(PACKAGE, 'lib', 'cli', 'main.js'), 'snapshots', 'orders', '-n', 'shop', '--from', file).cpu,
    // What Node itself takes is not in the figure of the server, which measures itself.
    bare: () => command(out, process.execPath, '-e', '0').cpu,
  });
  const start = ratios(server.map((s, i) => s + bare[i]), snapshots);
  const { plans } = worker<Taken>('console', file, quick ? 20 : 200);
  return {
    title: 'Console',
    text: [
      `The server can be asked after **${spread(start)} times** what the command \`snapshots\` takes on the same export (goal: 1.5). The page weighs`,
      `${figure(page / 1024)} KB, compressed (goal: ${MOST_BYTES / 1024}). A plan takes ${spread(sample(plans.slice(1)), 1)} ms of processor time, that of who asks included, and the first`,
      `one of a console ${figure(plans[0])} ms (goal: 100).`,
    ].join('\n'),
    figures: { page, server, snapshots, bare, plans },
  };
}
