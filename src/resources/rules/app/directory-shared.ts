import { repositoriesOf } from './repositories';
import { AppSubject, groupsBy } from './subject';
import { rule } from '../../../findings/finding';

/** One directory for two Repositories: they would write over each other. Upstream compares the texts, this the paths. */
export const directoryShared = rule<AppSubject>('directory-shared', subject => (
  groupsBy(repositoriesOf(subject), r => (r.storage === undefined || r.directory === undefined ? undefined : `${r.storage}:${r.directory}`))
    .map(same => ({ same, names: [...new Set(same.map(r => `${r.namespace}/${r.name}`))] }))
    .filter(({ names }) => names.length > 1)
    .map(({ same, names }) => ({
      message: `the Repositories ${names.join(' and ')} share a directory of BackupStorage ${same[0].storage}`,
      value: same[0].directory,
      remedy: 'give each Repository a directory of its own',
    }))
));
