import { checksOf, RestoreSubject } from './subject';
import { warning } from '../../findings/finding';

/** Engines whose answers have members with names. */
const WITH_FIELDS = ['elasticsearch', 'opensearch', 'qdrant', 'etcd', 'zookeeper'];

/** A check looks at a member of an answer that has none, or that nothing is expected of. */
export const checkFieldUnused = warning<RestoreSubject>('check-field-unused', subject => {
  const { engine } = subject.state;
  return checksOf(subject).flatMap(({ _language, _options: { field, expect } }) => {
    if (field === undefined) return [];
    if (!WITH_FIELDS.includes(engine._facts.key)) {
      return [{ message: `${engine.kind} answers in rows, so field has no effect: the first value of the first row is looked at`, value: field, remedy: 'leave it out, and ask for that value first' }];
    }
    const expects = _language === 'count' || (expect !== undefined && expect._kind !== 'runs');
    return expects ? [] : [{ message: 'field has no effect: nothing is expected of it', value: field, allowed: 'field together with expect', remedy: 'say what is expected, as in expect: Expect.equalTo(…)' }];
  });
}, 'resume.checks', 'engine');
