import { rule } from '../../findings/finding';
import { makeupOf, usualComponents } from '../method';
import { PinnedFacts } from './pinned-facts';

/** Components that make up a Snapshot of another method than the one that is said. */
export const componentsContradictMethod = rule<PinnedFacts>('components-contradict-method', ({ attributes: { components, method } }) => {
  if (components === undefined) return [];
  const told = makeupOf(components.map(name => ({ name }))).method;
  if (told === method) return [];
  return [{
    message: told === undefined
      ? `nothing in these components can be restored by itself, so this is no ${method} backup`
      : `these components make up a ${told} backup, not a ${method} one`,
    value: components,
    allowed: `${usualComponents(method, false).join(', ')} for ${method}`,
    remedy: 'leave the components out, or take the method that they tell',
  }];
}, 'components', 'method');
