import { Engine } from '../../engines/engine';
import { SnapshotCatalog } from '../../snapshots/catalog';
import { DatabaseSnapshots } from '../../snapshots/database-snapshots';
import { contains } from '../../snapshots/intervals';
import { BackupMethod } from '../../snapshots/method';
import { Snapshot } from '../../snapshots/snapshot';
import { RecoveryWindow } from '../../snapshots/window';
import { ClusterObject } from '../cluster/objects';
import { Call } from '../command';
import { usageError } from '../exit';
import { readMoment } from '../times';

/** Which data was asked for. */
export type Asked =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | {
    readonly kind: 'time';
    readonly time: string;
    /** The window that it lies in, else the last one there is. */
    readonly window?: RecoveryWindow;
    /** The full backup at the start of that window. */
    readonly full?: Snapshot;
  };

/** The database whose data it is, and as it is in the cluster. */
interface Source {
  readonly name: string;
  readonly namespace?: string;
  readonly live?: ClusterObject;
}

/** Refuses what is wrong about `--at`, `--snapshot` and `--latest` whatever there is in the cluster. */
export function refuseUnclear({ io, options }: Call): void {
  const [at, name] = [options.text('at'), options.text('snapshot')];
  const ways = [at !== undefined, name !== undefined, options.flag('latest')].filter(Boolean).length;
  if (ways !== 1) {
    throw usageError(ways === 0 ? 'which data?' : 'which data? More than one answer was given', 'say one of --at TIME, --snapshot NAME, --latest; cdk8s-kubestash snapshots lists what there is');
  }
  if (at !== undefined) readMoment(at, io);
}

/** Resolves `--at`, `--snapshot` and `--latest` by the catalog. */
export function askedPoint(call: Call, catalog: SnapshotCatalog, { name: database, namespace, live }: Source): Asked {
  const { io, options } = call;
  const [at, name, method] = [options.text('at'), options.text('snapshot'), options.text('method') as BackupMethod | undefined];
  // Databases of two kinds may have one name.
  const engine = live === undefined ? undefined : Engine._ofKind(live.kind, live.spec?.version);
  const found = catalog.database(database, namespace, { engine });
  if (name !== undefined) return { kind: 'snapshot', snapshot: found.named(name) };
  if (at === undefined) return { kind: 'snapshot', snapshot: found.latest(method) };
  const time = readMoment(at, io);
  if (method !== undefined || !keepsLogs(found)) return { kind: 'snapshot', snapshot: found.before(time, method) };
  return { kind: 'time', time, ...windowFor(found, time, live?.metadata.name) };
}

/** Whether moments come out of logs: not in an engine whose archiver takes full backups alone. */
function keepsLogs({ snapshots: [newest] }: DatabaseSnapshots): boolean {
  const { archiver } = newest?.engine._facts ?? {};
  return archiver === undefined || archiver.logPart !== undefined;
}

/** The window of a time: of the present incarnation, else of any; where there is none, the last one, and a rule objects. */
function windowFor(found: DatabaseSnapshots, time: string, current: string | undefined): { window?: RecoveryWindow; full?: Snapshot } {
  const covering = found.windows.filter(w => contains([w], time));
  const window = covering.find(w => w.database === current) ?? covering[covering.length - 1] ?? found.windows[found.windows.length - 1];
  return window === undefined ? {} : { window, full: found.named(window.fullSnapshot) };
}
