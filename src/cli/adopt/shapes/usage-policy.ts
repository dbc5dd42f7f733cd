import { LABEL_SELECTOR } from './volumes';
import { NAME_OF_NAMESPACE } from '../../../engines/label-selector';
import { isPlainObject, isSame } from '../../../resources/merge';
import { UsagePolicy } from '../../../resources/types/usage-policy';
import { Json } from '../../../values/json';
import { call, CallExpr, literal } from '../expr';
import { Shape } from '../shape';
import { Context, left } from '../split';

/** `{ from, selector }` as a UsagePolicy. */
export const ALLOWED_NAMESPACES: Shape<UsagePolicy> = {
  read: (value, context) => {
    if (!isPlainObject(value)) return left(value);
    const { from, ...rest } = value;
    const expr = policyOf(from, rest, context);
    if (expr === undefined) return left(value);
    return from === 'Selector' || Object.keys(rest).length === 0 ? { expr } : { expr, rest };
  },
};

/** `usagePolicy` as a UsagePolicy. */
export const USAGE_POLICY: Shape<UsagePolicy> = {
  read: (value, context, path) => {
    if (!isPlainObject(value) || Object.keys(value).length !== 1) return left(value);
    const { expr, rest } = ALLOWED_NAMESPACES.read(value.allowedNamespaces, context, path);
    if (expr === undefined) return left(value);
    return rest === undefined ? { expr } : { expr, rest: { allowedNamespaces: rest } };
  },
};

function policyOf(from: unknown, { selector, ...others }: Json, context: Context): CallExpr | undefined {
  if (from === 'Same') return call('UsagePolicy', 'same');
  if (from === 'All') return call('UsagePolicy', 'all');
  if (from !== 'Selector' || Object.keys(others).length > 0) return undefined;
  const names = namesOf(selector);
  if (names !== undefined) return call('UsagePolicy', 'namespaces', ...names.map(literal));
  const { expr, rest } = LABEL_SELECTOR.read(selector, context, '');
  return expr === undefined || rest !== undefined ? undefined : call('UsagePolicy', 'selector', expr);
}

/** The namespaces that a selector names, if that is all it does. */
function namesOf(selector: any): string[] | undefined {
  const names = selector?.matchExpressions?.[0]?.values;
  if (!Array.isArray(names) || !names.every(n => typeof n === 'string')) return undefined;
  return isSame(selector, { matchExpressions: [{ key: NAME_OF_NAMESPACE, operator: 'In', values: names }] }) ? names : undefined;
}
