import { checksOf, RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** Engines that have one database only. */
const ONE = ['elasticsearch', 'opensearch', 'qdrant', 'druid', 'etcd', 'zookeeper'];

/** A check asks a database that its engine can have. */
export const checkDatabaseUnknown = rule<RestoreSubject>('check-database-unknown', subject => {
  const { engine } = subject.state;
  return checksOf(subject).flatMap(({ _options: { database } }) => {
    if (database === undefined) return [];
    if (ONE.includes(engine._facts.key)) return [{ message: `${engine.kind} has one database only`, value: database, allowed: 'no database', remedy: 'leave it out' }];
    if (engine._facts.key === 'redis' && !/^\d+$/.test(database)) return [{ message: 'databases of Redis are numbers', value: database, allowed: '0, 1, …', remedy: 'give the number in quotes' }];
    return database === '' || /[\n\0"]/.test(database) ? [{ message: 'this is no name of a database', value: database, allowed: 'a name without quotes and line ends', remedy: 'give the name alone, or leave it out' }] : [];
  });
}, 'resume.checks', 'engine');
