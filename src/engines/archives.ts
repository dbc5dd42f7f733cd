import { NAME_OF_NAMESPACE, termsOf } from './label-selector';
import { Json } from '../values/json';

/** An object and where it lies. */
export interface Placed {
  readonly name: string;
  readonly namespace?: string;
  readonly json: Json;
}

/** Whether an archiver takes a database of its kind for its own: by name, or by its selectors. */
export function archives(archiver: Placed, { json, namespace }: Placed): boolean {
  const ref = json.spec?.archiver?.ref;
  return (ref?.name === archiver.name && (ref.namespace ?? namespace) === archiver.namespace) || isSelected(archiver, { json, namespace });
}

/** Whether the selectors of an archiver find a database. */
export function isSelected({ json: { spec }, namespace: home }: Pick<Placed, 'json' | 'namespace'>, { json, namespace }: Pick<Placed, 'json' | 'namespace'>): boolean {
  const { namespaces, selector } = spec?.databases ?? {};
  const here = namespaces?.from === 'All' || ((namespaces?.from ?? 'Same') === 'Same' && home === namespace)
    || (namespaces?.from === 'Selector' && selects(namespaces.selector, { [NAME_OF_NAMESPACE]: namespace ?? '' }));
  return here && selects(selector, json.metadata?.labels ?? {});
}

/** Whether a label selector takes these labels. One that is empty or missing takes nothing here: it would be guessed. */
function selects(selector: Json | undefined, labels: Record<string, string>): boolean {
  const terms = termsOf(selector, key => labels[key] ?? null);
  return terms.length > 0 && terms.every(t => t);
}
