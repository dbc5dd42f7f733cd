import { addonsIn } from './addons';
import { ObjectSubject } from './subject';
import { engineFactsOfKind } from '../../engines/registry';
import { engineOfAddon } from '../../engines/tasks';
import { articled } from '../../findings/article';
import { Problem, rule } from '../../findings/finding';

/** An Addon of upstream that is for another kind than the target is. */
export const addonOfAnotherKind = rule<ObjectSubject>('addon-of-another-kind', subject => addonsIn(subject).flatMap(({ addon, target, path }): Problem[] => {
  const facts = engineOfAddon(addon.name);
  if (facts === undefined || engineFactsOfKind(target?.kind) === undefined || facts.kind === target?.kind) return [];
  return [{
    message: `${addon.name} is for ${facts.kind}, and the target is ${articled(target!.kind)}`,
    value: addon.name,
    allowed: engineFactsOfKind(target?.kind)!.addon,
    remedy: 'name the Addon of the target',
    property: `${path}.name`,
  }];
}));
