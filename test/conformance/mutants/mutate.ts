import { Mutant, MUTANTS } from './mutants';
import { Manifest } from '../harness/objects';

/** Variable that names the mutant which is alive. */
export const MUTANT_VARIABLE = 'CONFORMANCE_MUTANT';

/** The objects with the mistake that is alive, if one is. */
export function mutated(objects: readonly Manifest[]): Manifest[] {
  const name = process.env[MUTANT_VARIABLE];
  if (name === undefined) return [...objects];
  const mutant = MUTANTS.find(m => m.name === name);
  if (mutant === undefined) throw new Error(`there is no mutant "${name}"`);
  return objects.map(o => (mutant.file === 'Role' ? withRole(mutant, o) : withScript(mutant, o)));
}

function withScript(mutant: Mutant, object: Manifest): Manifest {
  const text: string | undefined = object.kind === 'ConfigMap' ? object.data?.[mutant.file] : undefined;
  return text === undefined ? object : { ...object, data: { ...object.data, [mutant.file]: edited(mutant, text) } };
}

function withRole(mutant: Mutant, object: Manifest): Manifest {
  if (object.kind !== 'Role') return object;
  const text = JSON.stringify(object.rules);
  // Not every run has every rule.
  if (!text.includes(mutant.find)) return object;
  return { ...object, rules: JSON.parse(edited(mutant, text)) };
}

/** Every mutant must still mean something: what it edits has to be there. */
export function edited({ name, find, replace }: Mutant, text: string): string {
  if (!text.includes(find)) throw new Error(`mutant "${name}" does not find what it edits: ${find}`);
  return text.replace(find, () => replace);
}
