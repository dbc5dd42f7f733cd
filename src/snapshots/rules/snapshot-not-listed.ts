import { instead, SnapshotSubject } from './subject';
import { warning } from '../../findings/finding';

/** A pinned Snapshot that the export no longer has: retention may have removed it. */
export const snapshotNotListed = warning<SnapshotSubject>('snapshot-not-listed', subject => {
  const { snapshot, catalog } = subject;
  if (snapshot._listed || catalog === undefined || catalog._isEmpty || catalog._lookUp(snapshot) !== undefined) return [];
  return [{
    message: `the catalog does not list the Snapshot in namespace ${snapshot.namespace}: retention may have removed it`,
    value: snapshot.name,
    allowed: instead(subject),
    remedy: 'export the catalog anew, or acknowledge this if it is there all the same',
  }];
}, 'snapshot', 'init', 'catalog');
