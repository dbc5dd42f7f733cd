import { RestoreSubject } from './subject';
import { warning } from '../../findings/finding';

/** What is said about a RestoreSession, where none restores. */
export const sessionOptionUnused = warning<RestoreSubject>('session-option-unused', ({ session, assembled }) => {
  if (session === undefined || Object.keys(session).length === 0 || assembled.decision.session !== undefined) return [];
  return [{
    message: 'session has no effect: no RestoreSession of KubeStash restores this',
    value: Object.keys(session).join(', '),
    remedy: 'leave it out',
    property: 'session',
  }];
}, 'session', 'snapshot', 'init', 'process');
