import { isGiven, ObjectSubject } from './subject';
import { rule } from '../../findings/finding';
import { Json } from '../../values/json';

/** A BackupVerifier that proves nothing, for want of what it asks, or of what it is restored with. */
export const backupVerifierIncomplete = rule<ObjectSubject>('backup-verifier-incomplete', ({ kind, name, spec }) => (kind !== 'BackupVerifier' ? [] : messages(spec).map(message => ({
  message: `BackupVerifier ${name} would prove nothing: ${message}`,
  remedy: 'say type, restoreOption.addonInfo, and the function and what it asks where it is to ask something',
}))));

/** What a kind of proof that asks something cannot do without. */
function missing(parts: Json, type: unknown): string[] {
  const none = type === 'Query' || type === 'Script' ? Object.keys(parts).filter(key => !isGiven(parts[key])) : [];
  return none.length === 0 ? [] : [`it has no ${none.join(' and no ')}, which ${type} needs`];
}

function messages({ type, restoreOption, function: asks, query, script }: Json): string[] {
  return [
    ...(isGiven(type) ? [] : ['it has no type']),
    ...(isGiven(restoreOption?.addonInfo?.name) ? [] : ['restoreOption.addonInfo names no Addon']),
    ...missing({ function: asks, ...(type === 'Query' ? { query } : { 'script.location': script?.location }) }, type),
  ];
}
