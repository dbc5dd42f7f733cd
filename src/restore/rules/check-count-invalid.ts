import { checksOf, RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** Languages in which a name stands in a statement as it is given. */
const BARE = ['SQL', 'CQL'];

/** Names between dots, each plain or in quotes: what follows `from`. */
const NAME = /^([^\s;,()'"`[\]]+|"[^"]+"|`[^`]+`|\[[^\]]+\])(\.([^\s;,()'"`[\].]+|"[^"]+"|`[^`]+`|\[[^\]]+\]))*$/;

/** A count is one of something that has a name. */
export const checkCountInvalid = rule<RestoreSubject>('check-count-invalid', subject => {
  const { engine } = subject.state;
  const language = engine._facts.shell.statements ?? '';
  return checksOf(subject)
    .filter(c => c._language === 'count' && BARE.includes(language) && c._statement!.trim() !== '' && !NAME.test(c._statement!))
    .map(c => ({
      message: 'what is counted has a name, and this is none', value: c._statement, allowed: 'orders, shop.orders, "Orders"', remedy: `give the name of a table, or say Check.${language === 'SQL' ? 'sql' : 'statement'}(…)`,
    }));
}, 'resume.checks', 'engine');
