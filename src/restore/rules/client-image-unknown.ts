import { RestoreSubject, usesClient } from './subject';
import { listedNear } from '../../engines/rules/version-not-listed';
import { rule } from '../../findings/finding';
import { clientImage } from '../../run/containers';

/** Checks and ending sessions need an image with the engine's client. */
export const clientImageUnknown = rule<RestoreSubject>('client-image-unknown', subject => {
  const { state } = subject;
  const facts = state.engine._facts;
  if (!usesClient(subject) || clientImage({ facts, version: state.version, options: state.run }) !== undefined) return [];
  return [{
    message: `no image with a client for this version of ${facts.kind} is known`,
    value: state.version ?? 'no version',
    allowed: state.version === undefined ? undefined : listedNear(facts, state.version),
    remedy: state.version === undefined ? 'give the version, or run: { clientImage: \'…\' }'
      : `mend the version, or give run: { clientImage: '…' } if \`kubectl get ${facts.kind.toLowerCase()}versions\` has it`,
  }];
}, 'version', 'run', 'engine', 'overrides');
