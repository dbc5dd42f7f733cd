import { RestoreSubject } from './subject';
import { warning } from '../../findings/finding';

/** Kinds that cannot wait for their data are filled after they are ready. */
export const incarnationWithoutInit = warning<RestoreSubject>('incarnation-without-init', ({ before, assembled, options, state }) => {
  if (before === undefined || options?.process !== 'incarnation' || !assembled.decision.choice.incarnation || state.engine._facts.init) return [];
  return [{
    message: `${state.engine.kind} has no spec.init: the new one is ready before its data is there`,
    value: 'RestoreProcess.INCARNATION',
    remedy: 'nobody is let in before the checks have passed; make sure that nobody goes round the client Service',
  }];
}, 'process', 'engine');
