import { checksOf, RestoreSubject } from './subject';
import { rule } from '../../findings/finding';
import { databaseOf } from '../../run/check-container';

/** A check asks a database that its engine can have. */
export const checkDatabaseUnknown = rule<RestoreSubject>('check-database-unknown', subject => {
  const { kind, _facts: { shell } } = subject.state.engine;
  return checksOf(subject).flatMap(check => {
    const { database: said } = check._options;
    if (said === '' || /[\n\0"]/.test(said ?? '')) {
      return [{ message: 'this is no name of a database', value: said, allowed: 'a name without quotes and line ends', remedy: 'give the name alone, or leave it out' }];
    }
    const database = databaseOf(check, shell);
    if (database === undefined) return [];
    if (shell.databases === 'one') return [{ message: `${kind} has one database only`, value: database, allowed: 'no database', remedy: 'leave it out' }];
    return shell.databases === 'numbered' && !/^\d+$/.test(database)
      ? [{ message: `databases of ${kind} are numbers`, value: database, allowed: '0, 1, …', remedy: 'give the number in quotes' }] : [];
  });
}, 'resume.checks', 'engine');
