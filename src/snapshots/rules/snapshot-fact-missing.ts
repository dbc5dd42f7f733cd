import { PinnedFacts } from './pinned-facts';
import { rule } from '../../findings/finding';

/** A name that is empty, where a Snapshot cannot be found without it. */
export const snapshotFactMissing = rule<PinnedFacts>('snapshot-fact-missing', ({ name, attributes }) => {
  const { namespace, repository, database } = attributes;
  return Object.entries({ name, namespace, repository, database })
    .filter(([, value]) => value.trim() === '')
    .map(([fact, value]) => ({ message: `the ${fact} of a Snapshot is empty`, value, allowed: 'the name as kubectl prints it' }));
});
