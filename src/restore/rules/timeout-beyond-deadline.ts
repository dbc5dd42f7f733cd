import { Duration } from 'cdk8s';
import { checksOf, RestoreSubject } from './subject';
import { warning } from '../../findings/finding';

/** A patience that never counts, since the run gives up first. */
export const timeoutBeyondDeadline = warning<RestoreSubject>('timeout-beyond-deadline', subject => {
  const { run: { deadline }, traffic } = subject.state;
  if (deadline === undefined || traffic._declared) return [];
  const said: { what: string; property: string; timeout: Duration | undefined }[] = [
    ...checksOf(subject).map(c => ({ what: 'a check', property: 'resume.checks', timeout: c._options.timeout })),
    { what: 'the RestoreSession', property: 'session.timeout', timeout: subject.session?.timeout },
  ];
  return said.filter(({ timeout }) => timeout !== undefined && timeout.toSeconds() > deadline.toSeconds()).map(({ what, property, timeout }) => ({
    message: `${what} may take longer than the whole run, which gives up at its deadline`,
    value: timeout!.toHumanString(),
    allowed: `at most ${deadline.toHumanString()}, the deadline`,
    remedy: 'shorten it, or lengthen run.deadline',
    property,
  }));
}, 'resume.checks', 'session', 'run');
