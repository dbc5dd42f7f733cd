import { rule } from '../../findings/finding';
import { BackupMethod } from '../method';
import { printBytes } from '../quantity';
import { SnapshotSubject } from './subject';

const COPIES: readonly BackupMethod[] = [BackupMethod.PHYSICAL, BackupMethod.VOLUME_SNAPSHOT];

/**
 * Less storage than the volume had that was copied (`status.restoreSize` of its VolumeSnapshot): the database would stay in Provisioning and
 * say nothing (upstream's guides to recovery from volume snapshots).
 */
export const volumeTooSmall = rule<SnapshotSubject>('volume-too-small', ({ snapshot: { method, volumeSize }, targetSize }) => {
  if (!COPIES.includes(method) || volumeSize === undefined || targetSize === undefined) return [];
  const needed = volumeSize.toKibibytes() * 1024;
  return targetSize >= needed ? [] : [{
    message: 'the storage of the target is smaller than the volume that was backed up: it would stay in Provisioning',
    value: printBytes(targetSize),
    allowed: `at least ${printBytes(needed)}`,
    remedy: 'give the volumes at least this size',
  }];
}, 'storage', 'overrides', 'snapshot', 'init');
