import { SpecSubject } from './subject';
import { articled } from '../../findings/article';
import { rule } from '../../findings/finding';
import { dotted, has, valueAt } from '../spec';

/** A database that is to keep its data, and has nowhere to: KubeDB's webhooks refuse it. A database of this library asks for a size itself. */
export const storageMissing = rule<SpecSubject>('storage-missing', ({ facts, spec }) => {
  const [path] = facts.layout.storage(spec);
  if (path === undefined || has(spec, path)) return [];
  const type = valueAt(spec, [...path.slice(0, -1), 'storageType']) ?? spec.storageType;
  return type === 'Ephemeral' ? [] : [{
    message: `${articled(facts.kind)} keeps its data in ${dotted(path)}, which is missing`,
    allowed: '{ accessModes, resources: { requests: { storage } } }',
    remedy: `say ${dotted(path)}, or storageType: Ephemeral`,
    property: `spec.${dotted(path)}`,
  }];
});
