import { checksOf, RestoreSubject } from './subject';
import { warning } from '../../findings/finding';

/** A count in no database, or in one that holds nothing of what people count: it cannot pass. */
export const checkDatabaseUnsaid = warning<RestoreSubject>('check-database-unsaid', subject => {
  const { kind, _facts: { shell: { asksFirst } } } = subject.state.engine;
  if (asksFirst === undefined) return [];
  return checksOf(subject)
    .filter(({ _language, _statement, _options }) => _language === 'count' && _options.database === undefined && !(asksFirst === '' && _statement!.includes('.')))
    .map(({ _statement }) => ({
      message: asksFirst === '' ? `${kind} asks no database unless one is named, so that the check would fail` : `${kind} asks the database ${asksFirst} unless another is named`,
      value: _statement,
      allowed: `Check.count(…, { database: … })${asksFirst === '' ? ', or the name of the database before that of the table' : ''}`,
      remedy: 'say which database holds it',
    }));
}, 'resume.checks', 'engine');
