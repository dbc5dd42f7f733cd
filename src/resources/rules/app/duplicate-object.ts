import { AppSubject, groupsBy, nameOf } from './subject';
import { rule } from '../../../findings/finding';

/** Two objects of the same kind, namespace and name: the one that is applied last wins, and nobody notices. */
export const duplicateObject = rule<AppSubject>('duplicate-object', ({ objects }) => (
  groupsBy(objects, o => `${o.group}/${o.kind}/${o.namespace ?? ''}/${o.name}`)
    .filter(same => same.length > 1)
    .map(same => ({
      message: `${nameOf(same[0])} is declared ${same.length} times`,
      value: same.map(o => o.path).join(', '),
      path: same[0].path,
      remedy: 'give one of them another name, or a restore that is equal to another one a restoreId',
    }))
));
