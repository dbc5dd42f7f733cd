import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';
import { driverOf, VOLUME_SNAPSHOTTER } from '../archiver-plan';

/** A VolumeSnapshotClass for full backups that are no VolumeSnapshots: nothing a user wrote is dropped in silence. */
export const volumeSnapshotClassUnused = rule<BackupSubject>('volume-snapshot-class-unused', ({ archivers, target }) => {
  const { archiver } = target.facts;
  if (archiver === undefined || archivers.every(o => o.volumeSnapshotClassName === undefined)) return [];
  return archivers.filter(o => o.volumeSnapshotClassName !== undefined && driverOf(o, archiver) !== VOLUME_SNAPSHOTTER)
    .map(o => ({
      message: `full backups by ${driverOf(o, archiver)} use no VolumeSnapshotClass`,
      value: o.volumeSnapshotClassName,
      remedy: archiver.drivers.includes(VOLUME_SNAPSHOTTER)
        ? 'leave out volumeSnapshotClassName, or take them with ArchiverDriver.VOLUME_SNAPSHOTTER'
        : 'leave out volumeSnapshotClassName',
    }));
}, 'backup.volumeSnapshotClassName', 'engine');
