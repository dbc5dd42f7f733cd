import { Chart, Cron, Size } from 'cdk8s';
import {
  Backup, BackupMethod, BackupStorage, Check, Engine, RestorableDatabase, RestorableDatabaseProps, RestorePoint, Resume, Snapshot,
  SnapshotAttributes, StorageBackend,
} from 'cdk8s-kubestash';

/** A BackupStorage of the namespace: a bucket of its own, since upstream refuses two storages at one place. */
export function storageOf(chart: Chart): BackupStorage {
  return new BackupStorage(chart, 'Storage', {
    backend: StorageBackend.s3({ bucket: chart.namespace!, region: 'eu-central-1', secret: { name: 's3-credentials' } }),
  });
}

export const restic = { name: 'restic' };

/** A small PostgreSQL, with a read-only Service. */
export function postgres(chart: Chart, id: string, props: Partial<RestorableDatabaseProps> = {}): RestorableDatabase {
  return new RestorableDatabase(chart, id, {
    engine: Engine.POSTGRES, version: '17.5', replicas: 2, storage: { size: Size.gibibytes(1) }, ...props,
  });
}

/** Full backups and logs in the namespace's storage. */
export function continuous(storage: BackupStorage): Backup {
  return Backup.continuous({ storage, encryptionSecret: restic, fullBackup: Cron.daily() });
}

/** Dumps in the namespace's storage. */
export function logical(storage: BackupStorage): Backup {
  return Backup.logical({ storage, encryptionSecret: restic, schedule: Cron.daily() });
}

/** A Snapshot of `database` in `<database>-old`, pinned as the command line prints it. */
export function snapshotOf(namespace: string, database: string, name: string, more: Partial<SnapshotAttributes> = {}): Snapshot {
  return Snapshot.fromAttributes(name, {
    method: BackupMethod.LOGICAL,
    engine: Engine.POSTGRES,
    version: '17.5',
    namespace,
    repository: `${database}-old`,
    database,
    time: '2026-01-05T09:00:00Z',
    encryptionSecret: restic,
    ...more,
  });
}

/** Opens by itself if the database holds this. */
export function openIfHolds(content: string): Resume {
  return Resume.automatic({ checks: [Check.sql(`holds ${content}`, { name: 'holds' })] });
}

export { RestorePoint };
