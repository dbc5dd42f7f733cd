import { instead, SnapshotSubject, today } from './subject';
import { rule } from '../../findings/finding';

/** A backup that failed. */
export const snapshotFailed = rule<SnapshotSubject>('snapshot-failed', subject => {
  const { name, phase, _health: { failedComponent } } = today(subject);
  return phase !== 'Failed' ? [] : [{
    message: `the backup failed${failedComponent === undefined ? '' : ` (component ${failedComponent})`}`,
    value: name,
    allowed: instead(subject) ?? 'a Snapshot that Succeeded',
    remedy: 'restore another Snapshot',
  }];
}, 'snapshot', 'init', 'catalog');
