import { SnapshotSubject } from './subject';
import { differingMajors, isDump } from './versions';
import { rule } from '../../findings/finding';

/** Files or objects of one major version for a database of another, which cannot start from them. */
export const snapshotVersionMismatch = rule<SnapshotSubject>('snapshot-version-mismatch', subject => {
  const majors = differingMajors(subject);
  if (majors === undefined || isDump(subject)) return [];
  const { snapshot, target: { facts, version } } = subject;
  return [{
    message: `a ${snapshot.method} backup of ${facts.kind} ${snapshot.version} cannot be started by ${version}`,
    value: version,
    allowed: `a version of major ${majors.from}`,
    remedy: 'restore into the same major version and upgrade the database afterwards, or restore a logical Snapshot',
  }];
}, 'version', 'overrides', 'snapshot', 'init');
