import { AppObject, AppSubject, groupsBy, nameOf, ofKind } from './subject';
import { rule } from '../../../findings/finding';

/** Upstream refuses two BackupStorages at the same place anywhere in a cluster; endpoints are not compared. */
export const storageShared = rule<AppSubject>('storage-shared', subject => (
  groupsBy(ofKind(subject, 'storage.kubestash.com', 'BackupStorage'), placeOf)
    .filter(same => same.length > 1)
    .map(same => ({
      message: `${same.map(nameOf).join(' and ')} are the same place`,
      value: placeOf(same[0]),
      allowed: 'one BackupStorage per bucket, region and prefix, whatever the endpoint',
      remedy: 'give each its own prefix, or share one BackupStorage and open its usage policy',
    }))
));

function placeOf({ json }: AppObject): string | undefined {
  const { provider, s3, gcs, azure } = json.spec?.storage ?? {};
  const text = (value: unknown) => (typeof value === 'string' ? value.replace(/\/$/, '') : '');
  switch (provider) {
    case 's3': return ['s3', text(s3?.bucket), s3?.region ?? '', text(s3?.prefix)].join(' ');
    case 'gcs': return ['gcs', text(gcs?.bucket), text(gcs?.prefix)].join(' ');
    case 'azure': return ['azure', azure?.storageAccount ?? '', azure?.container ?? '', text(azure?.prefix)].join(' ');
    default: return undefined;
  }
}
