import { containersIn, entriesOf, volumesIn } from './pod-parts';
import { SpecSubject } from './subject';
import { goingOn, warning } from '../../findings/finding';

/** A mount of what is neither a volume that is said nor one that KubeDB is known to have: no API server takes it. */
export const mountOfNoVolume = goingOn(warning<SpecSubject>('mount-of-no-volume', ({ facts, spec }) => {
  const known = [...volumesIn(spec).map(({ value }) => value.name), ...facts.layout.reserved?.volumes ?? []];
  return containersIn(spec, 'containers', 'initContainers').flatMap(({ value, path }) => entriesOf(value, 'volumeMounts', path))
    .filter(({ value: { name, mountPath } }) => typeof name === 'string' && mountPath && !known.includes(name))
    .map(({ value: { name }, path }) => ({
      message: `no volume of this name is known in the pods of ${facts.kind}`,
      value: name,
      allowed: known.join(', '),
      remedy: 'say it among volumes of the same pod',
      property: `${path}.name`,
    }));
}, 'spec', 'engine', 'topology'));
