import { componentsContradictMethod } from './components-contradict-method';
import { PinnedFacts } from './pinned-facts';
import { timeImpossible } from './time-impossible';
import { timeInFuture } from './time-in-future';
import { timeUnparsable } from './time-unparsable';
import { timeWithoutZone } from './time-without-zone';
import { Rule } from '../../findings/finding';

/** What a pinned Snapshot says about itself, before anything is restored from it. */
export const attributeRules: readonly Rule<PinnedFacts>[] = [
  componentsContradictMethod,
  ...[timeWithoutZone, timeUnparsable, timeImpossible].map(of => ({
    ...of,
    check: ({ attributes }: PinnedFacts) => of.check({ time: attributes.time }),
    reads: ['time'],
  })),
  { ...timeInFuture, check: ({ attributes }) => timeInFuture.check({ time: attributes.time, clock: new Date() }), reads: ['time'] },
];
