import { rule } from '../../findings/finding';
import { BackupMethod } from '../method';
import { instead, SnapshotSubject, today } from './subject';

/** A volume snapshot for a target that the storage system which holds it does not reach. */
export const snapshotOutsideItsCluster = rule<SnapshotSubject>('snapshot-outside-its-cluster', subject => {
  const { name, method, _health: { broughtBack } } = today(subject);
  if (method !== BackupMethod.VOLUME_SNAPSHOT || !(subject.otherCluster || broughtBack)) return [];
  return [{
    message: 'a volume snapshot stays in the cluster that took it: the backend holds its description only',
    value: name,
    allowed: instead(subject) ?? 'a logical or physical Snapshot',
    remedy: 'restore another Snapshot',
  }];
}, 'snapshot', 'init', 'catalog');
