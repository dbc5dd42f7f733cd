import { BackupSubject } from './subject';
import { rule } from '../../findings/finding';

/** Two archivers for one database: KubeDB attaches one of them, and it is not said which. */
export const continuousTwice = rule<BackupSubject>('continuous-twice', ({ archivers: { length: count }, target }) => (
  count < 2 ? [] : [{
    message: `${target.facts.kind} ${target.database} has ${count} continuous backups`,
    allowed: 'one',
    remedy: 'combine one continuous backup with scheduled ones',
  }]
), 'backup');
