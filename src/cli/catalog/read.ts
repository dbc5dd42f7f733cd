import { formatFinding } from '../../findings/finding';
import { SnapshotCatalog } from '../../snapshots/catalog';
import { streamCatalog } from '../../snapshots/stream';
import { Call } from '../command';
import { CliError, Exit } from '../exit';
import { scope } from '../kubectl';

/** What the catalog is made of. */
export const CATALOG_RESOURCES = 'snapshots.storage.kubestash.com,repositories.storage.kubestash.com';

/**
 * The catalog: of a file or standard input (`--from`), else of the cluster.
 *
 * @param namespace whose Snapshots; all where it is undefined
 */
export async function readCatalog(call: Call, namespace: string | undefined): Promise<SnapshotCatalog> {
  const from = call.options.text('from');
  const catalog = from === undefined ? await ofCluster(call, namespace)
    : from === '-' ? await streamCatalog(call.io.stdin) : SnapshotCatalog.fromFile(from);
  const problems = catalog.database('')._problems;
  if (problems.length > 0) throw new CliError(Exit.USAGE, problems.map(formatFinding).join('\n       '));
  return catalog;
}

async function ofCluster({ kubectl }: Call, namespace: string | undefined): Promise<SnapshotCatalog> {
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
  return catalog;
}
