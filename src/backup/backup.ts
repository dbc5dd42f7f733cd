import { Construct } from 'constructs';
import {
  ContinuousBackupOptions, LogicalBackupOptions, ScheduledBackupOptions, VolumeSnapshotBackupOptions,
} from './backup-options';
import { BackupBinding, bindBackup } from './bind';
import { BackupPart, BackupPlan, BackupTarget } from './part';
import { planBackup } from './plan';
import { backups, continuousBackup, logicalBackup, scheduledBackup, volumeSnapshotBackup } from './values';
import { BackupMethod } from '../snapshots/method';
import { made } from '../values/given';

/**
 * How a database is backed up. A value: it is bound anew for each incarnation of a database, with Repositories and
 * directories of its own, because a Repository never changes its database.
 *
 * @example
 *
 * import { App, Chart, Cron } from 'cdk8s';
 * import { Backup, BackupStorage, Retention, StorageBackend } from 'cdk8s-kubestash';
 *
 * const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
 * const storage = new BackupStorage(chart, 'Storage', { backend: StorageBackend.s3({ bucket: 'backups' }) });
 * const backup = Backup.combined(
 *   Backup.continuous({ storage, encryptionSecret: { name: 'restic' }, fullBackup: Cron.daily(), logRetention: '30d' }),
 *   Backup.logical({ storage, encryptionSecret: { name: 'restic' }, schedule: Cron.weekly(), retention: Retention.keepLast(8) }),
 * );
 */
export class Backup {
  /**
   * Full backups and the logs since, by an archiver: any moment can be restored, into a new database.
   *
   * @param options when, where to, and how long it stays
   */
  public static continuous(options: ContinuousBackupOptions): Backup {
    return made('Backup.continuous', continuousBackup, options, archiver => new Backup([{ archiver }]));
  }

  /**
   * Dumps by the engine's own tools, which can be restored into a database that is there.
   *
   * @param options when, where to, and how long it stays
   */
  public static logical(options: LogicalBackupOptions): Backup {
    return made('Backup.logical', logicalBackup, options, session => new Backup([{ method: BackupMethod.LOGICAL, session, withManifest: session.withManifest }]));
  }

  /**
   * Copies of the files of a whole server.
   *
   * @param options when, where to, and how long it stays
   */
  public static physical(options: ScheduledBackupOptions): Backup {
    return made('Backup.physical', scheduledBackup, options, session => new Backup([{ method: BackupMethod.PHYSICAL, session }]));
  }

  /**
   * CSI snapshots of the volumes.
   *
   * @param options when, where to, and how long they stay
   */
  public static volumeSnapshot(options: VolumeSnapshotBackupOptions): Backup {
    return made('Backup.volumeSnapshot', volumeSnapshotBackup, options, session => {
      const { volumeSnapshotClassName: name } = session;
      const params: Record<string, string> = name === undefined ? {} : { volumeSnapshotClassName: name };
      return new Backup([{ method: BackupMethod.VOLUME_SNAPSHOT, session, params }]);
    });
  }

  /**
   * The Kubernetes objects of the database, without its data.
   *
   * @param options when, where to, and how long they stay
   */
  public static manifest(options: ScheduledBackupOptions): Backup {
    return made('Backup.manifest', scheduledBackup, options, session => new Backup([{ method: BackupMethod.MANIFEST, session }]));
  }

  /**
   * Saved objects of the dashboards of Elasticsearch and OpenSearch.
   *
   * @param options when, where to, and how long they stay
   */
  public static dashboard(options: ScheduledBackupOptions): Backup {
    return made('Backup.dashboard', scheduledBackup, options, session => new Backup([{ method: BackupMethod.DASHBOARD, session }]));
  }

  /**
   * Several ways at once.
   *
   * @param parts the ways
   */
  public static combined(...parts: Backup[]): Backup {
    return made('Backup.combined', backups, parts, all => new Backup(all.flatMap(p => p._parts)));
  }

  private constructor(/** @internal */ public readonly _parts: readonly BackupPart[]) {}

  /**
   * What it comes to for one database: pure, nothing is made.
   *
   * @internal
   */
  public _plan(target: BackupTarget): BackupPlan {
    return planBackup(this._parts, target);
  }

  /**
   * Makes the objects of the plan.
   *
   * @internal
   */
  public _bind(scope: Construct, id: string, target: BackupTarget): BackupBinding {
    return bindBackup(scope, id, this._plan(target));
  }
}
