import { checksOf, RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** `METHOD /path`, or a path alone; what follows on the lines below is the body. */
const REQUEST = /^([A-Z]+ )?\//;

/** A statement of an engine that speaks HTTP is a request. */
export const checkRequestMalformed = rule<RestoreSubject>('check-request-malformed', subject => {
  const { kind, _facts: { shell } } = subject.state.engine;
  if (shell.statements !== 'requests') return [];
  return checksOf(subject)
    .filter(({ _language, _statement }) => _language === undefined && _statement !== undefined && _statement.trim() !== '' && !REQUEST.test(_statement))
    .map(({ _statement }) => ({
      message: `${kind} is asked by requests, and this is none`,
      value: _statement,
      allowed: 'GET /orders/_count, POST /orders/_search and the body on the lines below',
      remedy: 'begin with the method and the path',
    }));
}, 'resume.checks', 'engine');
