import { ObjectSubject } from './subject';
import { rule } from '../../findings/finding';

/** Upstream refuses a RetentionPolicy that says neither how many Snapshots stay nor how long. */
export const retentionEmpty = rule<ObjectSubject>('retention-empty', ({ kind, name, spec }) => {
  if (kind !== 'RetentionPolicy') return [];
  if (spec.maxRetentionPeriod !== undefined || spec.successfulSnapshots !== undefined) return [];
  return [{
    message: `RetentionPolicy ${name} says neither how many Snapshots stay nor how long`,
    remedy: 'give successfulSnapshots, maxRetentionPeriod or both',
  }];
});
