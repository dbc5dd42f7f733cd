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

/** What a Snapshot is made of, told by the names of its components: a sum of these bits. */
export enum Part {
  NONE = 0,
  DUMP = 1,
  PHYSICAL = 2,
  VOLUME_SNAPSHOT = 4,
  MANIFEST = 8,
  DASHBOARD = 16,
  /** Logs since a full backup: what makes a window of recoverable time. Nothing that could be restored by itself. */
  LOG = 32,
  /** A component whose name says nothing to us. */
  OTHER = 64,
}

const PART_OF_METHOD: Record<BackupMethod, Part> = {
  [BackupMethod.LOGICAL]: Part.DUMP,
  [BackupMethod.PHYSICAL]: Part.PHYSICAL,
  [BackupMethod.VOLUME_SNAPSHOT]: Part.VOLUME_SNAPSHOT,
  [BackupMethod.MANIFEST]: Part.MANIFEST,
  [BackupMethod.DASHBOARD]: Part.DASHBOARD,
};

/**
 * What a component is (a key of `status.components`). `hasLogStats` tells the logs from all else: ClickHouse keeps
 * them in `metadata` and `data`. Components of several pods or nodes carry a suffix: `dump-pod-0`.
 */
export function partOf(component: string, hasLogStats = false): Part {
  if (hasLogStats) return Part.LOG;
  const dash = component.indexOf('-');
  switch (dash < 0 ? component : component.slice(0, dash)) {
    case 'dump': return Part.DUMP;
    case 'physical': return Part.PHYSICAL;
    case 'volumesnapshot': return Part.VOLUME_SNAPSHOT;
    case 'manifest': return Part.MANIFEST;
    case 'dashboard': return Part.DASHBOARD;
    case 'wal': return Part.LOG;
    default: return Part.OTHER;
  }
}

/** The method of a Snapshot with these parts, undefined where nothing in it can be restored by itself. */
export function methodOf(parts: number): BackupMethod | undefined {
  return METHODS.find(method => (parts & PART_OF_METHOD[method]) !== 0);
}

/** Whether the objects of the database were backed up along with its data. */
export function carriesManifest(parts: number): boolean {
  return (parts & Part.MANIFEST) !== 0 && (parts & ~(Part.MANIFEST | Part.LOG | Part.OTHER)) !== 0;
}

/** Names of components that a Snapshot of this method has, where nobody said which. */
export function usualComponents(method: BackupMethod, withManifest: boolean): string[] {
  const first = method === BackupMethod.LOGICAL ? 'dump' : method.replace('-', '');
  return withManifest && method !== BackupMethod.MANIFEST ? [first, 'manifest'] : [first];
}
