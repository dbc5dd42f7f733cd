import { rule } from '../../findings/finding';

/** A file or a stream that could not be read as an export. */
export interface Unreadable {
  readonly from: string;
  readonly why: string;
}

/** An export that cannot be read. */
export const catalogUnreadable = rule<Unreadable>('catalog-unreadable', ({ from, why }) => [{
  message: `the catalog cannot be read: ${why}`,
  value: from,
  remedy: 'export it anew: cdk8s-kubestash snapshots --export, or kubectl',
  allowed: 'what kubectl get snapshots.storage.kubestash.com,repositories.storage.kubestash.com -A -o json (or yaml) prints',
}]);
