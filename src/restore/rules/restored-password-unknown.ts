import { RestoreSubject } from './subject';
import { isOpen } from '../../engines/spec';
import { warning } from '../../findings/finding';
import { bringsPasswords } from '../credentials';

/** A new database gets a Secret of its own, with a password that restored accounts do not have. */
export const restoredPasswordUnknown = warning<RestoreSubject>('restored-password-unknown', ({ before, state, assembled, resolved }) => {
  const facts = state.engine._facts;
  const { spec } = assembled;
  if (before !== undefined || spec === undefined || !facts.authSecret || spec.authSecret !== undefined || isOpen(spec)) return [];
  if (!bringsPasswords(facts, resolved.point)) return [];
  return [{
    message: 'the data comes with the passwords of its source, and nothing says which Secret has them: the first check could not log in',
    allowed: `a Secret in namespace ${state.namespace}`,
    remedy: 'copy the Secret of the source to this namespace and name it: authSecret: { name: \'…\' }',
  }];
}, 'authSecret', 'init', 'like', 'snapshot');
