import { AppObject, databasesOf, known } from './subject';
import { Json } from '../../../engines/facts';
import { listOf } from '../subject';

/** A database CR and the archivers that take it for theirs. */
export interface Archived {
  readonly database: AppObject;
  readonly archivers: readonly AppObject[];
}

/** Which database CRs of the app are selected by which archivers of the app. */
export const archivedDatabases = known((subject): Archived[] => {
  const archivers = subject.objects.filter(o => o.group === 'archiver.kubedb.com');
  if (archivers.length === 0) return [];
  const candidates = new Map<string, AppObject[]>();
  for (const archiver of archivers) {
    for (const key of [named(archiver.namespace, archiver.name), oneTermOf(archiver)]) candidates.set(key, [...candidates.get(key) ?? [], archiver]);
  }
  return databasesOf(subject).flatMap(database => {
    const found = new Set(keysOf(database).flatMap(key => candidates.get(key) ?? []).filter(a => a.kind === `${database.kind}Archiver` && takes(a, database)));
    return found.size === 0 ? [] : [{ database, archivers: found.size === 1 ? [...found] : archivers.filter(a => found.has(a)) }];
  });
});

// Every database and every archiver would be a pair: one term that an archiver asks for leaves few of them.

const ANY = 'any';
const named = (namespace: string | undefined, name: string): string => `named ${namespace}/${name}`;
const labelled = ([key, value]: [string, unknown]): string => `labelled ${key}=${value}`;

function oneTermOf({ json }: AppObject): string {
  const [first] = Object.entries(json.spec?.databases?.selector?.matchLabels ?? {});
  return first === undefined ? ANY : labelled(first);
}

/** The terms that a database may be found by. */
function keysOf({ json, namespace }: AppObject): string[] {
  const ref = json.spec?.archiver?.ref;
  const byName = ref === undefined || ref === null ? [] : [named(ref.namespace ?? namespace, ref.name)];
  return [...byName, ...Object.entries(json.metadata?.labels ?? {}).map(labelled), ANY];
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
