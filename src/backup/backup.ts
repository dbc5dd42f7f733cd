import { Construct } from 'constructs';
import {
  BackupOptions, ContinuousBackupOptions, LogicalBackupOptions, ScheduledBackupOptions, VolumeSnapshotBackupOptions,
} from './backup-options';
import { BackupBinding, bindBackup } from './bind';
import { BackupPart, BackupPlan, BackupTarget } from './part';
import { planBackup } from './plan';
import { backupStorage, directory, objectName, template } from './values';
import { jobPod } from '../platform/values';
import { ArchiverDriver } from '../resources/archiver-parts';
import { RetryConfig } from '../resources/types/schedule';
import { backupHooks, deletionPolicy } from '../resources/values';
import { BackupMethod } from '../snapshots/method';
import { Fields, instance, list, map, struct } from '../values/compound';
import { data } from '../values/data';
import { made } from '../values/given';
import { isDnsLabel } from '../values/kebab';
import { optional } from '../values/kind';
import { LABEL_FORM, namespacedRef, subdomain } from '../values/names';
import { anyText, choice, count, flag, words } from '../values/texts';
import { cron, duration, goDuration, logRetention } from '../values/times';

const retention = optional(instance('Retention', 'Retention.keepLast(…), Retention.keepFor(…), Retention.of(…)'));
const snapshotClass = optional(subdomain('the name of a VolumeSnapshotClass'));

const COMMON: Fields<BackupOptions> = {
  storage: backupStorage,
  encryptionSecret: optional(namespacedRef('a Secret')),
  retention,
  params: optional(map(words('the name of a parameter'), anyText)),
  pod: jobPod,
  timeout: optional(duration),
  retry: optional(struct<RetryConfig>({ maxRetry: optional(count('a number of tries', 1)), delay: optional(goDuration) })),
  sessionHistoryLimit: optional(count('a number of BackupSessions')),
  deletionPolicy,
  paused: optional(flag),
};

const SCHEDULED: Fields<ScheduledBackupOptions> = {
  ...COMMON,
  schedule: cron,
  name: optional(template('the name of a session', isDnsLabel, LABEL_FORM)),
  repository: optional(objectName('the name of a Repository')),
  directory: optional(directory),
  configuration: optional(objectName('the name of a BackupConfiguration')),
  hooks: optional(backupHooks),
  verifier: optional(namespacedRef('a BackupVerifier')),
  spec: optional(data),
};

const SCHEDULED_BACKUP = struct<ScheduledBackupOptions>(SCHEDULED);

const LOGICAL = struct<LogicalBackupOptions>({ ...SCHEDULED, withManifest: optional(flag) });

const VOLUME_SNAPSHOT = struct<VolumeSnapshotBackupOptions>({ ...SCHEDULED, volumeSnapshotClassName: snapshotClass });

const CONTINUOUS = struct<ContinuousBackupOptions>({
  ...COMMON,
  fullBackup: cron,
  manifestBackup: optional(cron),
  driver: optional(choice('a driver of full backups', ArchiverDriver)),
  volumeSnapshotClassName: snapshotClass,
  logRetention: optional(logRetention),
  logRetentionSchedule: optional(cron),
  name: optional(objectName('the name of an archiver')),
  spec: optional(data),
});

/** Several ways at once. */
const BACKUPS = list(instance('Backup', 'Backup.logical(…), Backup.continuous(…) and the like'), 1);

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
    return made('Backup.continuous', CONTINUOUS, options, archiver => new Backup([{ archiver }]));
  }

  /**
   * Dumps by the engine's own tools, which can be restored into a database that is there.
   *
   * @param options when, where to, and how long it stays
   */
  public static logical(options: LogicalBackupOptions): Backup {
    return made('Backup.logical', LOGICAL, options, session => new Backup([{ method: BackupMethod.LOGICAL, session, withManifest: session.withManifest }]));
  }

  /**
   * Copies of the files of a whole server.
   *
   * @param options when, where to, and how long it stays
   */
  public static physical(options: ScheduledBackupOptions): Backup {
    return made('Backup.physical', SCHEDULED_BACKUP, options, session => new Backup([{ method: BackupMethod.PHYSICAL, session }]));
  }

  /**
   * CSI snapshots of the volumes.
   *
   * @param options when, where to, and how long they stay
   */
  public static volumeSnapshot(options: VolumeSnapshotBackupOptions): Backup {
    return made('Backup.volumeSnapshot', VOLUME_SNAPSHOT, options, session => {
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
    return made('Backup.manifest', SCHEDULED_BACKUP, options, session => new Backup([{ method: BackupMethod.MANIFEST, session }]));
  }

  /**
   * Saved objects of the dashboards of Elasticsearch and OpenSearch.
   *
   * @param options when, where to, and how long they stay
   */
  public static dashboard(options: ScheduledBackupOptions): Backup {
    return made('Backup.dashboard', SCHEDULED_BACKUP, options, session => new Backup([{ method: BackupMethod.DASHBOARD, session }]));
  }

  /**
   * Several ways at once.
   *
   * @param parts the ways
   */
  public static combined(...parts: Backup[]): Backup {
    return made('Backup.combined', BACKUPS, parts, all => new Backup(all.flatMap(p => p._parts)));
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
