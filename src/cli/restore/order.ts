import { backupSeconds, earlierRestores } from './earlier';
import { liveVolumes } from './live-volumes';
import { manifestIn } from './manifest';
import { askedPoint, Asked, refuseUnclear } from './point';
import { engineFactsOfKind } from '../../engines/registry';
import { DurationFacts } from '../../plan/duration';
import { SnapshotCatalog } from '../../snapshots/catalog';
import { readCatalog } from '../catalog/read';
import { findDatabase, LiveDatabase } from '../cluster/database';
import { InPlaceOffer, restoresInPlace } from '../cluster/in-place';
import { KINDS } from '../cluster/kinds';
import { ClusterObject, getObject } from '../cluster/objects';
import { Call } from '../command';
import { CliError, Exit, usageError } from '../exit';
import { readSize } from '../sizes';
import { backupsOf } from '../status/runs';

/** A database by name. */
export interface DatabaseName {
  readonly name: string;
  readonly namespace: string;
}

/** What was asked for, with all that had to be looked up. */
export interface Order {
  /** The database whose data it is. */
  readonly source: DatabaseName;
  /** A new database; undefined where the source itself is restored. */
  readonly target?: DatabaseName;
  readonly asked: Asked;
  readonly catalog: SnapshotCatalog;
  /** The source as it is; undefined where it is not there. */
  readonly live?: LiveDatabase & { readonly manifest: ClusterObject };
  /** BackupConfigurations of the source, paused while it is written over. */
  readonly backups: readonly string[];
  /** Sizes of the source's volumes, as they are now. */
  readonly volumes: readonly string[];
  /** What earlier restores and backups tell about how long it takes. */
  readonly earlier: Pick<DurationFacts, 'done' | 'backupSeconds'>;
  /** BackupStorage and Secret of the Snapshot: where a safety backup goes. */
  readonly storage?: DatabaseName;
  /** Whether KubeDB could put it back itself; absent where nothing suggests that. */
  readonly inPlace?: InPlaceOffer;
}

/** Looks up everything that an order needs. */
export async function readOrder(call: Call): Promise<Order> {
  const { kubectl, options, arguments: [name] } = call;
  refuseUnclear(call);
  if (options.text('storage') !== undefined) readSize(options.text('storage')!);
  const file = options.text('manifest');
  const offline = file !== undefined || options.flag('new');
  const manifest = file === undefined ? undefined : manifestIn(file, { name, namespace: kubectl.flags.namespace });
  const namespace = kubectl.flags.namespace ?? manifest?.metadata?.namespace ?? await kubectl.namespace();
  const found = offline ? { name, namespace, manifest } : await findDatabase(kubectl, {
    database: name, namespace, engine: options.text('engine'), record: options.text('record'),
  });
  const catalog = await readCatalog(call, options.flag('all-namespaces') ? undefined : namespace);
  const to = targetOf(call, namespace);
  const listed = catalog.databases.some(d => d.name === name && d.namespace === namespace);
  const live = found.manifest === undefined ? undefined : { ...found, manifest: found.manifest };
  if (live === undefined && !listed && to === undefined && !options.flag('new')) {
    throw new CliError(Exit.FINDINGS, `there is no database "${name}" in namespace ${namespace}, and no Snapshot of one`,
      'is it the right namespace (-n)? Snapshots of other namespaces count with -A, those of an export with --from FILE');
  }
  const current = live?.manifest.metadata.name;
  const asked = askedPoint(call, catalog, { name, namespace: listed || live !== undefined ? namespace : undefined, live: live?.manifest });
  return {
    source: { name, namespace },
    target: to ?? (live === undefined ? { name, namespace } : undefined),
    asked,
    catalog,
    live,
    backups: offline || live === undefined || !(options.flag('overwrite') || options.flag('in-place')) ? [] : (await backupsOf(kubectl, [current], namespace)).map(b => b.name),
    volumes: offline || live === undefined ? [] : await liveVolumes(kubectl, live.manifest),
    earlier: offline ? { done: [] } : {
      done: await earlierRestores(kubectl, catalog.database(name, listed ? namespace : undefined), namespace),
      backupSeconds: await backupSeconds(kubectl, asked),
    },
    storage: await storageOf(call, asked, offline),
    ...(offline || live === undefined || to !== undefined ? {} : { inPlace: await offerOf(call, asked, live.manifest) }),
  };
}

/** Asked only where the engine has it for this kind of data. */
async function offerOf({ kubectl }: Call, asked: Asked, { kind, spec }: ClusterObject): Promise<InPlaceOffer | undefined> {
  const facts = engineFactsOfKind(kind, spec?.version);
  const isOfKind = facts?.inPlace?.replaysLogs === (asked.kind === 'time');
  const refused = facts?.inPlace?.refuses(spec ?? {});
  const isOut = !isOfKind || refused !== undefined || spec?.init?.archiver !== undefined;
  return facts?.inPlace === undefined || isOut ? undefined : { facts, isThere: await restoresInPlace(kubectl, facts) };
}

function targetOf({ options }: Call, namespace: string): DatabaseName | undefined {
  const to = options.text('to');
  if (to === undefined) return undefined;
  const [name, inNamespace, more] = to.split('/');
  if (name === '' || inNamespace === '' || more !== undefined) throw usageError(`--to cannot be "${to}"`, 'write NAME or NAME/NAMESPACE, like orders/staging');
  return { name, namespace: inNamespace ?? namespace };
}

/** Where the Snapshot lies: the safety backup before an overwrite goes there too. */
async function storageOf({ kubectl, options }: Call, asked: Asked, offline: boolean): Promise<DatabaseName | undefined> {
  const given = options.text('safety-storage');
  if (given !== undefined) {
    const [namespace, name, more] = given.split('/');
    if (!namespace || !name || more !== undefined) throw usageError(`--safety-storage cannot be "${given}"`, 'write NAMESPACE/NAME');
    return { name, namespace };
  }
  if (offline || asked.kind === 'time' || asked.snapshot._missing) return undefined;
  const { repository, namespace } = asked.snapshot;
  const found = await getObject(kubectl, { type: KINDS.repository, namespace, name: repository });
  const ref = found?.spec?.storageRef;
  return ref?.name === undefined ? undefined : { name: ref.name, namespace: ref.namespace ?? namespace };
}
