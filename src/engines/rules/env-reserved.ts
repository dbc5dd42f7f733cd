import { containersIn, entriesOf } from './pod-parts';
import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';
import { credential } from '../../values/credentials';

/** A variable by which KubeDB itself tells the containers something: its webhooks refuse it. */
export const envReserved = rule<SpecSubject>('env-reserved', ({ facts, spec }) => {
  const { env = [] } = facts.layout.reserved ?? {};
  return env.length === 0 ? [] : containersIn(spec, 'containers', 'initContainers')
    .flatMap(container => entriesOf(container.value, 'env', container.path))
    // A credential that everybody can read is told first: it has to be changed.
    .filter(({ value: { name, value } }) => env.includes(name) && (typeof value !== 'string' || credential(value, name) === undefined))
    .map(({ value: { name }, path }) => ({
      message: `${facts.kind} takes no variable of this name: KubeDB sets it itself`,
      value: name,
      remedy: 'leave it out: credentials come from authSecret, all else from the spec',
      property: path,
    }));
}, 'spec', 'engine', 'topology');
