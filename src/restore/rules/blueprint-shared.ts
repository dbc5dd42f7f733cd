import { RestoreSubject } from './subject';
import { warning } from '../../findings/finding';

/** Annotations by which KubeStash makes a BackupConfiguration of a blueprint (upstream), and what is put into its texts. */
const BLUEPRINT = 'blueprint.kubestash.com/name';
const VARIABLES = 'variables.kubestash.com/';

/** A blueprint makes the same Repository of the same words: two lives in one place, of which upstream refuses the second. */
export const blueprintShared = warning<RestoreSubject>('blueprint-shared', ({ before, state, assembled }) => {
  if (before === undefined || !assembled.decision.choice.incarnation) return [];
  const [old, made] = [before, state].map(({ shape }) => wordsOf(shape?.annotations));
  if (made === undefined || made !== old) return [];
  return [{
    message: `${state.incarnation.name} is backed up by the same blueprint as ${before.incarnation.name}, with the same words: into the same Repository, unless the blueprint makes names of something else`,
    value: state.shape!.annotations![BLUEPRINT],
    remedy: `say other words for it: overrides: { annotations: { '${VARIABLES}…': '…' } }, or backup: Backup.… and no blueprint`,
  }];
}, 'overrides.annotations', 'annotations');

function wordsOf(annotations: { readonly [key: string]: string } = {}): string | undefined {
  if (annotations[BLUEPRINT] === undefined) return undefined;
  return JSON.stringify(Object.entries(annotations).filter(([key]) => key.startsWith(VARIABLES) || key === BLUEPRINT).sort());
}
