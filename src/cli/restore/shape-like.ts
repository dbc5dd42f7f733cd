import { Engine } from '../../engines/engine';
import { withValueAt } from '../../engines/spec';
import { readManifest } from '../../restore/imported-manifest';
import { DatabaseShape } from '../../restore/shape';
import { Json } from '../../values/json';
import { LiveDatabase } from '../cluster/database';
import { ClusterObject } from '../cluster/objects';

/** What a new database takes from one that is there: its spec without what belongs to that one alone, with what is to be different. */
export function shapeLike(live: LiveDatabase & { manifest: ClusterObject }, different: DatabaseShape): DatabaseShape {
  const { base = {}, version, engine } = readManifest(live.manifest);
  const spec = engine === undefined ? base : adapted(base, engine, different);
  return { version: different.version ?? version, spec };
}

function adapted(base: Json, engine: Engine, { storage, replicas }: DatabaseShape): Json {
  const { layout } = engine._facts;
  const [data, ...others] = layout.storage(base);
  let spec = base;
  const set = (path: readonly string[], value: unknown) => { spec = withValueAt(spec, path, value); };
  if (storage?.size !== undefined && data !== undefined) set([...data, 'resources', 'requests', 'storage'], storage.size.asString());
  if (storage?.storageClassName !== undefined) [data, ...others].forEach(path => set([...path, 'storageClassName'], storage.storageClassName));
  const count = replicas === undefined ? undefined : layout.replicas(base);
  if (count !== undefined) set(count, replicas);
  return spec;
}
