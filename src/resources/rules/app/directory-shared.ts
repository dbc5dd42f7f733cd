import { repositoriesByPlace } from './places';
import { AppSubject } from './subject';
import { rule } from '../../../findings/finding';

/**
 * One directory for two Repositories: they would write over each other. Upstream compares the texts within a BackupStorage, this
 * the places, whatever part of them stands in the prefix of the BackupStorage.
 */
export const directoryShared = rule<AppSubject>('directory-shared', subject => [...repositoriesByPlace(subject).values()]
  .map(same => ({ same, names: [...new Set(same.map(r => `${r.namespace}/${r.name}`))], storages: [...new Set(same.map(r => r.storage))] }))
  .filter(({ names }) => names.length > 1)
  .map(({ same, names, storages }) => ({
    message: `the Repositories ${names.join(' and ')} share a directory of BackupStorage ${storages.join(' and ')}`,
    value: same[0].directory,
    path: same[same.length - 1].owner.path,
    remedy: 'give each Repository a directory of its own',
  })));
