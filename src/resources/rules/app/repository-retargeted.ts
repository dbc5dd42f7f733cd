import { DeclaredRepository, repositoriesOf } from './repositories';
import { AppSubject, groupsBy, nameOf } from './subject';
import { rule } from '../../../findings/finding';

/** A Repository never changes its target or its BackupStorage: upstream refuses the second user of its name. */
export const repositoryRetargeted = rule<AppSubject>('repository-retargeted', subject => (
  groupsBy(repositoriesOf(subject), r => `${r.namespace}/${r.name}`)
    .filter(same => same.length > 1 && new Set(same.map(useOf)).size > 1)
    .map(same => ({
      message: `the Repository ${same[0].namespace}/${same[0].name} is used for different targets or storages`,
      value: [...new Set(same.map(r => nameOf(r.owner)))].join(', '),
      path: same[same.length - 1].owner.path,
      remedy: 'give each target a Repository of its own',
    }))
));

function useOf(r: DeclaredRepository): string {
  return `${r.target} ${r.storage ?? ''}`;
}
