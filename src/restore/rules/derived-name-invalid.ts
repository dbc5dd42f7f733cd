import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';
import { isDnsLabel, isServiceName, MAX_LABEL } from '../../resources/kebab';

/** A dash and the hash of a run's content. */
const RUN_HASH = 7;

/** Everything that hangs on a database carries its name: Services and Jobs at most 63 characters. */
export const derivedNameInvalid = rule<RestoreSubject>('derived-name-invalid', ({ state, assembled }) => {
  const services = [...state.services.map(s => s.name), state.maintenance];
  const run = `${assembled.decision.name}${'x'.repeat(RUN_HASH)}`;
  return [
    ...services.filter(name => !isServiceName(name)).map(name => ({
      message: 'this would not be the name of a Service',
      value: name,
      allowed: `a DNS label that starts with a letter, at most ${MAX_LABEL} characters`,
      remedy: 'give the database another name',
    })),
    ...(!state.traffic._declared && !isDnsLabel(run) ? [{
      message: 'the name of the run would not be the name of a Job',
      value: assembled.decision.name,
      allowed: `a DNS label of at most ${MAX_LABEL - RUN_HASH} characters`,
      remedy: 'give the database another name',
    }] : []),
  ];
});
