import { RunIntent } from './intent';
import { DatabaseView } from './views';

/**
 * Why nothing is archived: the archiver came after a database to which only a webhook gives one, when it is written. Whoever applies both
 * at once has it so, in the order of their names. Undefined where it is attached, or not to be.
 */
export function whyUnattached({ backups, target, namespace }: RunIntent, view: DatabaseView | null | undefined): string | undefined {
  const archiver = backups.find(b => b.attachedByWebhook === true);
  if (archiver === undefined || view == null || view.spec.archiver?.ref?.name) return undefined;
  return `${target.name} has no spec.archiver.ref, since archiver ${archiver.name} was not there when it was last written. `
    + `Write it once more: kubectl annotate ${target.type.plural}.${target.type.group} -n ${namespace} ${target.name} cdk8s-kubestash/written-again=true --overwrite`;
}
