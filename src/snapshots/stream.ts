import { SnapshotCatalog } from './catalog';
import { fail, splitterInto } from './parse';
import { Store } from './store';

/**
 * Reads an export in JSON while it arrives: from kubectl's output, or from a file of any size. Of every Snapshot only
 * its compact record stays in memory.
 *
 * @param chunks a readable stream of bytes
 * @param from what it is called in a finding
 */
export async function streamCatalog(chunks: AsyncIterable<Uint8Array | string>, from = 'standard input'): Promise<SnapshotCatalog> {
  const store = new Store();
  const splitter = splitterInto(store);
  try {
    for await (const chunk of chunks) splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    splitter.end();
  } catch (e) {
    fail(store, from, e);
  }
  return SnapshotCatalog._of(store);
}
