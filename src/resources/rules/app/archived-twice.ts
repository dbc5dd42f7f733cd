import { archivedDatabases } from './archivers';
import { AppSubject, nameOf } from './subject';
import { rule } from '../../../findings/finding';

/** Two archivers that select one database: what the operator makes of both has the same names and the same place. */
export const archivedTwice = rule<AppSubject>('archived-twice', subject => (
  archivedDatabases(subject).filter(({ archivers }) => archivers.length > 1).map(({ database, archivers }) => ({
    message: `${archivers.map(nameOf).join(' and ')} both archive ${nameOf(database)}, under the same names and to the same directories`,
    value: JSON.stringify(database.json.metadata?.labels ?? {}),
    remedy: 'leave it to one of them: take out Backup.continuous, or the label that the other one selects (overrides: { labels: … } for an incarnation)',
  }))
));
