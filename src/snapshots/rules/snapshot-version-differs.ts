import { SnapshotSubject } from './subject';
import { differingMajors, isDump } from './versions';
import { warning } from '../../findings/finding';

/** A dump of one major version for a database of another: into a newer one it mostly works, and nobody promises it. */
export const snapshotVersionDiffers = warning<SnapshotSubject>('snapshot-version-differs', subject => {
  const majors = differingMajors(subject);
  if (majors === undefined || !isDump(subject)) return [];
  const { snapshot, target: { facts, version } } = subject;
  return [{
    message: `the dump is of ${facts.kind} ${snapshot.version} and the target is ${version}: KubeStash promises nothing across major versions`,
    value: version,
    allowed: `a version of major ${majors.from}`,
    remedy: 'restore into the same major version and upgrade the database afterwards, or try it on a clone and acknowledge this',
  }];
}, 'version', 'overrides', 'snapshot', 'init');
