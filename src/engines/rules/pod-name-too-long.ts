import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';

/** Longest DNS label, and longest value of a label. */
const MAX = 63;
/** Every pod is labelled `controller-revision-hash: <PetSet>-<hash>`. */
const HASH = '-'.length + 10;

/** Names of pods are those of their PetSets with an ordinal, and are DNS labels and label values. */
export const podNameTooLong = rule<SpecSubject>('pod-name-too-long', ({ facts, spec, database, namespace, version }) => [
  ...facts.layout.petSets(spec).flatMap(({ prefix = '', suffix, replicas }) => {
    const petSet = `${prefix}${database}${suffix}`;
    const ordinal = `-${Math.max(replicas - 1, 0)}`;
    const tail = Math.max(HASH, ordinal.length);
    return petSet.length + tail > MAX ? [{
      message: `pods of the PetSet ${petSet} could not be made: their names and labels would be longer than ${MAX} characters`,
      value: database,
      allowed: `a name of at most ${MAX - tail - prefix.length - suffix.length} characters`,
      remedy: 'give the database a shorter name',
    }] : [];
  }),
  ...(namespace === undefined ? [] : facts.layout.podNames?.(database, namespace, version) ?? [])
    .filter(({ name, max }) => name.length > max)
    .map(({ name, max, of }) => ({ message: `${of} would be too long`, value: name, allowed: `${max} characters`, remedy: 'give the database a shorter name' })),
], 'name', 'restoreName', 'topology');
