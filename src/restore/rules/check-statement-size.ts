import { checksOf, RestoreSubject } from './subject';
import { rule } from '../../findings/finding';
import { asWritten } from '../../platform/pod-words';

/** Bytes that a variable of a process may have, on Linux (`MAX_ARG_STRLEN`), less its name. */
const MOST = 128_000;

/** Bytes that the checks of a restore may have together: etcd takes objects of 1.5 MiB, and the rest of the Job needs its part. */
const MOST_TOGETHER = 1_000_000;

/** A statement says something, and fits into a container's environment. */
export const checkStatementSize = rule<RestoreSubject>('check-statement-size', subject => {
  const checks = checksOf(subject);
  const statements = checks.map(c => c._statement ?? c._command!.command.join(' '));
  const large = statements.filter(s => Buffer.byteLength(s) > MOST);
  const together = statements.reduce((sum, s) => sum + Buffer.byteLength(asWritten(s)), 0);
  const language = subject.state.engine._facts.shell.statements;
  return [
    ...checks.filter(c => c._command === undefined && isBlank(c._statement!, c._language ?? language)).map(c => ({
      message: 'the statement of a check says nothing', value: c._statement, allowed: 'a statement', remedy: 'say what must hold, or leave the check out',
    })),
    ...checks.filter(c => c._command?.command.length === 0).map(() => ({
      message: 'the command of a check is empty', allowed: 'a command', remedy: 'say what is run',
    })),
    ...large.map(s => ({
      message: 'the statement of a check does not fit into a container',
      value: `${Buffer.byteLength(s)} bytes`,
      allowed: `at most ${MOST} bytes`,
      remedy: 'ask less, or bring it in an image of your own: Check.command(…)',
    })),
    ...(large.length === 0 && together > MOST_TOGETHER ? [{
      message: 'the checks of a restore do not fit into one Job',
      value: `${together} bytes`,
      allowed: `at most ${MOST_TOGETHER} bytes together`,
      remedy: 'ask less, or bring them in an image of your own: Check.command(…)',
    }] : []),
  ];
}, 'resume.checks', 'engine');

/** How comments begin that end with their line, by language. */
const COMMENTS: Record<string, RegExp> = { SQL: /(--|#).*$/gm, CQL: /(--|\/\/).*$/gm, Cypher: /\/\/.*$/gm, JavaScript: /\/\/.*$/gm };

/** Whether a statement is nothing but blanks and comments. */
function isBlank(statement: string, language = 'commands'): boolean {
  const comment = COMMENTS[language];
  const bare = comment === undefined ? statement : statement.replace(/\/\*[^]*?\*\//g, '').replace(comment, '');
  return bare.replace(/[\s;]/g, '') === '';
}
