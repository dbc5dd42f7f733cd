import { AppObject, AppSubject } from './subject';
import { Json } from '../../../engines/facts';
import { listOf } from '../subject';

/** A database CR and the archivers that take it for theirs. */
export interface Archived {
  readonly database: AppObject;
  readonly archivers: readonly AppObject[];
}

/** Which database CRs of the app are selected by which archivers of the app. */
export function archivedDatabases({ objects }: AppSubject): Archived[] {
  const archivers = objects.filter(o => o.group === 'archiver.kubedb.com');
  if (archivers.length === 0) return [];
  return objects.filter(o => o.group === 'kubedb.com')
    .map(database => ({ database, archivers: archivers.filter(a => a.kind === `${database.kind}Archiver` && takes(a, database)) }))
    .filter(({ archivers: found }) => found.length > 0);
}

function takes(archiver: AppObject, { json, namespace }: AppObject): boolean {
  const ref = json.spec?.archiver?.ref;
  if (ref?.name === archiver.name && (ref.namespace ?? namespace) === archiver.namespace) return true;
  const { namespaces, selector } = archiver.json.spec?.databases ?? {};
  const here = namespaces?.from === 'All' || ((namespaces?.from ?? 'Same') === 'Same' && archiver.namespace === namespace)
    || (namespaces?.from === 'Selector' && selects(namespaces.selector, { 'kubernetes.io/metadata.name': namespace ?? '' }));
  return here && selects(selector, json.metadata?.labels ?? {});
}

/** Whether a label selector takes these labels. One that is empty or missing takes nothing here: it would be guessed. */
function selects(selector: Json | undefined, labels: Record<string, string>): boolean {
  const terms = [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => labels[key] === value),
    ...listOf(selector?.matchExpressions).map(({ key, operator, values = [] }) => {
      switch (operator) {
        case 'In': return key in labels && values.includes(labels[key]);
        case 'NotIn': return !values.includes(labels[key]);
        case 'Exists': return key in labels;
        case 'DoesNotExist': return !(key in labels);
        default: return false;
      }
    }),
  ];
  return terms.length > 0 && terms.every(t => t);
}
