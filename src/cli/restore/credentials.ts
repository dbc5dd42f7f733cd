import { Order } from './order';
import { SecretRef } from '../../engines/refs';
import { authSecretNameOf, isOpen } from '../../engines/spec';
import { bringsPasswords } from '../../restore/credentials';
import { Call } from '../command';

/** Secret of a new database: the one that was named, or the source's, where the data has its passwords and the namespace is the same. */
export function authSecretOf({ options }: Call, { asked, live, source, target }: Order): { readonly authSecret?: SecretRef } {
  const named = options.text('auth-secret');
  if (named !== undefined) return { authSecret: { name: named } };
  if (live === undefined || target?.namespace !== source.namespace || isOpen(live.manifest.spec)) return {};
  if (asked.kind === 'snapshot' && !bringsPasswords(asked.snapshot.engine._facts, { kind: 'snapshot', snapshot: asked.snapshot })) return {};
  const { spec, metadata } = live.manifest;
  return { authSecret: { name: authSecretNameOf(spec, metadata.name) } };
}
