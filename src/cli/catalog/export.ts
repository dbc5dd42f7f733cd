import { createWriteStream } from 'fs';
import { CATALOG_RESOURCES } from './read';
import { Splitter } from '../../snapshots/splitter';
import { EXPORTED_AT } from '../../snapshots/store';
import { Call } from '../command';
import { CliError, Exit } from '../exit';
import { scope } from '../kubectl';

/** Writes what `SnapshotCatalog` reads, while kubectl prints it. Returns the number of objects. */
export async function exportCatalog({ io, kubectl }: Call, namespace: string | undefined, path: string): Promise<number> {
  const file = createWriteStream(path);
  const failed = new Promise<never>((_, reject) => file.on('error', e => reject(new CliError(Exit.USAGE, `${path} could not be written: ${e.message}`))));
  failed.catch(() => { /* raced below */ });
  const head = { apiVersion: 'v1', kind: 'List', metadata: { annotations: { [EXPORTED_AT]: `${io.now().toISOString().slice(0, 19)}Z` } } };
  file.write(`${JSON.stringify(head).slice(0, -1)},"items":[`);
  let count = 0;
  const splitter = new Splitter(text => file.write(`${count++ === 0 ? '' : ','}\n${slim(text)}`), () => { /* the list around them */ });
  const write = async () => {
    for await (const chunk of kubectl.stream(['get', CATALOG_RESOURCES, ...scope(namespace), '-o', 'json'])) {
      splitter.push(chunk);
      if (file.writableNeedDrain) await new Promise<void>(resolve => file.once('drain', () => resolve()));
    }
    splitter.end();
    await new Promise<void>(resolve => file.end('\n]}\n', () => resolve()));
  };
  await Promise.race([write(), failed]);
  return count;
}

/** An object without what only the API server needs. */
function slim(text: string): string {
  const { metadata: { managedFields: _, ...metadata }, ...object } = JSON.parse(text);
  return JSON.stringify({ ...object, metadata });
}
