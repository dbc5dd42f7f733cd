import { PlannedArchive, planArchiver } from './archiver-plan';
import { ContinuousBackupOptions } from './backup-options';
import { BackupPart, BackupPlan, BackupTarget, isArchiver, PlannedObject, SessionPart } from './part';
import { BACKUP_RULES } from './rules';
import { BackupSubject } from './rules/subject';
import { PlannedSession, planSession } from './session-plan';
import { ask, Finding } from '../findings/finding';
import { ObjectRole } from '../gitops/role';
import { isSame } from '../resources/merge';
import { OBJECT_RULES } from '../resources/rules';
import { plain } from '../resources/words';

/**
 * What a backup comes to for one database. Pure: constructs and command line ask the same function.
 *
 * Sessions share one BackupConfiguration named after the database: a restore run pauses it by one patch, and KubeDB's
 * operator, whose own is called `<database>-archiver`, never makes one of that name.
 */
export function planBackup(parts: readonly BackupPart[], target: BackupTarget): BackupPlan {
  const archivers: ContinuousBackupOptions[] = [];
  const sessions: SessionPart[] = [];
  for (const part of parts) {
    if (isArchiver(part)) archivers.push(part.archiver);
    else sessions.push(part);
  }
  const plan = combined(sessions.map(s => planSession(s, target)), archiveOf(archivers, target), target);
  return { ...plan, storages: storagesOf(plan.repositories.map(r => r.storage)), problems: problemsOf({ parts, archivers, sessions, target, plan }) };
}

function archiveOf([continuous]: readonly ContinuousBackupOptions[], target: BackupTarget): PlannedArchive | undefined {
  const { archiver } = target.facts;
  return continuous === undefined || archiver === undefined ? undefined : planArchiver(continuous, archiver, target);
}

function combined(sessions: PlannedSession[], archive: PlannedArchive | undefined, target: BackupTarget): BackupSubject['plan'] {
  if (sessions.length === 0) {
    return { objects: archive?.objects ?? [], repositories: archive?.repositories ?? [], configurations: [], archiver: archive?.archiver };
  }
  const groups = byConfiguration(sessions);
  return {
    objects: unique([
      ...sessions.flatMap(s => (s.retention === undefined ? [] : [s.retention])),
      ...groups.map(group => configurationOf(group, target)),
      ...(archive?.objects ?? []),
    ]),
    repositories: [...sessions.map(s => s.repository), ...(archive?.repositories ?? [])],
    configurations: groups.map(group => ({
      name: group[0].configuration,
      sessions: group.map(s => ({ name: s.name, method: s.repository.method, repository: s.repository.name })),
    })),
    archiver: archive?.archiver,
  };
}

/** Findings about planned objects, in the words of the rules for single objects. */
export function objectFindings(objects: readonly PlannedObject[]): Finding[] {
  return objects.flatMap(object => ask(OBJECT_RULES, object));
}

/** What makes objects that would be refused for it. */
const CAUSES = ['backup-method-not-offered', 'backup-name-taken', 'driver-not-offered'];

function problemsOf(subject: BackupSubject): Finding[] {
  const own = ask(BACKUP_RULES, subject);
  // a method that is not offered leaves a session without task, and two of one name make two of everything: that is said once, in the words of the cause
  return own.some(f => CAUSES.includes(f.code)) ? own : [...own, ...objectFindings(subject.plan.objects)];
}

function byConfiguration(sessions: readonly PlannedSession[]): PlannedSession[][] {
  const groups = new Map<string, PlannedSession[]>();
  for (const s of sessions) groups.set(s.configuration, [...(groups.get(s.configuration) ?? []), s]);
  return [...groups.values()];
}

function configurationOf(sessions: PlannedSession[], target: BackupTarget): PlannedObject {
  const [{ configuration: name }] = sessions;
  const { facts, database, namespace } = target;
  return {
    id: name === database ? 'Configuration' : `Configuration-${name}`,
    apiVersion: 'core.kubestash.com/v1alpha1',
    kind: 'BackupConfiguration',
    name,
    namespace,
    role: ObjectRole.BACKUP,
    spec: plain({
      target: { apiGroup: facts.apiVersion.split('/')[0], kind: facts.kind, name: database, namespace },
      backends: sessions.map(s => s.backend),
      sessions: sessions.map(s => s.spec),
    }),
    conflicts: sessions.flatMap((s, i) => s.conflicts.map(path => `sessions[${i}].${path}`)),
  };
}

/** Objects once each: two backups may name the same RetentionPolicy. Different ones of one name are left for the app's rules. */
function unique(objects: PlannedObject[]): PlannedObject[] {
  return objects.filter((o, i) => !objects.slice(0, i).some(b => b.kind === o.kind && b.name === o.name && isSame(b.spec, o.spec)));
}

function storagesOf(storages: readonly { name: string; namespace: string }[]): { name: string; namespace: string }[] {
  return storages.filter((s, i) => storages.findIndex(one => one.name === s.name && one.namespace === s.namespace) === i);
}
