import { plain } from '../../protocol/text';
import { SnapshotCatalog } from '../../snapshots/catalog';
import { DatabaseSnapshots } from '../../snapshots/database-snapshots';
import { ListedDatabase } from '../../snapshots/listed-database';
import { BackupMethod } from '../../snapshots/method';
import { findIn, Found } from '../catalog/entries';
import { exportCatalog } from '../catalog/export';
import { catalogJson, databaseJson, Offered } from '../catalog/json';
import { printDatabase, printLegend } from '../catalog/print';
import { readCatalog } from '../catalog/read';
import { Call, Command } from '../command';
import { CLUSTER_OPTIONS, JSON_OPTION } from '../common-options';
import { CliError, Exit } from '../exit';
import { styleOf } from '../style';
import { bothTimes, readMoment } from '../times';

export const snapshots: Command = {
  arguments: [{ name: 'DB', summary: 'a database; all of the namespace by default', optional: true, completes: 'database' }],
  options: {
    ...CLUSTER_OPTIONS,
    'all-namespaces': { type: 'boolean', short: 'A', summary: 'of all namespaces' },
    'at': { type: 'string', value: 'TIME', summary: 'what there is for this time: RFC 3339 with a zone, or "2h ago"' },
    'method': { type: 'string', value: 'METHOD', summary: 'only Snapshots of this method', values: Object.values(BackupMethod) },
    'suggest': { type: 'boolean', summary: 'those to choose from, the best first, each with what speaks for it' },
    'limit': { type: 'string', value: 'NUMBER', summary: 'most that are listed of a database (10)' },
    'skip': { type: 'string', value: 'NUMBER', summary: 'leave out as many of the newest of each database: where the list before ended' },
    'left-out': { type: 'boolean', summary: 'also list what cannot be restored, and why' },
    'from': { type: 'string', value: 'FILE', summary: 'read an export instead of the cluster, "-" for standard input', completes: 'file' },
    'export': { type: 'string', value: 'FILE', summary: 'write what SnapshotCatalog.fromFile reads', completes: 'file' },
    ...JSON_OPTION,
  },
  examples: [
    'snapshots orders -n shop',
    'snapshots orders -n shop --at "2h ago" --suggest',
    'snapshots -A --export snapshots.json',
  ],
  run: async call => {
    const { io, options, kubectl } = call;
    const all = options.flag('all-namespaces');
    const from = options.text('from');
    const namespace = all || (from !== undefined && kubectl.flags.namespace === undefined) ? undefined : await kubectl.namespace();
    const file = options.text('export');
    if (file !== undefined) {
      const count = await exportCatalog(call, namespace, file);
      io.stderr.write(`wrote ${count} Snapshots and Repositories to ${file}\n`);
      return Exit.OK;
    }
    const at = options.text('at') === undefined ? undefined : readMoment(options.text('at')!, io);
    const [limit, skip] = [numberOf(call, 'limit'), numberOf(call, 'skip') ?? 0];
    const catalog = await readCatalog(call, from === undefined ? namespace : undefined);
    const listed = wanted(catalog, call.arguments[0], namespace);
    const method = options.text('method') as BackupMethod | undefined;
    const found = listed.map(l => findIn(catalog, l, method, at)).map(f => ({ ...f, entries: f.entries.slice(skip) }));
    if (options.flag('json')) {
      io.stdout.write(catalogJson(catalog, found.map(f => databaseJson(f, rowsOf(f, call, at, limit ?? Infinity)))));
      return Exit.OK;
    }
    const style = styleOf(io);
    for (const f of found) {
      io.stdout.write(printDatabase(f, rowsOf(f, call, at, limit ?? (found.length > 5 ? 3 : 10)), options.flag('left-out'), io, style));
      io.stdout.write(at === undefined ? '\n' : `  ${style.bold(coverage(f.database, at, call))}\n\n`);
    }
    io.stdout.write(printLegend(catalog.exportedAt, from, io, style));
    return Exit.OK;
  },
};

/** Whether one can go back to that very time. */
function coverage(found: DatabaseSnapshots, at: string, { io }: Call): string {
  if (found.covers(at)) return `${bothTimes(at, io)} can be recovered exactly: plan ${plain(found.name)} --at ${at}`;
  const before = found.before(at);
  return before._missing ? `there is nothing from ${bothTimes(at, io)} or before`
    : `${bothTimes(at, io)} cannot be recovered exactly; the newest Snapshot before it is ${plain(before.name)} of ${before.time}`;
}

function rowsOf({ database, entries }: Found, { options }: Call, at: string | undefined, limit: number): Offered[] {
  if (options.flag('suggest')) return database.suggestions({ method: options.text('method') as BackupMethod | undefined, at, limit });
  return entries.slice(0, limit).map(({ item, life }) => ({ snapshot: life.snapshot(item)! }));
}

function wanted(catalog: SnapshotCatalog, name: string | undefined, namespace: string | undefined): ListedDatabase[] {
  const inScope = catalog.databases.filter(d => namespace === undefined || d.namespace === namespace);
  const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
  if (name === undefined) {
    if (inScope.length > 0) return inScope;
    throw new CliError(Exit.FINDINGS, `there are no Snapshots of databases${where}`, 'look into all namespaces with -A');
  }
  const found = inScope.filter(d => d.name === name || d.incarnations.includes(name));
  if (found.length > 0) return found.map(d => (d.name === name ? d : { ...d, name, incarnations: [] }));
  const others = inScope.slice(0, 5).map(d => `${d.namespace}/${d.name}`).join(', ');
  throw new CliError(Exit.FINDINGS, `there are no Snapshots of a database "${name}"${where}`,
    others === '' ? 'look into all namespaces with -A' : `there are some of ${others}`);
}

function numberOf({ options }: Call, option: string): number | undefined {
  const text = options.text(option);
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw new CliError(Exit.USAGE, `--${option} cannot be "${text}"`, 'write a whole number of at least 1');
  return Number(text);
}
