import { rule } from '../../findings/finding';
import { printBytes } from '../../snapshots/quantity';
import { dataBytes } from '../assemble';
import { RestoreSubject } from './subject';

/** Files of a server do not fit a smaller volume: the database would stay in Provisioning and say nothing. */
export const storageSmallerThanSource = rule<RestoreSubject>('storage-smaller-than-source', ({ assembled, before, resolved, state }) => {
  const source = before ?? resolved.like?._state;
  if (assembled.decision.choice.process !== 'archiver' || source === undefined) return [];
  const theirs = dataBytes(source.engine, source.spec);
  const ours = dataBytes(state.engine, state.spec);
  if (theirs === undefined || ours === undefined || ours >= theirs) return [];
  return [{
    message: `the volumes are smaller than those of ${source.incarnation.name}, whose files they must hold`,
    value: printBytes(ours),
    allowed: `at least ${printBytes(theirs)}`,
    remedy: 'give the volumes at least the size of the source',
  }];
}, 'storage', 'overrides', 'source', 'init');
