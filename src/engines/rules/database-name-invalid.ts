import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';

/** KubeDB names Services after the database, so its name must be fit for one. */
export const databaseNameInvalid = rule<SpecSubject>('database-name-invalid', ({ facts, database }) => (
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(database) ? [] : [{
    message: `KubeDB names a Service after the ${facts.kind}, and this would not be the name of one`,
    value: database,
    allowed: 'lower-case letters, digits and dashes, beginning with a letter and not ending with a dash',
    remedy: 'give the database another name',
  }]
), 'name', 'restoreName');
