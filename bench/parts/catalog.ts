import { rmSync } from 'fs';
import { join } from 'path';
import { Report, Settings } from './part';
import { CACHE } from '../lib/build';
import { worker } from '../lib/child';
import { interleaved, ratios, sample, spread } from '../lib/stats';
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
      'Streamed, of any size; memory holds one small record for each Snapshot. What generating the bytes costs is taken off.',
      '',
      table(
        ['Snapshots', 'ms', 'µs each', 'times parsing each object', 'MB at the peak'],
        streams.map(s => [s.n.toLocaleString('en-US'), figure(s.load), figure((s.load * 1000) / s.n), s.ratio.toFixed(2), figure(s.megabytes)]),
      ),
    ].join('\n'),
    figures: { n, ratio, load, parse, looks, streams },
  };
}

function streamed(n: number): { n: number; load: number; ratio: number; megabytes: number } {
  const [none, parse, load] = ['none', 'parse', 'load'].map(way => worker<Reading>('catalog', 'stream', way, n));
  return { n, load: load.cpu - none.cpu, ratio: (load.cpu - none.cpu) / (parse.cpu - none.cpu), megabytes: load.megabytes };
}
