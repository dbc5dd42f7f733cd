import { instead, SnapshotSubject, today } from './subject';
import { rule } from '../../findings/finding';

/** A backup that KubeStash is removing. */
export const snapshotBeingDeleted = rule<SnapshotSubject>('snapshot-being-deleted', subject => {
  const { name, _health: { deleting } } = today(subject);
  return deleting !== true ? [] : [{
    message: 'KubeStash is removing the backup from the backend',
    value: name,
    allowed: instead(subject) ?? 'a Snapshot that stays',
    remedy: 'restore another Snapshot',
  }];
}, 'snapshot', 'init', 'catalog');
