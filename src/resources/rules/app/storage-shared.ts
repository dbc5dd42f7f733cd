import { storagePlace } from './places';
import { AppSubject, groupsBy, nameOf, ofKind } from './subject';
import { rule } from '../../../findings/finding';

/** Upstream refuses two BackupStorages at the same place anywhere in a cluster; endpoints are not compared. */
export const storageShared = rule<AppSubject>('storage-shared', subject => (
  groupsBy(ofKind(subject, 'storage.kubestash.com', 'BackupStorage'), storagePlace)
    .filter(same => same.length > 1)
    .map(same => ({
      message: `${same.map(nameOf).join(' and ')} are the same place`,
      value: storagePlace(same[0]),
      path: same[1].path,
      allowed: 'one BackupStorage per bucket, region and prefix, whatever the endpoint',
      remedy: 'give each its own prefix, or share one BackupStorage and open its usage policy',
    }))
));
