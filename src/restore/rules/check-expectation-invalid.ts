import { checksOf, RestoreSubject } from './subject';
import { Problem, rule } from '../../findings/finding';
import { Expect } from '../../run/expectation';

/** An expectation can be met. */
export const checkExpectationInvalid = rule<RestoreSubject>('check-expectation-invalid', subject =>
  checksOf(subject).flatMap(({ _options: { expect } }) => (expect === undefined ? [] : problems(expect))));

function problems({ _kind, _expected = '' }: Expect): Problem[] {
  if (_kind === 'atLeast' && !Number.isFinite(Number(_expected))) {
    return [{ message: 'Expect.atLeast(…) takes a number', value: _expected, allowed: 'a finite number' }];
  }
  if (_kind !== 'matches') return [];
  const allowed = 'a POSIX extended regular expression, such as ^17[.][0-9]+$';
  if (_expected === '' || /[\n\0]/.test(_expected)) return [{ message: 'Expect.matches(…) takes an expression of one line', value: _expected, allowed }];
  // What JavaScript knows beyond POSIX means something else there, so the check would never pass.
  const foreign = /\\[dDsSwWbBpPu]|\(\?|[*+?}]\?/.exec(_expected);
  if (foreign !== null) {
    return [{ message: 'Expect.matches(…) has what a POSIX expression does not know', value: foreign[0], allowed, remedy: 'write [0-9] for \\d, [[:space:]] for \\s' }];
  }
  try {
    new RegExp(_expected.replace(/\[\[:\w+:\]/g, '[a'));
    return [];
  } catch {
    return [{ message: 'Expect.matches(…) takes a regular expression', value: _expected, allowed }];
  }
}
