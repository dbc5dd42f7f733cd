import { GitMutant, mutantsOf } from './mutants';
import { Manifest } from '../../harness/objects';
import { Health } from 'cdk8s-kubestash';

/** Variable that names the mutant which is alive. */
export const GIT_MUTANT_VARIABLE = 'GITOPS_MUTANT';

function alive(): GitMutant | undefined {
  const name = process.env[GIT_MUTANT_VARIABLE];
  if (name === undefined) return undefined;
  const mutant = [...mutantsOf('flux'), ...mutantsOf('argo')].find(m => m.name === name);
  if (mutant === undefined) throw new Error(`there is no mutant "${name}"`);
  return mutant;
}

/** What stands in Git, with the mistake that is alive, if one is. */
export function inGit(objects: readonly Manifest[]): Manifest[] {
  return alive()?.objects?.(objects) ?? [...objects];
}

/** The health checks for Flux, likewise. */
export function fluxHealth(): string {
  return edited(Health.flux(), alive()?.flux);
}

/** The entries of `argocd-cm` for Argo CD, likewise. */
export function argoHealth(): Record<string, string> {
  const entries = Health.argoCdEntries();
  const edit = alive()?.argo;
  if (edit === undefined) return entries;
  const [key] = edit;
  return { ...entries, [key]: edited(entries[key], [edit[1], edit[2]]) };
}

function edited(text: string, edit: readonly [string, string] | undefined): string {
  if (edit === undefined) return text;
  if (!text.includes(edit[0])) throw new Error(`the mutant finds no ${edit[0]} to edit`);
  return text.split(edit[0]).join(edit[1]);
}
