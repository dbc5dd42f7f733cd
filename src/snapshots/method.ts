/** How a backup was taken. The method decides how its data comes back. */
export enum BackupMethod {
  /** A dump by the engine's own tools, restored into a running database. */
  LOGICAL = 'logical',

  /** A copy of the files of a whole server, which only a new database can start from. */
  PHYSICAL = 'physical',

  /** A CSI snapshot of the volume, which only a new database in reach of the storage system can start from. */
  VOLUME_SNAPSHOT = 'volume-snapshot',

  /** The Kubernetes objects that make up the database, without its data. */
  MANIFEST = 'manifest',

  /** Saved objects of the dashboards of Elasticsearch and OpenSearch, without the indexes. */
  DASHBOARD = 'dashboard',
}

/** Methods that bring data back, the one that works in most places first. */
export const DATA_METHODS: readonly BackupMethod[] = [BackupMethod.LOGICAL, BackupMethod.PHYSICAL, BackupMethod.VOLUME_SNAPSHOT];

/** All methods, in the order in which one is taken for the method of a Snapshot that holds several. */
export const METHODS: readonly BackupMethod[] = [...DATA_METHODS, BackupMethod.DASHBOARD, BackupMethod.MANIFEST];

/** Logs since a full backup: what makes a window of recoverable time. Nothing that could be restored by itself. */
const LOG = 'log';

/** What a component is (a key of `status.components`). */
export interface Component {
  readonly name: string;
  /** Tells logs from all else: ClickHouse keeps them in `metadata` and `data`. */
  readonly hasLogStats?: boolean;
}

/** What a Snapshot is, told by its components. */
export interface Makeup {
  readonly components: readonly string[];
  /** Undefined where nothing in it can be restored by itself. */
  readonly method?: BackupMethod;
  /** Whether the objects of the database were backed up along with its data. */
  readonly withManifest: boolean;
  /** Whether it holds logs and nothing that could be restored by itself. */
  readonly isLog: boolean;
}

/** What a Snapshot with these components is. */
export function makeupOf(components: readonly Component[]): Makeup {
  const parts = components.map(partOf);
  const method = METHODS.find(m => parts.includes(m));
  return {
    components: components.map(c => c.name),
    method,
    withManifest: method !== BackupMethod.MANIFEST && parts.includes(BackupMethod.MANIFEST),
    isLog: method === undefined && parts.includes(LOG),
  };
}

/** Names of components that a Snapshot of this method has, where nobody said which. */
export function usualComponents(method: BackupMethod, withManifest: boolean): string[] {
  const first = method === BackupMethod.LOGICAL ? 'dump' : method.replace('-', '');
  return withManifest && method !== BackupMethod.MANIFEST ? [first, 'manifest'] : [first];
}

/** Components of several pods or nodes carry a suffix: `dump-pod-0`. */
function partOf({ name, hasLogStats }: Component): BackupMethod | typeof LOG | undefined {
  if (hasLogStats) return LOG;
  switch (name.split('-', 1)[0]) {
    case 'dump': return BackupMethod.LOGICAL;
    case 'physical': return BackupMethod.PHYSICAL;
    case 'volumesnapshot': return BackupMethod.VOLUME_SNAPSHOT;
    case 'manifest': return BackupMethod.MANIFEST;
    case 'dashboard': return BackupMethod.DASHBOARD;
    // Neo4j calls it `log`.
    case 'log':
    case 'wal': return LOG;
    // Drivers and kinds grow upstream: what is not known here is nothing that can be restored, and no error.
    default: return undefined;
  }
}
