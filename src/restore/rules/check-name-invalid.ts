import { checksOf, RestoreSubject } from './subject';
import { rule } from '../../findings/finding';
import { checkName } from '../../run/intent';

/** Names of checks become names of containers, each of which has its own. */
export const checkNameInvalid = rule<RestoreSubject>('check-name-invalid', subject => {
  const names = checksOf(subject).map((check, i) => checkName(check, i));
  return [...new Set(names.filter((n, i) => n === 'connect' || names.indexOf(n) !== i))].map(n => ({
    message: 'two checks have one name',
    value: n,
    allowed: 'names of their own, `connect` being the built-in one\'s',
    remedy: 'give one of them another name',
  }));
}, 'resume.checks');
