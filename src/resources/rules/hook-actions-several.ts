import { isGiven, ObjectSubject } from './subject';
import { warning } from '../../findings/finding';
import { Json } from '../../values/json';

/** What a hook does: one of these is executed (upstream: `prober.Handler`). */
const ACTIONS = ['exec', 'httpGet', 'httpPost', 'tcpSocket'];

/** Actions of a HookTemplate beside the one that is executed. Nobody refuses them. */
export const hookActionsSeveral = warning<ObjectSubject>('hook-actions-several', ({ kind, name, spec }) => {
  const actions = kind === 'HookTemplate' ? actionsIn(spec.action) : [];
  return actions.length < 2 ? [] : [{
    message: `HookTemplate ${name} has ${actions.length} actions, of which one is executed`,
    value: actions.join(', '),
    remedy: 'make a HookTemplate of each',
    property: 'spec.action',
  }];
});

/** The names of what a hook is told to do. */
export function actionsIn(action: Json | undefined): string[] {
  return ACTIONS.filter(one => isGiven(action?.[one]));
}
