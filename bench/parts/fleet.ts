import { Report, Settings } from './part';
import { worker } from '../lib/child';
import { interleaved, ratios, sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';

/** One chart for all, against a chart for each. */
export function fleet({ quick }: Settings): Report {
  const rows = (quick ? [50] : [50, 200, 500]).map(n => {
    const { one, each } = interleaved(quick || n > 200 ? 1 : 3, {
      one: () => worker<{ cpu: number }>('fleet', 'ui-2-declared', n, 1).cpu,
      each: () => worker<{ cpu: number }>('fleet', 'ui-2-declared', n, n).cpu,
    });
    return { n, one: sample(one), each: sample(each), factor: ratios(each, one) };
  });
  return {
    title: 'One chart for a fleet, not one for each database',
    text: [
      'cdk8s resolves and validates the whole app once for each chart, so charts times objects is what is paid. Our checks are answered once however many',
      'charts there are; what is left is cdk8s\' own.',
      '',
      table(['restores', 'one chart, ms', 'a chart each, ms', 'factor'], rows.map(r => [r.n, figure(r.one.median), figure(r.each.median), spread(r.factor)])),
    ].join('\n'),
    figures: rows,
  };
}
