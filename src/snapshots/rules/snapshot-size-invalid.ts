import { PinnedFacts } from './pinned-facts';
import { rule } from '../../findings/finding';

/** A size that is no number of bytes. */
export const snapshotSizeInvalid = rule<PinnedFacts>('snapshot-size-invalid', ({ attributes: { size } }) => (
  size === undefined || (Number.isFinite(size) && size >= 0)
    ? []
    : [{ message: 'the size of a Snapshot is no number of bytes', value: size, allowed: 'zero or more', remedy: 'leave it out if it is not known' }]
));
