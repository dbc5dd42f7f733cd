import { Engine } from '../../engines/engine';
import { engineFactsOfKey } from '../../engines/registry';
import { SnapshotCatalog } from '../../snapshots/catalog';
import { DatabaseSnapshots } from '../../snapshots/database-snapshots';
import { compareListed, Entry } from '../../snapshots/life';
import { ListedDatabase } from '../../snapshots/listed-database';
import { BackupMethod } from '../../snapshots/method';
import { isAtOrBefore } from '../../snapshots/suggestions';

/** What an export has of one database. */
export interface Found {
  readonly listed: ListedDatabase;
  readonly database: DatabaseSnapshots;
  /** What can be restored and fits, newest first. Snapshots are made of those that are shown, no others. */
  readonly entries: readonly Entry[];
}

/** Everything about one database that fits. */
export function findIn(catalog: SnapshotCatalog, listed: ListedDatabase, method: BackupMethod | undefined, at: string | undefined): Found {
  const database = catalog.database(listed.name, listed.namespace, { engine: Engine._of(engineFactsOfKey(listed.engine)!) });
  const entries = database._lives
    .flatMap(life => life.restorable.map(item => ({ item, life })))
    .filter(({ item }) => (method === undefined || item.makeup.method === method) && isAtOrBefore(item, at));
  if (database._lives.length > 1) entries.sort((a, b) => compareListed(a.item, b.item));
  return { listed, database, entries };
}
