import { DatabaseRecord, recordOf } from './record';
import { engineFactsOfKey, ENGINES } from '../../engines/registry';
import { CliError, Exit } from '../exit';
import { Kubectl, Resource } from '../kubectl';

/** A database of the cluster: its present CR, and its record where it has one. */
export interface LiveDatabase {
  readonly name: string;
  readonly namespace: string;
  readonly record?: DatabaseRecord;
  /** The CR that serves, or would. */
  readonly manifest?: Resource;
}

/** Which database is looked for. */
export interface Wanted {
  readonly name: string;
  readonly namespace: string;
  /** Key of its engine, where it is known. */
  readonly engine?: string;
  readonly record?: string;
}

/** Looks a database up: through its record, else by its name among the kinds of KubeDB. */
export async function findDatabase(kubectl: Kubectl, wanted: Wanted): Promise<LiveDatabase> {
  const { name, namespace } = wanted;
  const record = await recordOf(kubectl, name, namespace, wanted.record);
  const current = record?.incarnation || name;
  const resources = record?.resource || await kindsToSearch(kubectl, wanted.engine);
  const found = resources === '' ? undefined : await kubectl.get(resources, current, namespace);
  // Of several kinds kubectl prints a list.
  const manifests: Resource[] = found === undefined ? [] : found.items ?? [found];
  if (manifests.length > 1) {
    throw new CliError(Exit.USAGE, `there are several databases "${current}" in namespace ${namespace}: ${manifests.map(m => m.kind).join(', ')}`,
      `say which with --engine ${manifests.map(m => m.kind.toLowerCase()).join(' or --engine ')}`);
  }
  return { name, namespace, record, manifest: manifests[0] };
}

/** The CR of an incarnation; undefined where it is gone. */
export function incarnationCr(kubectl: Kubectl, record: DatabaseRecord, incarnation: string): Promise<Resource | undefined> {
  return record.resource === '' || incarnation === '' ? Promise.resolve(undefined) : kubectl.get(record.resource, incarnation, record.namespace);
}

async function kindsToSearch(kubectl: Kubectl, engine: string | undefined): Promise<string> {
  if (engine !== undefined) return `${engineFactsOfKey(engine)!.plural}.kubedb.com`;
  const installed = new Set((await kubectl.text(['api-resources', '--api-group=kubedb.com', '--verbs=get', '-o', 'name'])).split('\n').map(l => l.trim()));
  return [...new Set(ENGINES.map(e => `${e.plural}.kubedb.com`))].filter(r => installed.has(r)).join(',');
}
