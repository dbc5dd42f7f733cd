import { componentsContradictMethod } from './components-contradict-method';
import { PinnedFacts } from './pinned-facts';
import { snapshotFactMissing } from './snapshot-fact-missing';
import { snapshotSizeInvalid } from './snapshot-size-invalid';
import { timeImpossible } from './time-impossible';
import { timeUnparsable } from './time-unparsable';
import { timeWithoutZone } from './time-without-zone';
import { Rule } from '../../findings/finding';

/** What a pinned Snapshot says about itself, before anything is restored from it. */
export const attributeRules: readonly Rule<PinnedFacts>[] = [
  snapshotFactMissing,
  componentsContradictMethod,
  snapshotSizeInvalid,
  ...[timeWithoutZone, timeUnparsable, timeImpossible].map(of => ({
    ...of,
    check: ({ attributes }: PinnedFacts) => of.check({ time: attributes.time }),
  })),
];
