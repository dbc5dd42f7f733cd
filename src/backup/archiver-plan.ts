import { ContinuousBackupOptions } from './backup-options';
import { BackupTarget, PlannedArchiver, PlannedObject, PlannedRepository } from './part';
import { engineNeeds, jobTemplateOf, logPodOf, schedulerOf } from './pods';
import { cronText, filled, placeOf, planRetention } from './session-plan';
import { ArchiverFacts, EngineFacts } from '../engines/facts';
import { ObjectRole } from '../gitops/role';
import { mergeSpec } from '../resources/merge';
import { durationText, plain } from '../resources/words';
import { BackupMethod } from '../snapshots/method';
import { Json } from '../values/json';

/** Name of the driver that takes VolumeSnapshots. */
export const VOLUME_SNAPSHOTTER = 'VolumeSnapshotter';

/** What full backups are: of volumes, of files where the addon has a task for them, else dumps. */
function methodOf(driver: string, { tasks }: EngineFacts): BackupMethod {
  if (driver === VOLUME_SNAPSHOTTER) return BackupMethod.VOLUME_SNAPSHOT;
  return driver === 'Restic' && tasks.physical !== undefined ? BackupMethod.PHYSICAL : BackupMethod.LOGICAL;
}

/** An archiver with what belongs to it. */
export interface PlannedArchive {
  readonly objects: PlannedObject[];
  readonly archiver: PlannedArchiver;
  readonly repositories: PlannedRepository[];
}

/** What takes the full backups. */
export function driverOf(options: ContinuousBackupOptions, facts: ArchiverFacts): string {
  const snapshots = options.volumeSnapshotClassName !== undefined && facts.drivers.includes(VOLUME_SNAPSHOTTER);
  return options.driver ?? (snapshots ? VOLUME_SNAPSHOTTER : facts.drivers[0]);
}

/**
 * The archiver of one database. It selects its database by labels that nothing else carries, in its own namespace. What
 * KubeDB's operator makes of it is called after the database, and lies below `<namespace>/<database>` in the storage.
 */
export function planArchiver(options: ContinuousBackupOptions, facts: ArchiverFacts, target: BackupTarget): PlannedArchive {
  const { database, namespace } = target;
  const driver = driverOf(options, facts);
  const { storage, encryptionSecret } = placeOf(options, target);
  const retention = planRetention('Retention-archiver', `${database}-archiver`, options.retention, target);
  const withManifest = options.manifestBackup !== undefined;
  const typed = archiverSpecOf(options, facts, target, { driver, storage, encryptionSecret, retention: retention.ref });
  const { merged, conflicts } = mergeSpec(typed, options.spec);
  const archiver: PlannedArchiver = {
    name: filled(options.name ?? `${database}-archiver`, target),
    kind: facts.kind,
    driver,
    configuration: `${database}-archiver`,
    fullRepository: `${database}${facts.repositories.full}`,
    ...(withManifest && facts.repositories.manifest !== undefined ? { manifestRepository: `${database}${facts.repositories.manifest}` } : {}),
    ...(encryptionSecret === undefined ? {} : { encryptionSecret }),
  };
  const secret = encryptionSecret === undefined ? {} : { encryptionSecret };
  return {
    archiver,
    repositories: [
      { name: archiver.fullRepository, method: methodOf(driver, target.facts), storage, ...secret },
      ...(archiver.manifestRepository === undefined ? [] : [
        { name: archiver.manifestRepository, method: BackupMethod.MANIFEST, storage, ...secret },
      ]),
    ],
    objects: [
      ...(retention.object === undefined ? [] : [retention.object]),
      {
        id: 'Archiver',
        apiVersion: 'archiver.kubedb.com/v1alpha1',
        kind: facts.kind,
        name: archiver.name,
        namespace,
        role: ObjectRole.BACKUP,
        // What upstream's guides add stands below what the user says.
        spec: mergeSpec(engineNeeds(facts.needs?.(driver) ?? {}, options, target), merged).merged,
        conflicts,
      },
    ],
  };
}

function archiverSpecOf(
  options: ContinuousBackupOptions, facts: ArchiverFacts, target: BackupTarget,
  refs: { driver: string; storage: Json; encryptionSecret?: Json; retention: Json },
): Json {
  const params = {
    ...(refs.driver === VOLUME_SNAPSHOTTER ? { volumeSnapshotClassName: options.volumeSnapshotClassName } : {}),
    ...options.params,
  };
  const common = {
    jobTemplate: jobTemplateOf(options, target),
    timeout: durationText(options.timeout),
    retryConfig: options.retry,
    sessionHistoryLimit: options.sessionHistoryLimit,
  };
  const logs = plain({
    retentionPeriod: options.logRetention,
    retentionSchedule: options.logRetentionSchedule && cronText(options.logRetentionSchedule),
    runtimeSettings: logPodOf(options, target),
  });
  return plain({
    databases: { namespaces: { from: 'Same' }, selector: { matchLabels: target.selectorLabels } },
    backupStorage: { ref: refs.storage },
    retentionPolicy: refs.retention,
    encryptionSecret: refs.encryptionSecret,
    fullBackup: {
      driver: refs.driver,
      task: Object.values(params).some(v => v !== undefined) ? { params } : undefined,
      scheduler: schedulerOf(cronText(options.fullBackup), target),
      ...common,
    },
    manifestBackup: options.manifestBackup && { scheduler: schedulerOf(cronText(options.manifestBackup), target), ...common },
    ...(facts.logPart === undefined || Object.keys(logs).length === 0 ? {} : { [facts.logPart]: logs }),
    deletionPolicy: options.deletionPolicy,
    pause: options.paused,
  });
}
