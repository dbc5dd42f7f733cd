import { Chart, Cron } from 'cdk8s';
import { Backup, BackupStorage, IBackupStorage } from '../../src/backup';
import { BackupPlan, BackupTarget } from '../../src/backup/part';
import { elasticsearch } from '../../src/engines/elasticsearch';
import { EngineFacts } from '../../src/engines/facts';
import { mssqlserver } from '../../src/engines/mssqlserver';
import { postgres } from '../../src/engines/postgres';
import { layersOf } from '../../src/platform/pod-needs';
import { chartIn } from '../resources/harness';

export { elasticsearch, mssqlserver, postgres };

/** A storage that is somewhere else. */
export function storageIn(chart: Chart = chartIn()): IBackupStorage {
  return BackupStorage.fromName(chart, 'Elsewhere', 'storage', { namespace: 'backups' });
}

/** What most backups have. */
export function basics() {
  return { storage: storageIn(), encryptionSecret: { name: 'restic' }, schedule: Cron.daily() };
}

/** A database called orders. */
export function target(facts: EngineFacts = postgres, more: Partial<BackupTarget> = {}): BackupTarget {
  return { database: 'orders', namespace: 'shop', facts, selectorLabels: { incarnation: 'orders' }, directory: 'shop/orders', pods: layersOf(), ...more };
}

/** What a backup comes to for that database. */
export function planOf(backup: Backup, facts?: EngineFacts, more?: Partial<BackupTarget>): BackupPlan {
  return backup._plan(target(facts, more));
}

/** Codes of what is wrong with a backup of that database. */
export function problems(backup: Backup, facts?: EngineFacts, more?: Partial<BackupTarget>): string[] {
  return planOf(backup, facts, more).problems.map(f => f.code);
}

/** The object of a kind in a plan. */
export function object(plan: { objects: BackupPlan['objects'] }, kind: string) {
  return plan.objects.find(o => o.kind === kind)!;
}
