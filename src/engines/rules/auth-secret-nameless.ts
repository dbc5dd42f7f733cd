import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';
import { dotted, valueAt } from '../spec';

/** Where a Secret is referred to that KubeDB makes, unless somebody else does. */
const SECRETS = [['authSecret'], ['keystoreCredSecret'], ['tls', 'keystoreCredSecret']];

/** A Secret that somebody else manages must have a name. */
export const authSecretNameless = rule<SpecSubject>('auth-secret-nameless', ({ spec }) => SECRETS
  .filter(path => valueAt(spec, path)?.externallyManaged === true && !valueAt(spec, path).name)
  .map(path => ({ message: `${dotted(path)} is managed elsewhere, and needs its name`, value: 'externallyManaged: true', remedy: `give ${dotted(path)}.name` })),
'authSecret', 'spec.authSecret', 'spec.keystoreCredSecret', 'spec.tls');
