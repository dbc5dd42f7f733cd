import { ObjectSubject } from './subject';
import { rule } from '../../findings/finding';
import { isPlainObject } from '../merge';

/** Upstream refuses a RetentionPolicy that says neither how many Snapshots stay nor how long; of one that says 0 none would stay. */
export const retentionEmpty = rule<ObjectSubject>('retention-empty', ({ kind, name, spec }) => {
  if (kind !== 'RetentionPolicy') return [];
  if (spec.maxRetentionPeriod !== undefined || !isNothing(spec.successfulSnapshots)) return [];
  return [{
    message: spec.successfulSnapshots === undefined ? `RetentionPolicy ${name} says neither how many Snapshots stay nor how long` : `RetentionPolicy ${name} lets no Snapshot stay`,
    remedy: 'give successfulSnapshots, maxRetentionPeriod or both',
  }];
});

function isNothing(numbers: unknown): boolean {
  return numbers === undefined || (isPlainObject(numbers) && Object.values(numbers).every(number => number === 0));
}
