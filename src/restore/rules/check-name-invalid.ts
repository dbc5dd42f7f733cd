import { checksOf, RestoreSubject } from './subject';
import { rule } from '../../findings/finding';
import { isDnsLabel } from '../../resources/kebab';
import { checkName } from '../../run/intent';

const LONGEST = 40;

/** Names of checks become names of containers. */
export const checkNameInvalid = rule<RestoreSubject>('check-name-invalid', subject => {
  const names = checksOf(subject).map((check, i) => checkName(check, i));
  const bad = names.filter(n => !isDnsLabel(n) || n.length > LONGEST)
    .map(n => ({ message: 'the name of a check is not a name for a container', value: n, allowed: `a DNS label of at most ${LONGEST} characters` }));
  const twice = [...new Set(names.filter((n, i) => n === 'connect' || names.indexOf(n) !== i))]
    .map(n => ({ message: 'two checks have one name', value: n, allowed: 'names of their own, `connect` being the built-in one\'s' }));
  return [...bad, ...twice];
});
