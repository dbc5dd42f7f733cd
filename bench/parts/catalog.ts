import { rmSync } from 'fs';
import { join } from 'path';
import { Report, Settings } from './part';
import { CACHE, PACKAGE } from '../lib/build';
import { command, worker } from '../lib/child';
import { interleaved, ratios, Sample, sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';
import type { Reading } from '../workers/catalog';

/** Exports of many Snapshots. */
export function catalog({ quick }: Settings): Report {
  const n = quick ? 10_000 : 100_000;
  const file = join(CACHE, 'snapshots.json');
  worker('catalog', 'write', file, n);
  const { parse, load } = interleaved(quick ? 3 : 5, {
    parse: () => worker<Reading>('catalog', 'parse', file),
    load: () => worker<Reading>('catalog', 'load', file),
  });
  const looks = worker<Reading>('catalog', 'look', file, n);
  const commands = asCommands(file, quick ? 1 : 3);
  rmSync(file);
  const ratio = ratios(load.map(l => l.cpu), parse.map(p => p.cpu));
  const streams = (quick ? [10_000, 40_000] : [100_000, 1_000_000]).map(count => streamed(count));
  return {
    title: 'Catalog',
    text: [
      `${n.toLocaleString('en-US')} Snapshots of ${(n / 100).toLocaleString('en-US')} databases: reading the file, judging every Snapshot, all windows, suggestions for every`,
      `database: **${spread(ratio)} times \`JSON.parse\`** of the same bytes (goal: 1.3; ${figure(sample(load.map(l => l.cpu)).median)} ms against ${figure(sample(parse.map(p => p.cpu)).median)} ms).`,
      `Afterwards the first question about a database takes ${figure(looks.first!)} µs (its 100 Snapshots are judged then), later ones ${figure(looks.again!)} µs.`,
      '',
      `As whole commands, beside \`node -e\` that parses the same file: \`snapshots orders-0 -n shop-0 --from …\` ${spread(commands.one)} times, for one database;`,
      `\`snapshots -A --from …\` ${spread(commands.all)} times, for all of them.`,
      '',
      'Streamed, of any size; memory holds one small record for each Snapshot. What generating the bytes costs is taken off.',
      '',
      table(
        ['Snapshots', 'ms', 'µs each', 'times parsing each object', 'MB at the peak'],
        streams.map(s => [s.n.toLocaleString('en-US'), figure(s.load), figure((s.load * 1000) / s.n), s.ratio.toFixed(2), figure(s.megabytes)]),
      ),
    ].join('\n'),
    figures: { n, ratio, load, parse, looks, commands, streams },
  };
}

/** The command line on an export, times a program that only parses it. */
function asCommands(file: string, repeats: number): { one: Sample; all: Sample } {
  const out = join(CACHE, 'catalog.out');
  const cpu = (...args: string[]) => () => command(out, process.execPath, ...args).cpu;
  const snapshots = [join(PACKAGE, 'lib', 'cli', 'main.js'), 'snapshots', '--from', file];
  const { parse, one, all } = interleaved(repeats, {
    parse: cpu('-e', `JSON.parse(require('fs').readFileSync(${JSON.stringify(file)}, 'utf8'))`),
    one: cpu(...snapshots, 'orders-0', '-n', 'shop-0'),
    all: cpu(...snapshots, '-A'),
  });
  return { one: ratios(one, parse), all: ratios(all, parse) };
}

function streamed(n: number): { n: number; load: number; ratio: number; megabytes: number } {
  const [none, parse, load] = ['none', 'parse', 'load'].map(way => worker<Reading>('catalog', 'stream', way, n));
  return { n, load: load.cpu - none.cpu, ratio: (load.cpu - none.cpu) / (parse.cpu - none.cpu), megabytes: load.megabytes };
}
