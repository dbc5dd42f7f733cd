import { BackupSubject } from './subject';
import { Problem, rule } from '../../findings/finding';
import { MAX_LABEL } from '../../values/kebab';

/** Names of Repositories and BackupConfigurations become values of labels, which hold at most 63 characters. */
export const backupNameTooLong = rule<BackupSubject>('backup-name-too-long', ({ target, plan }) => {
  const problems: Problem[] = [];
  const look = (kind: string, name: string): void => {
    if (name.length > MAX_LABEL) problems.push(tooLong(kind, name, target.database));
  };
  for (const { name } of plan.repositories) look('Repository', name);
  for (const { name } of plan.configurations) look('BackupConfiguration', name);
  if (plan.archiver !== undefined) look('BackupConfiguration', plan.archiver.configuration);
  return problems;
}, 'name', 'backup');

function tooLong(kind: string, name: string, database: string): Problem {
  return {
    message: `the name of the ${kind} of ${database} has ${name.length} characters`,
    value: name,
    allowed: `at most ${MAX_LABEL}`,
    remedy: 'shorten the name of the database or of the backup',
  };
}
