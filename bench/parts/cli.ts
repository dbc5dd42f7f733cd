import { existsSync, mkdirSync } from 'fs';
import { join } from 'path';
import { Report, Settings, skipped } from './part';
import { CACHE, PACKAGE, ROOT } from '../lib/build';
import { command } from '../lib/child';
import { interleaved, ratios, sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';

/** The command line against the least that any cdk8s program costs. */
export function cli({ quick }: Settings): Report {
  const main = join(PACKAGE, 'lib', 'cli', 'main.js');
  if (!existsSync(main)) return skipped('Command line', 'there is no command line yet');
  mkdirSync(CACHE, { recursive: true });
  const out = join(CACHE, 'cli.out');
  const catalog = join(ROOT, 'examples', 'snapshots.json');
  const run = (...args: string[]) => () => command(out, process.execPath, ...args);
  const calls = {
    'node -e 0': run('-e', '0'),
    "require('cdk8s')": run('-e', `require(${JSON.stringify(require.resolve('cdk8s'))})`),
    'cdk8s-kubestash --help': run(main, '--help'),
    'cdk8s-kubestash snapshots': run(main, 'snapshots', 'orders', '-n', 'shop', '--from', catalog),
    'cdk8s-kubestash plan': run(main, 'plan', 'orders', '-n', 'shop', '--new', '--latest', '--method', 'logical', '--storage', '60Gi', '--from', catalog),
  };
  const working = Object.fromEntries(Object.entries(calls).filter(([name, call]) => works(name, call)));
  const used = interleaved(quick ? 3 : 7, working);
  const base = used["require('cdk8s')"].map(u => u.cpu);
  return {
    title: 'Command line',
    text: table(
      ['command', 'ms of processor time', "times `require('cdk8s')`", 'MB'],
      Object.entries(used).map(([name, all]) => [
        `\`${name}\``, spread(sample(all.map(u => u.cpu)), 0), spread(ratios(all.map(u => u.cpu), base)), figure(sample(all.map(u => u.megabytes)).median),
      ]),
    ),
    figures: used,
  };
}

function works(name: string, call: () => unknown): boolean {
  try {
    call();
    return true;
  } catch (e) {
    console.log(`\n!!! NOT MEASURED: ${name}: ${(e as Error).message.split('\n')[0].slice(-60)}\n`);
    return false;
  }
}
