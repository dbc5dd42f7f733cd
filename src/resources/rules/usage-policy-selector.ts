import { ObjectSubject } from './subject';
import { rule } from '../../findings/finding';

/** Upstream refuses a usage policy `Selector` without a selector. */
export const usagePolicySelector = rule<ObjectSubject>('usage-policy-selector', ({ kind, name, spec }) => {
  const allowed = spec.usagePolicy?.allowedNamespaces;
  if (allowed?.from !== 'Selector') return [];
  const { matchLabels, matchExpressions } = allowed.selector ?? {};
  if (Object.keys(matchLabels ?? {}).length + (matchExpressions ?? []).length > 0) return [];
  return [{
    message: `the usage policy of ${kind} ${name} selects namespaces without saying which`,
    remedy: 'give UsagePolicy.selector(…) labels, or use UsagePolicy.namespaces(…)',
  }];
});
