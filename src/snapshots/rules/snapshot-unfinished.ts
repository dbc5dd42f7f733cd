import { instead, SnapshotSubject, today } from './subject';
import { rule } from '../../findings/finding';

/** A backup that has not ended yet. */
export const snapshotUnfinished = rule<SnapshotSubject>('snapshot-unfinished', subject => {
  const { name, phase } = today(subject);
  return phase === 'Succeeded' || phase === 'Failed' ? [] : [{
    message: `the backup is not finished: its phase is ${phase}`,
    value: name,
    allowed: instead(subject) ?? 'a Snapshot that Succeeded',
    remedy: 'wait for it and export the catalog anew',
  }];
}, 'snapshot', 'init', 'catalog');
