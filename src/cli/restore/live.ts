import { Construct } from 'constructs';
import { Incarnation, LogSource, Restored } from '../../plan/request';
import { FIRST } from '../../protocol/names';
import { servicesOf } from '../../protocol/routes';
import { ExistingDatabase } from '../../restore/existing-database';
import { ExistingDatabaseOptions } from '../../restore/existing-database-options';
import { LiveDatabase } from '../cluster/database';
import { ClusterObject } from '../cluster/objects';

/**
 * A database of the cluster as a construct: under the name that its users know, with the incarnation that serves now
 * and the restores that its record knows, so that the next restore follows on them.
 */
export function presentDatabase(
  scope: Construct, id: string, live: LiveDatabase & { manifest: ClusterObject }, options: ExistingDatabaseOptions, logs: LogSource | undefined,
): ExistingDatabase {
  const { record, manifest, name, namespace } = live;
  const [clientServiceName, readOnlyServiceName] = record === undefined ? [] : servicesOf(record.routes);
  return ExistingDatabase._present(scope, id, { ...manifest, metadata: { ...manifest.metadata, name, namespace } }, {
    clientServiceName, readOnlyServiceName, recordName: record?.name, ...options,
  }, { incarnation: presentIncarnation(live), logs, opened: record !== undefined && record.restore !== '' });
}

function presentIncarnation({ name, record, manifest }: LiveDatabase & { manifest: ClusterObject }): Incarnation {
  const restored = (id: string): Restored => ({ id, name: `${name}-${id}` });
  const first = restored(FIRST);
  const current = manifest.metadata.name;
  if (record === undefined || record.restore === '' || record.restore === FIRST) return { name: current, restore: first, predecessors: [] };
  const earlier = Object.keys(record.done).filter(id => id !== record.restore && id !== FIRST);
  return { name: current, restore: restored(record.restore), predecessors: [first, ...earlier.map(restored)] };
}
