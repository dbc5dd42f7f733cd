import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** Without a run nobody resumes and no check runs. */
export const resumeInDeclaredMode = rule<RestoreSubject>('resume-in-declared-mode', ({ state, before, resume }) => {
  if (!state.traffic._declared) return [];
  const automatic = before !== undefined && !resume._manual;
  if (!automatic && resume._checks.length === 0) return [];
  return [{
    message: 'in declared mode Git decides about traffic: there is no run that could check or resume',
    value: automatic ? 'Resume.automatic(…)' : `${resume._checks.length} checks`,
    allowed: 'Resume.manual() without checks',
    remedy: 'check by hand and commit Traffic.declared({ open: true }), or use Traffic.managed()',
  }];
}, 'resume', 'traffic');
