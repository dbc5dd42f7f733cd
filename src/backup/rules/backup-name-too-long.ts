import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';
import { MAX_LABEL } from '../../values/kebab';

/** Names of Repositories and BackupConfigurations become values of labels, which hold at most 63 characters. */
export const backupNameTooLong = rule<BackupSubject>('backup-name-too-long', ({ target, plan }) => {
  const names = [
    ...plan.repositories.map(({ name }) => ({ kind: 'Repository', name })),
    ...[...plan.configurations.map(({ name }) => name), ...(plan.archiver === undefined ? [] : [plan.archiver.configuration])].map(name => ({ kind: 'BackupConfiguration', name })),
  ].filter(({ name }) => name.length > MAX_LABEL);
  if (names.length === 0) return [];
  const { kind, name } = names.reduce((longest, one) => (one.name.length > longest.name.length ? one : longest));
  return [{
    message: `the name of the ${kind} of ${target.database} has ${name.length} characters`,
    value: name,
    allowed: `at most ${MAX_LABEL}`,
    remedy: 'shorten the name of the database or of the backup',
  }];
}, 'name', 'backup');
