import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';
import { MAX_LABEL } from '../../values/kebab';

/** Names of Repositories and BackupConfigurations become values of labels, which hold at most 63 characters. */
export const backupNameTooLong = rule<BackupSubject>('backup-name-too-long', ({ target, plan }) => {
  const names = [
    ...plan.repositories.map(r => ({ kind: 'Repository', name: r.name })),
    ...plan.configurations.map(c => ({ kind: 'BackupConfiguration', name: c.name })),
    ...(plan.archiver === undefined ? [] : [{ kind: 'BackupConfiguration', name: plan.archiver.configuration }]),
  ];
  return names.filter(({ name }) => name.length > MAX_LABEL).map(({ kind, name }) => ({
    message: `the name of the ${kind} of ${target.database} has ${name.length} characters`,
    value: name,
    allowed: `at most ${MAX_LABEL}`,
    remedy: 'shorten the name of the database or of the backup',
  }));
}, 'name', 'backup');
