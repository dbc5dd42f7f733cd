import { ObjectSubject } from './subject';
import { Problem, rule } from '../../findings/finding';
import { isLogRetention, isRetentionPeriod } from '../../values/duration-syntax';
import { logPartOf } from '../archiver-parts';

/** Retention periods that upstream refuses; their units are not those of other durations. */
export const badRetentionPeriod = rule<ObjectSubject>('bad-retention-period', subject => [
  ...(subject.kind === 'RetentionPolicy' ? policyProblems(subject) : []),
  ...logProblems(subject, logPartOf(subject.kind)),
]);

function policyProblems({ name, spec }: ObjectSubject): Problem[] {
  const value = spec.maxRetentionPeriod;
  if (typeof value !== 'string' || isRetentionPeriod(value)) return [];
  return [{
    message: `maxRetentionPeriod of RetentionPolicy ${name} cannot be read`,
    value,
    allowed: 'numbers with the units y, mo, w, d, h, m: "30d", "1y6mo"',
    remedy: 'there are no seconds; months are "mo", minutes "m"',
  }];
}

function logProblems({ kind, name, spec }: ObjectSubject, part: string): Problem[] {
  const value = spec[part]?.retentionPeriod;
  if (typeof value !== 'string' || isLogRetention(value)) return [];
  return [{
    message: `${part}.retentionPeriod of ${kind} ${name} cannot be read`,
    value,
    allowed: 'one whole number with d, w, m (months) or y: "30d", "1y"',
    remedy: 'give it in one unit',
  }];
}
