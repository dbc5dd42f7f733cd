import { LABEL } from '../../protocol/names';
import { baseOf } from '../../snapshots/store';
import { objectsIn } from '../../values/files';
import { Json } from '../../values/json';
import { ClusterObject } from '../cluster/objects';
import { CliError, Exit } from '../exit';

const HOW = 'write it with: kubectl get KIND NAME -o yaml > FILE';

/** The database of a name that a file holds: one CR, or whatever kubectl printed beside it. Its incarnations count as it. */
export function manifestIn(file: string, { name, namespace }: { readonly name: string; readonly namespace?: string }): ClusterObject {
  const { value: objects = [], problem } = objectsIn(file);
  if (problem !== undefined) throw new CliError(Exit.USAGE, `${file} cannot be read: ${problem}`, HOW);
  const databases = objects.filter(isDatabase);
  if (databases.length === 0) throw new CliError(Exit.USAGE, `${file} holds no database of KubeDB`, HOW);
  const here = databases.filter(({ metadata: m }) => namespace === undefined || m.namespace === undefined || m.namespace === namespace);
  const called = here.filter(({ metadata: m }) => m.name === name);
  const found = called.length > 0 ? called : here.filter(({ metadata: m }) => m.labels?.[LABEL.database] === name || baseOf(m.name) === name);
  if (found.length === 1) return found[0];
  const named = (of: readonly ClusterObject[]): string => of.slice(0, 5).map(o => `${o.kind} ${nameOf(o)}`).join(', ');
  throw found.length > 1
    ? new CliError(Exit.USAGE, `${file} holds several databases ${name}, and nobody knows which is meant: ${named(found)}`, `leave only one of them in it; ${HOW}`)
    : new CliError(Exit.USAGE, `${file} holds no database ${name}${namespace === undefined ? '' : ` in namespace ${namespace}`}, but ${named(databases)}`, 'name one of these (and -n its namespace), or give the file of the one that is meant');
}

function isDatabase(object: Json): object is ClusterObject {
  return /^kubedb\.com\//.test(String(object.apiVersion)) && typeof object.metadata?.name === 'string';
}

function nameOf({ metadata: { name, namespace } }: ClusterObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
