import { closeSync, openSync, readFileSync, writeSync } from 'fs';
import { answer, cpu, peak } from './measured';
import { databaseName, PER_DATABASE, repository, snapshot } from './snapshots';
import { SnapshotCatalog } from 'cdk8s-kubestash';

/** What one reading of an export took. */
export interface Reading {
  readonly cpu: number;
  readonly megabytes: number;
  /** Databases, or Snapshots, that were found. */
  readonly found: number;
  /** Microseconds of a look-up, where look-ups were measured. */
  readonly first?: number;
  readonly again?: number;
}

// catalog.js write FILE N · parse FILE · load FILE · stream none|parse|load N · look FILE N
const [task, what, count] = process.argv.slice(2);
const TASKS: Record<string, () => void> = {
  write: () => write(what, Number(count)),
  parse: () => measured(() => JSON.parse(readFileSync(what, 'utf8')).items.length),
  load: () => measured(() => everything(SnapshotCatalog.fromFile(what))),
  look: () => look(SnapshotCatalog.fromFile(what), Number(count) / PER_DATABASE),
  stream: () => void stream(what, Number(count)),
};
TASKS[task]();

function measured(of: () => number): void {
  const start = cpu();
  const found = of();
  answer({ cpu: cpu() - start, megabytes: peak(), found } satisfies Reading);
}

/** Classifies all Snapshots, works out all windows, and suggests for every database. */
function everything(catalog: SnapshotCatalog): number {
  const { databases } = catalog;
  for (const { name, namespace } of databases) {
    const snapshots = catalog.database(name, namespace);
    if (snapshots.suggestions().length + snapshots.windows.length === 0) throw new Error(`nothing for ${name}`);
  }
  return databases.length;
}

function look(catalog: SnapshotCatalog, databases: number): void {
  const first = times(databases, of => catalog.database(of.name, of.namespace).suggestions());
  const again = times(databases, of => catalog.database(of.name, of.namespace).covers('2026-02-01T00:00:00Z'));
  answer({ cpu: 0, megabytes: peak(), found: databases, first, again } satisfies Reading);
}

/** Microseconds of processor time for one database. */
function times(databases: number, ask: (of: { name: string; namespace: string }) => unknown): number {
  const start = cpu();
  for (let of = 0; of < databases; of++) ask(databaseName(of));
  return ((cpu() - start) * 1000) / databases;
}

function* texts(n: number): Generator<string> {
  yield '{"apiVersion":"v1","kind":"List","items":[';
  for (let i = 0; i < n; i++) {
    if (i % PER_DATABASE === 0) yield `${i === 0 ? '' : ','}${repository(i / PER_DATABASE)}`;
    yield `,${snapshot(i)}`;
  }
  yield ']}';
}

function write(file: string, n: number): void {
  const to = openSync(file, 'w');
  for (const text of texts(n)) writeSync(to, text);
  closeSync(to);
  answer({});
}

async function stream(way: string, n: number): Promise<void> {
  const { streamCatalog } = await import(`${process.argv[1]}/../../package/lib/snapshots/stream.js`);
  const start = cpu();
  let found = 0;
  let settled = 0;
  function* chunks(): Generator<Uint8Array> {
    let pending = '';
    for (const text of texts(n)) {
      pending += text;
      if (pending.length < 1024 * 1024) continue;
      found++;
      yield Buffer.from(pending);
      pending = '';
    }
    yield Buffer.from(pending);
  }
  if (way === 'none') for (const chunk of chunks()) found = Math.max(found, chunk.length);
  if (way === 'parse') found = parsed(n);
  if (way === 'load') {
    const catalog = await streamCatalog(chunks());
    settled = process.memoryUsage().rss / 1e6;
    found = everything(catalog);
  }
  answer({ cpu: cpu() - start, megabytes: Math.max(settled, peak()), found } satisfies Reading);
}

/** The least that anybody pays: every object parsed and thrown away. */
function parsed(n: number): number {
  let found = 0;
  for (const text of texts(n)) {
    const bytes = Buffer.from(text);
    const first = text[0] === ',' ? 1 : 0;
    if (text[first] === '{' && text.endsWith('}') && text.length > 100) found += JSON.parse(bytes.toString('utf8', first)).kind === 'Snapshot' ? 1 : 0;
  }
  return found;
}
