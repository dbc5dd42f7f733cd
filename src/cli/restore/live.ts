import { Construct } from 'constructs';
import { FIRST } from '../../plan/identity';
import { Incarnation, LogSource } from '../../plan/request';
import { ExistingDatabase, ExistingDatabaseOptions } from '../../restore/existing-database';
import { DatabaseState } from '../../restore/state';
import { maintenanceName } from '../../traffic/endpoints';
import { LiveDatabase } from '../cluster/database';
import { servicesOf } from '../cluster/record';
import { Resource } from '../kubectl';

/**
 * A database of the cluster as a construct: under the name that its users know, with the incarnation that serves now
 * and the restores that its record knows, so that the next restore follows on them.
 */
export function presentDatabase(
  scope: Construct, id: string, live: LiveDatabase & { manifest: Resource }, options: ExistingDatabaseOptions, logs: LogSource | undefined,
): ExistingDatabase {
  const { record, manifest, name, namespace } = live;
  const [clientServiceName, readOnlyServiceName] = record === undefined ? [] : servicesOf(record);
  const database = ExistingDatabase.fromManifest(scope, id, { ...manifest, metadata: { ...manifest.metadata, name, namespace } }, {
    clientServiceName, readOnlyServiceName, recordName: record?.name, ...options,
  });
  const incarnation = presentIncarnation(live);
  const state: DatabaseState = {
    ...database._state,
    incarnation,
    maintenance: maintenanceName(incarnation.name),
    bound: { ...database._state.bound, ...(logs === undefined ? {} : { logs }) },
  };
  (database as { _state: DatabaseState })._state = state;
  database._front.state = state;
  // A database with a record has its Services, perhaps not quite as they would be made here: they are left alone.
  if (record !== undefined && record.restore !== '') ['Client', 'ReadOnly', 'Incarnation'].forEach(child => database.node.tryRemoveChild(child));
  return database;
}

function presentIncarnation({ record, manifest }: LiveDatabase & { manifest: Resource }): Incarnation {
  const name = manifest.metadata.name;
  if (record === undefined || record.restore === '' || record.restore === FIRST) return { name, restore: FIRST, predecessors: [] };
  const earlier = Object.keys(record.done).filter(id => id !== record.restore && id !== FIRST);
  return { name, restore: record.restore, predecessors: [FIRST, ...earlier] };
}
