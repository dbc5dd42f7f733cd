import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** A running database is filled with its own data, unless somebody says that it is meant otherwise. */
export const snapshotOfAnotherDatabase = rule<RestoreSubject>('snapshot-of-another-database', ({ before, resolved, options }) => {
  const { point } = resolved;
  if (before === undefined || point?.kind !== 'snapshot' || options?.fromAnotherDatabase) return [];
  const { database, databaseNamespace, incarnationOf } = point.snapshot;
  const { name, namespace, incarnation } = before;
  const its = [name, incarnation.name, incarnation.restore.name, ...incarnation.predecessors.map(p => p.name)];
  const sameName = its.includes(database) || incarnationOf === name || isIncarnation(database, name);
  if (sameName && databaseNamespace === namespace) return [];
  const where = sameName ? `${databaseNamespace}/${database}` : database;
  return [{
    message: `the Snapshot ${point.snapshot.name} is one of ${where}, not of ${sameName ? `${namespace}/` : ''}${name}`,
    value: where,
    allowed: [...new Set(its)].join(', '),
    remedy: 'take a Snapshot of this database, or say fromAnotherDatabase: true if its data is to be replaced by that of another',
  }];
}, 'snapshot');

function isIncarnation(database: string, name: string): boolean {
  return database.startsWith(`${name}-`) && /^[0-9a-f]{8}$/.test(database.slice(name.length + 1));
}
