import { BackupSubject } from './subject';
import { Problem, rule } from '../../findings/finding';
import { repeated } from '../../resources/rules/subject';
import { BackupPart, BackupTarget, isArchiver } from '../part';

/** Names that two backups of a database share, or that KubeDB's operator gives to what it makes. */
export const backupNameTaken = rule<BackupSubject>('backup-name-taken', ({ parts, target, plan }) => {
  const sessions = repeated(plan.configurations.flatMap(c => c.sessions.map(s => `${c.name}/${s.name}`)));
  const problems: Problem[] = [
    ...sessions.map(s => ({
      message: `two backups of ${target.database} are called ${s.split('/')[1]}`,
      remedy: 'give one of them another name',
    })),
    // Of one session, they have the name of that.
    ...(sessions.length > 0 ? [] : repeated(plan.repositories.map(r => r.name))).map(r => ({
      message: `two backups of ${target.database} write to the Repository ${r}`,
      remedy: 'give one of them another name; those of an archiver are named by KubeDB',
    })),
  ];
  return [...problems, ...operatorNames(parts, target, plan)];
}, 'backup.name');

function operatorNames(parts: readonly BackupPart[], { database }: BackupTarget, plan: BackupSubject['plan']): Problem[] {
  if (!parts.some(isArchiver)) return [];
  return plan.configurations.filter(c => c.name === `${database}-archiver`).map(c => ({
    message: `the BackupConfiguration ${c.name} is made by KubeDB for the continuous backup`,
    remedy: 'give it another name',
  }));
}
