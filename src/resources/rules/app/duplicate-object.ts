import { AppSubject, groupsBy, nameOf } from './subject';
import { rule } from '../../../findings/finding';

/** Two objects of the same kind, namespace and name: the one that is applied last wins, and nobody notices. Constructs that share several say so once. */
export const duplicateObject = rule<AppSubject>('duplicate-object', ({ objects }) => {
  const same = groupsBy(objects, o => `${o.group}/${o.kind}/${o.namespace ?? ''}/${o.name}`).filter(group => group.length > 1);
  return groupsBy(same, group => group.map(o => ownerOf(o.path, group.map(g => g.path))).join(' ')).map(([first, ...more]) => ({
    message: `${nameOf(first[0])} is declared ${first.length} times${more.length === 0 ? '' : `, and so are ${more.length} other objects, such as ${nameOf(more[0][0])}`}`,
    value: first.map(o => o.path).join(', '),
    path: first[0].path,
    remedy: 'give one of them another name; if one restore is to be done twice, give the second a restoreId',
  }));
});

/** The construct below which an object is made, where it is not one of the others': `shop/Orders` of `shop/Orders/Client`. */
function ownerOf(path: string, paths: readonly string[]): string {
  const parts = path.split('/');
  const common = Math.min(...paths.filter(p => p !== path).map(other => other.split('/').findIndex((part, i) => part !== parts[i])).filter(i => i >= 0), parts.length - 1);
  return parts.slice(0, common + 1).join('/');
}
