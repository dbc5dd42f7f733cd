import { Report, Settings } from './part';
import { worker } from '../lib/child';
import { exponent, interleaved, sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';
import type { Checks } from '../workers/checks';

/** Milliseconds that can be told from none. */
const LEAST = 0.05;

/** The share of checks in synthesis, and what each rule about the whole app costs. */
export function checks({ quick }: Settings): Report {
  const [small, large] = quick ? [50, 200] : [250, 1000];
  const repeats = quick ? 3 : 9;
  const all = (['ui-2', 'ui-2-declared'] as const).map(shape => {
    const { many, none } = interleaved(repeats, {
      many: () => worker<Checks>('checks', shape, large),
      none: () => worker<Checks>('checks', shape, large, 'without'),
    });
    const few = [worker<Checks>('checks', shape, small)];
    return { shape, share: sample(many.map((c, i) => (100 * (c.synth - none[i].synth)) / c.synth)), few, many };
  });
  const [{ few, many }] = all;
  const cost = (of: Checks[], code: string): number => sample(of.map(c => c.rules[code])).median;
  const codes = Object.keys(many[0].rules).filter(code => cost(many, code) >= LEAST);
  return {
    title: 'Checks',
    text: [
      `Everything that is asked about ${large.toLocaleString('en-US')} restores, while constructs are made and when the app is validated, against the same with nothing asked, in percent of construction and synthesis: ${all.map(a => `${a.shape} ${spread(a.share, 1)}`).join(', ')}. Goal: under 10.`,
      '',
      'Rules about the whole app, each by itself, over all objects (with Flux told about each, which few are). What several rules want to know counts for the first of them; what takes next to nothing is left out:',
      '',
      table(
        ['rule', `ms for ${many[0].objects.toLocaleString('en-US')} objects`, 'µs per object', 'growth'],
        codes.map(code => [
          `\`${code}\``, figure(cost(many, code)), figure((cost(many, code) * 1000) / many[0].objects),
          exponent({ n: small, cost: Math.max(LEAST, cost(few, code)) }, { n: large, cost: cost(many, code) }).toFixed(2),
        ]),
      ),
    ].join('\n'),
    figures: all,
  };
}
