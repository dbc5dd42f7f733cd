import { BackupSubject } from './subject';
import { Problem, rule } from '../../findings/finding';
import { repeated } from '../../resources/rules/subject';

/** Names that two backups of a database share, or that KubeDB's operator gives to what it makes. */
export const backupNameTaken = rule<BackupSubject>('backup-name-taken', subject => [...sharedNames(subject), ...operatorNames(subject)], 'backup.name');

function sharedNames({ target, plan: { configurations, repositories } }: BackupSubject): Problem[] {
  // One backup has one name, and one with its manifests a Repository each.
  if (repositories.length < 2) return [];
  const sessions = repeated(configurations.flatMap(c => c.sessions.map(s => `${c.name}/${s.name}`)));
  if (sessions.length > 0) {
    return sessions.map(s => ({
      message: `two backups of ${target.database} are called ${s.split('/')[1]}`,
      remedy: 'give one of them another name',
    }));
  }
  return repeated(repositories.map(r => r.name)).map(r => ({
    message: `two backups of ${target.database} write to the Repository ${r}`,
    remedy: 'give one of them another name; those of an archiver are named by KubeDB',
  }));
}

function operatorNames({ archivers, sessions, target: { database }, plan }: BackupSubject): Problem[] {
  if (archivers.length === 0 || sessions.length === 0) return [];
  return plan.configurations.filter(c => c.name === `${database}-archiver`).map(c => ({
    message: `the BackupConfiguration ${c.name} is made by KubeDB for the continuous backup`,
    remedy: 'give it another name',
  }));
}
