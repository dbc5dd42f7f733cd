import { checksOf, RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** A statement needs an engine that speaks its language. */
export const checkNotSupported = rule<RestoreSubject>('check-not-supported', subject => {
  const { statements } = subject.state.engine._facts.shell;
  return checksOf(subject)
    .filter(c => c._statement !== undefined && (statements === undefined || (c._language !== undefined && c._language !== 'count' && c._language !== statements)))
    .map(c => ({
      message: `${subject.state.engine.kind} cannot run this check`,
      value: c._statement,
      allowed: statements === undefined ? 'Check.command(…)' : `Check.count(…), Check.statement(…) in ${statements}, Check.command(…)`,
      remedy: 'ask in another way',
    }));
}, 'resume', 'engine');
