import { AppSubject, groupsBy, nameOf } from './subject';
import { rule } from '../../../findings/finding';

/** Upstream refuses a second default BackupStorage or RetentionPolicy in a namespace. */
export const defaultTwice = rule<AppSubject>('default-twice', ({ objects }) => (
  groupsBy(
    objects.filter(o => o.group === 'storage.kubestash.com' && o.json.spec?.default === true),
    o => `${o.kind}/${o.namespace ?? ''}`,
  ).filter(same => same.length > 1).map(same => ({
    message: `${same.map(nameOf).join(' and ')} are both the default of their namespace`,
    remedy: 'leave `default` to one of them',
    path: same[1].path,
  }))
));
