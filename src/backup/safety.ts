import { ApiObject, Cron } from 'cdk8s';
import { Construct } from 'constructs';
import { Backup } from './backup';
import { IBackupStorage } from './backup-storage';
import { renderPlanned } from './bind';
import { BackupPart, BackupTarget, isArchiver, PlannedObject, PlannedRepository, SessionPart } from './part';
import { planBackup } from './plan';
import { Retention } from './retention';
import { NamespacedRef } from '../engines/refs';
import { Finding, finding, Severity } from '../findings/finding';
import { BackupMethod } from '../snapshots/method';

/** What is known about where a safety backup may go. */
export interface SafetyRequest {
  /** Name of the restore. */
  readonly restore: string;
  /** Storage of the user's choice. */
  readonly storage?: IBackupStorage;
  /** Secret of the user's choice. */
  readonly encryptionSecret?: NamespacedRef;
  /** How the database is backed up anyway: where its logical backups go the safety backup goes too. */
  readonly backup?: Backup;
}

/** A backup that is taken once, before a running database is written over. */
export interface SafetyBackupPlan {
  readonly objects: PlannedObject[];
  /** BackupConfiguration and session that a run triggers. */
  readonly configuration: string;
  readonly session: string;
  readonly repository?: PlannedRepository;
  readonly storages: { readonly name: string; readonly namespace: string }[];
  readonly problems: Finding[];
}

const SESSION = 'safety';

/** Never comes while the session is suspended; upstream demands one. */
const NEVER = Cron.schedule({ minute: '0', hour: '0', day: '1', month: '1', weekDay: '*' });

/** Nobody wants the last way back to be tidied away. */
const FOR_GOOD = '100y';

/**
 * The safety backup of one overwrite: a BackupConfiguration whose only session is suspended, so that it runs when a run
 * triggers it and never by itself. Repository, directory and RetentionPolicy are its own: neither does its retention touch
 * the Snapshot that is about to be restored, nor that of others this one.
 */
export function planSafety(request: SafetyRequest, target: BackupTarget): SafetyBackupPlan {
  const name = `${request.restore}-${SESSION}`;
  const model = modelOf(request.backup?._parts ?? []);
  const storage = request.storage ?? model?.options.storage;
  if (storage === undefined) {
    return {
      objects: [],
      configuration: name,
      session: SESSION,
      storages: [],
      problems: [finding('safety-backup-without-storage', Severity.ERROR, {
        message: `nobody knows where the safety backup of ${target.database} may go: no backup of it is declared`,
        remedy: 'name a storage with SafetyBackup.to(…), give the database a backup, or say SafetyBackup.none(…) and why',
      })],
    };
  }
  const plan = planBackup([{
    method: BackupMethod.LOGICAL,
    session: {
      storage,
      encryptionSecret: request.encryptionSecret ?? model?.options.encryptionSecret,
      schedule: NEVER,
      paused: true,
      retention: Retention.of({ maxAge: FOR_GOOD, name }),
      name: SESSION,
      repository: name,
      configuration: name,
      directory: `${target.directory}/${SESSION}/${request.restore}`,
      params: model?.logical?.session.params,
      pod: model?.logical?.session.pod,
      timeout: model?.logical?.session.timeout,
    },
  }], target);
  const { objects, storages, problems, repositories: [repository] } = plan;
  return { objects, configuration: name, session: SESSION, repository, storages, problems };
}

/** Makes the objects of a safety backup. */
export function bindSafety(scope: Construct, id: string, plan: SafetyBackupPlan): ApiObject[] {
  return renderPlanned(scope, id, plan.objects, plan.problems);
}

/** The part to go by: the first logical one, else the first. */
function modelOf(parts: readonly BackupPart[]) {
  const logical = parts.find((p): p is SessionPart => !isArchiver(p) && p.method === BackupMethod.LOGICAL);
  const model = logical ?? parts[0];
  return model && { logical, options: isArchiver(model) ? model.archiver : model.session };
}
