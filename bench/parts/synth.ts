import { join } from 'path';
import { Report, Settings } from './part';
import { CACHE } from '../lib/build';
import { chart, Line } from '../lib/chart';
import { worker } from '../lib/child';
import { exponent, interleaved, ratios, sample, Sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';
import { Shape, SHAPES, TITLES } from '../workers/shapes';
import type { Synthesis } from '../workers/synth';

interface Row {
  readonly shape: Shape;
  readonly n: number;
  readonly objects: number;
  readonly bytes: number;
  readonly ours: Sample;
  readonly plain: Sample;
  readonly ratio: Sample;
  /** The same by the clock. */
  readonly clock: Sample;
  readonly plus?: Sample;
  readonly megabytes: readonly [number, number];
}

/** Restores in a chart: cdk8s hands all objects of one to a function as its arguments, of which there may be some 120,000. */
const PER_CHART = 5000;

/** Restores in one chart against the same objects as plain ApiObjects, and as the classes of cdk8s-plus. */
export function synth({ quick, largest }: Settings): Report {
  const rows = SHAPES.flatMap(shape => sizes(quick).filter(n => n <= largest).map(n => row(shape, n, quick)));
  return {
    title: 'Synthesis against plain ApiObjects',
    text: [
      'Construction and `app.synth()`, processor time, each in a process of its own. *Plain* is the same objects with the same bytes as cdk8s',
      '`ApiObject`s that are made from data already in memory; *cdk8s-plus* is its generated classes where it has one for the kind. Goal: at most 1.5 times plain.',
      '',
      table(
        ['restores', 'n', 'objects', 'MB of YAML', 'ms', 'times plain', 'by the clock', 'cdk8s-plus times plain', 'MB of memory (plain)'],
        rows.map(r => [
          TITLES[r.shape], r.n.toLocaleString('en-US'), r.objects.toLocaleString('en-US'), figure(r.bytes / 1e6), figure(r.ours.median), spread(r.ratio),
          spread(r.clock), r.plus === undefined ? '' : spread(r.plus), `${figure(r.megabytes[0])} (${figure(r.megabytes[1])})`,
        ]),
      ),
      '',
      `Growth between the two largest sizes, as an exponent (1 is linear): ${SHAPES.map(s => growth(rows, s)).join('; ')}.`,
      '',
      `With one restore, ours takes ${between(rows.filter(r => r.n === 1).map(r => r.ours.median - r.plain.median))} ms more: nearly all of that is code that runs for the first time,`,
      'and little beside what Node and its modules take to load (see the command line below).',
      'Processor time includes V8\'s compilers and garbage collector on threads of their own, which is most of the difference where objects are small and',
      'some thousand. *By the clock* is what one waits for on a machine that has a second core for them.',
      '',
      '![Times plain ApiObjects](pictures/performance-synth.svg)',
      '',
      '![Time per restore](pictures/performance-growth.svg)',
    ].join('\n'),
    figures: rows,
    charts: {
      'performance-synth.svg': chart(
        { title: 'Synthesis, times plain ApiObjects', x: 'restores', y: 'times plain', goal: 1.5 }, lines(rows, r => r.ratio.median),
      ),
      'performance-growth.svg': chart(
        { title: 'Synthesis, ms per restore', x: 'restores', y: 'ms', logY: true }, lines(rows, r => r.ours.median / r.n),
      ),
    },
  };
}

function sizes(quick: boolean): number[] {
  return quick ? [1, 10, 100] : [1, 10, 100, 1000, 10_000];
}

function row(shape: Shape, n: number, quick: boolean): Row {
  const file = join(CACHE, `${shape}-${n}.jsonl`);
  const charts = Math.ceil(n / PER_CHART);
  const { objects, bytes } = worker<Synthesis>('synth', 'ours', shape, n, charts, file);
  const repeats = n >= 10_000 ? 1 : n >= 1000 || quick ? 3 : 7;
  const withPlus = n <= 1000;
  const { ours, plain, plus } = interleaved<'ours' | 'plain' | 'plus', Synthesis | undefined>(repeats, {
    ours: () => worker<Synthesis>('synth', 'ours', shape, n, charts),
    plain: () => worker<Synthesis>('synth', 'plain', file, charts),
    plus: () => (withPlus ? worker<Synthesis>('synth', 'plus', file, charts) : undefined),
  }) as Record<'ours' | 'plain' | 'plus', Synthesis[]>;
  if (plain[0].bytes !== bytes) throw new Error(`${shape} ${n}: ${plain[0].bytes} bytes are not ${bytes}`);
  const all = plain.map(total);
  const result = {
    shape,
    n,
    objects,
    bytes,
    ours: sample(ours.map(total)),
    plain: sample(all),
    ratio: ratios(ours.map(total), all),
    clock: ratios(ours.map(o => o.clock), plain.map(p => p.clock)),
    ...(withPlus ? { plus: ratios(plus.map(p => total(p)), all) } : {}),
    megabytes: [sample(ours.map(o => o.megabytes)).median, sample(plain.map(p => p.megabytes)).median] as const,
  };
  console.log(`${shape} ${n}: ${spread(result.ratio)} times plain, ${spread(result.clock)} by the clock, ${figure(result.ours.median)} ms`);
  return result;
}

function total({ construct, synth: rest }: Synthesis): number {
  return construct + rest;
}

function growth(rows: readonly Row[], shape: Shape): string {
  const [small, large] = rows.filter(r => r.shape === shape).slice(-2).map(r => ({ n: r.n, cost: r.ours.median }));
  return `${TITLES[shape]} ${exponent(small, large).toFixed(2)}`;
}

function between(values: readonly number[]): string {
  return `${figure(Math.min(...values))} to ${figure(Math.max(...values))}`;
}

function lines(rows: readonly Row[], y: (row: Row) => number): Line[] {
  return SHAPES.map(shape => ({ name: TITLES[shape].replace(/ \(.*/, ''), points: rows.filter(r => r.shape === shape).map(r => ({ x: r.n, y: y(r) })) }));
}
