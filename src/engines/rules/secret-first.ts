import { SpecSubject } from './subject';
import { goingOn, warning } from '../../findings/finding';
import { dotted, has, valueAt } from '../spec';

/** The one thing that has an order: a webhook that looks for a Secret when the database is written. */
export const secretFirst = goingOn(warning<SpecSubject>('secret-first', ({ facts, spec }) => (facts.layout.secretsFirst ?? [])
  .filter(path => has(spec, path))
  .map(path => ({
    message: `the webhook refuses the ${facts.kind} until the Secret of ${dotted(path)} is there`,
    value: valueAt(spec, path),
    remedy: 'apply the Secret first (an earlier sync wave, dependsOn), and acknowledge this',
  }))));
