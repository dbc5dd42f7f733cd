import { LABEL_SELECTOR } from './volumes';
import { isPlainObject, isSame } from '../../../resources/merge';
import { UsagePolicy } from '../../../resources/types/usage-policy';
import { call, CallExpr, literal } from '../expr';
import { Context, left } from '../part';
import { Shape } from '../shape';

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** `{ from, selector }` as a UsagePolicy. */
export const ALLOWED_NAMESPACES: Shape<UsagePolicy> = {
  read: (value, context) => {
    const policy = isPlainObject(value) ? policyOf(value.from, value.selector, Object.keys(value).length, context) : undefined;
    return policy === undefined ? left(value) : { expr: policy };
  },
};

/** `usagePolicy` as a UsagePolicy. */
export const USAGE_POLICY: Shape<UsagePolicy> = {
  read: (value, context, path) => {
    if (!isPlainObject(value) || Object.keys(value).length !== 1) return left(value);
    const { expr } = ALLOWED_NAMESPACES.read(value.allowedNamespaces, context, path);
    return expr === undefined ? left(value) : { expr };
  },
};

function policyOf(from: unknown, selector: unknown, keys: number, context: Context): CallExpr | undefined {
  if (from === 'Same' && keys === 1) return call('UsagePolicy', 'same');
  if (from === 'All' && keys === 1) return call('UsagePolicy', 'all');
  if (from !== 'Selector' || keys !== 2) return undefined;
  const names = namesOf(selector);
  if (names !== undefined) return call('UsagePolicy', 'namespaces', ...names.map(literal));
  const { expr, rest } = LABEL_SELECTOR.read(selector, context, '');
  return expr === undefined || rest !== undefined ? undefined : call('UsagePolicy', 'selector', expr);
}

/** The namespaces that a selector names, if that is all it does. */
function namesOf(selector: any): string[] | undefined {
  const names = selector?.matchExpressions?.[0]?.values;
  if (!Array.isArray(names) || !names.every(n => typeof n === 'string')) return undefined;
  return isSame(selector, { matchExpressions: [{ key: NAME_LABEL, operator: 'In', values: names }] }) ? names : undefined;
}
