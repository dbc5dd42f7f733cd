import { checksOf, RestoreSubject } from './subject';
import { Problem, rule } from '../../findings/finding';
import { Expect } from '../../run/expectation';

/** An expectation can be met. */
export const checkExpectationInvalid = rule<RestoreSubject>('check-expectation-invalid', subject =>
  checksOf(subject).flatMap(({ _language, _options: { expect } }) => (expect === undefined ? [] : [...problems(expect), ...(_language === 'count' ? ofCount(expect) : [])])), 'resume.checks');

function problems({ _kind, _expected }: Expect): Problem[] {
  switch (_kind) {
    case 'runs': return [];
    case 'atLeast': return typeof _expected === 'number' && Number.isFinite(_expected) ? [] : [{
      message: 'Expect.atLeast(…) takes a number', value: _expected, allowed: 'a finite number', remedy: 'give the smallest number that passes',
    }];
    default: break;
  }
  if (typeof _expected !== 'string' || _expected.includes('\0')) {
    return [{ message: 'an expectation is a text', value: typeof _expected === 'string' ? _expected : String(_expected), allowed: 'text', remedy: 'give it in quotes, as the engine\'s client prints it' }];
  }
  return _kind === 'matches' ? ofPattern(_expected) : [];
}

/** A count that is always met says nothing. */
function ofCount({ _kind, _expected }: Expect): Problem[] {
  return _kind !== 'atLeast' || typeof _expected !== 'number' || !(_expected <= 0) ? [] : [{
    message: 'no count is below zero, so this check always passes', value: _expected, allowed: 'at least 1', remedy: 'say how many there are at least, or Expect.runs() if any number will do',
  }];
}

function ofPattern(pattern: string): Problem[] {
  const allowed = 'a POSIX extended regular expression, such as ^17[.][0-9]+$';
  if (pattern === '' || pattern.includes('\n')) {
    return [{ message: 'Expect.matches(…) takes an expression of one line', value: pattern, allowed, remedy: 'say Expect.runs() if any value will do' }];
  }
  // What JavaScript knows beyond POSIX means something else there, so the check would never pass.
  const foreign = /\\[dDsSwWbBpPu]|\(\?|[*+?}]\?/.exec(pattern);
  if (foreign !== null) {
    return [{ message: 'Expect.matches(…) has what a POSIX expression does not know', value: foreign[0], allowed, remedy: 'write [0-9] for \\d, [[:space:]] for \\s' }];
  }
  try {
    new RegExp(pattern.replace(/\[\[:\w+:\]/g, '[a'));
    return [];
  } catch {
    return [{ message: 'Expect.matches(…) takes a regular expression', value: pattern, allowed, remedy: 'close what is opened, and put [ ] around signs that mean themselves: [(]' }];
  }
}
