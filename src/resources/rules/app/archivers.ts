import { AppObject, databasesOf, inGroup, known } from './subject';
import { archives } from '../../../engines/archives';

/** A database CR and the archivers that take it for theirs. */
export interface Archived {
  readonly database: AppObject;
  readonly archivers: readonly AppObject[];
}

/** Which database CRs of the app are selected by which archivers of the app. */
export const archivedDatabases = known((subject): Archived[] => {
  const archivers = [...inGroup(subject, 'archiver.kubedb.com').values()].flat();
  if (archivers.length === 0) return [];
  const candidates = candidatesOf(archivers);
  const archived: Archived[] = [];
  for (const database of databasesOf(subject)) {
    const found = new Set<AppObject>();
    for (const key of keysOf(database, candidates.labels)) {
      for (const archiver of candidates.by.get(key) ?? []) if (archiver.kind === `${database.kind}Archiver` && archives(archiver, database)) found.add(archiver);
    }
    if (found.size > 0) archived.push({ database, archivers: found.size === 1 ? [...found] : archivers.filter(a => found.has(a)) });
  }
  return archived;
});

// Every database and every archiver would be a pair: one term that an archiver asks for leaves few of them.

interface Candidates {
  readonly by: ReadonlyMap<string, readonly AppObject[]>;
  /** Keys of labels that are asked for. */
  readonly labels: ReadonlySet<string>;
}

const ANY = 'any';
const named = (namespace: string | undefined, name: string): string => `named ${namespace}/${name}`;
const labelled = (key: string, value: unknown): string => `labelled ${key}=${value}`;

function candidatesOf(archivers: readonly AppObject[]): Candidates {
  const by = new Map<string, AppObject[]>();
  const labels = new Set<string>();
  const add = (key: string, archiver: AppObject): void => void (by.get(key)?.push(archiver) ?? by.set(key, [archiver]));
  for (const archiver of archivers) {
    add(named(archiver.namespace, archiver.name), archiver);
    const [first] = Object.entries(archiver.json.spec?.databases?.selector?.matchLabels ?? {});
    if (first !== undefined) labels.add(first[0]);
    add(first === undefined ? ANY : labelled(...first), archiver);
  }
  return { by, labels };
}

/** The terms that a database may be found by. */
function keysOf({ json, namespace }: AppObject, labels: ReadonlySet<string>): string[] {
  const keys = [ANY];
  const ref = json.spec?.archiver?.ref;
  if (ref !== undefined && ref !== null) keys.push(named(ref.namespace ?? namespace, ref.name));
  for (const key of labels) if (json.metadata?.labels?.[key] !== undefined) keys.push(labelled(key, json.metadata.labels[key]));
  return keys;
}
