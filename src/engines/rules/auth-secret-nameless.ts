import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';

/** A Secret that somebody else manages must have a name. */
export const authSecretNameless = rule<SpecSubject>('auth-secret-nameless', ({ spec }) => (
  spec.authSecret?.externallyManaged === true && !spec.authSecret.name ? [{
    message: 'an authSecret that is managed elsewhere needs its name',
    value: 'externallyManaged: true',
    remedy: 'give authSecret.name',
  }] : []
), 'authSecret', 'spec.authSecret');
