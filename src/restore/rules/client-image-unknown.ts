import { RestoreSubject, usesClient } from './subject';
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
    allowed: Object.keys(facts.shell.images).slice(0, 8).join(', ') + ', …',
    remedy: 'give run: { clientImage: \'…\' }',
  }];
}, 'version', 'run', 'engine', 'overrides');
