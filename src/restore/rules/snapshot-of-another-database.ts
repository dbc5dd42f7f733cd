import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';
import { isSnapshotOf, namesOf } from '../state';

/** A running database is filled with its own data, unless somebody says that it is meant otherwise. */
export const snapshotOfAnotherDatabase = rule<RestoreSubject>('snapshot-of-another-database', ({ before, resolved, options }) => {
  const { point } = resolved;
  if (before === undefined || point?.kind !== 'snapshot' || options?.fromAnotherDatabase) return [];
  const { database, databaseNamespace } = point.snapshot;
  const { name, namespace } = before;
  const sameName = isSnapshotOf(before, point.snapshot);
  if (sameName && databaseNamespace === namespace) return [];
  const where = sameName ? `${databaseNamespace}/${database}` : database;
  return [{
    message: `the Snapshot ${point.snapshot.name} is one of ${where}, not of ${sameName ? `${namespace}/` : ''}${name}`,
    value: where,
    allowed: namesOf(before).join(', '),
    remedy: 'take a Snapshot of this database, or say fromAnotherDatabase: true if its data is to be replaced by that of another',
  }];
}, 'snapshot', 'name', 'namespace', 'fromAnotherDatabase');
