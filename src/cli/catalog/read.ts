import { formatFinding } from '../../findings/finding';
import { incarnationsOf } from '../../protocol/record';
import { SnapshotCatalog } from '../../snapshots/catalog';
import { streamCatalog } from '../../snapshots/stream';
import { ClusterError } from '../cluster/objects';
import { FoundRecord, recordsIn } from '../cluster/records';
import { Call } from '../command';
import { CliError, Exit } from '../exit';
import { Kubectl, scope } from '../kubectl';

/** What the catalog is made of. */
export const CATALOG_RESOURCES = 'snapshots.storage.kubestash.com,repositories.storage.kubestash.com';

/**
 * The catalog: of a file or standard input (`--from`), else of the cluster.
 *
 * @param namespace whose Snapshots; all where it is undefined
 */
export async function readCatalog(call: Call, namespace: string | undefined): Promise<SnapshotCatalog> {
  if (call.catalog !== undefined) return call.catalog;
  const from = call.options.text('from');
  const catalog = from === undefined ? await catalogOfCluster(call.kubectl, namespace)
    : from === '-' ? await streamCatalog(call.io.stdin) : SnapshotCatalog.fromFile(from);
  return readable(catalog);
}

/** The catalog, unless it could not be read. */
export function readable(catalog: SnapshotCatalog): SnapshotCatalog {
  const problems = catalog.database('')._problems;
  if (problems.length > 0) throw new CliError(Exit.USAGE, problems.map(formatFinding).join('\n       '));
  return catalog;
}

/** The catalog of a cluster, read while kubectl prints it. */
export async function catalogOfCluster(kubectl: Kubectl, namespace: string | undefined): Promise<SnapshotCatalog> {
  let refused: unknown;
  const chunks = async function* () {
    try {
      yield* kubectl.stream(['get', CATALOG_RESOURCES, ...scope(namespace), '-o', 'json']);
    } catch (e) {
      refused = e;
    }
  };
  const catalog = await streamCatalog(chunks(), 'kubectl');
  if (refused !== undefined) throw refused;
  for (const record of await recordsFor(kubectl, namespace)) {
    incarnationsOf(record).filter(name => name !== record.database).forEach(name => catalog._relate(record.namespace, name, record.database));
  }
  return catalog;
}

/** Incarnations may have been given names of their own. Without the right to read records, names have to tell. */
async function recordsFor(kubectl: Kubectl, namespace: string | undefined): Promise<FoundRecord[]> {
  try {
    return await recordsIn(kubectl, namespace);
  } catch (e) {
    if (e instanceof ClusterError) return [];
    throw e;
  }
}
