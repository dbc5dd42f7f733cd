import { RestoreSubject } from './subject';
import { Problem, rule } from '../../findings/finding';
import { isDnsLabel, isServiceName, MAX_LABEL } from '../../values/kebab';

/** A dash and the hash of a run's content. */
const RUN_HASH = 7;

/** Everything that hangs on a database carries its name: Services and Jobs at most 63 characters. */
export const derivedNameInvalid = rule<RestoreSubject>('derived-name-invalid', ({ state, assembled, before }): Problem[] => {
  const services = [...state.services.map(s => s.name), state.maintenance].filter(name => !isServiceName(name));
  const { remedy, property } = before === undefined
    ? { remedy: 'give the database another name, or each of them one of its own', property: 'name' }
    : { remedy: 'give the restore a shorter restoreName', property: 'restoreName' };
  if (services.length > 0) {
    return [{
      message: `${services.length === 1 ? 'this' : 'these'} would not be the name of a Service`,
      value: services.join(', '),
      allowed: `a DNS label that starts with a letter, at most ${MAX_LABEL} characters`,
      remedy,
      property,
    }];
  }
  const { name } = assembled.decision;
  return state.traffic._declared || isDnsLabel(`${name}${'x'.repeat(RUN_HASH)}`) ? [] : [{
    message: 'the name of the run would not be the name of a Job',
    value: name,
    allowed: `a DNS label of at most ${MAX_LABEL - RUN_HASH} characters`,
    remedy,
    property,
  }];
}, 'name', 'restoreName', 'clientServiceName', 'readOnlyServiceName', 'maintenanceServiceName');
