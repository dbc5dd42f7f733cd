import { CommandCheckOptions, StatementCheckOptions } from './check';
import { ResumeOptions } from './resume';
import { CONTAINER } from '../platform/values';
import { instance, list, struct } from '../values/compound';
import { isDnsLabel } from '../values/kebab';
import { optional, text } from '../values/kind';
import { anyText, image } from '../values/texts';
import { duration } from '../values/times';

/** What is left of the name of a container beside what runs add to it. */
const LONGEST = 40;

const checkName = text({
  code: 'check-name-invalid', what: 'a name for a container', allowed: `a DNS label of at most ${LONGEST} characters`, problem: v => !isDnsLabel(v) || v.length > LONGEST,
});

/** What is given to a client: no program takes a NUL. */
const argument = text({ code: 'text-invalid', what: 'a text for a program', allowed: 'any text without NUL', problem: v => v.includes('\0') });

const CHECK = {
  name: optional(checkName), timeout: optional(duration), expect: optional(instance('Expect', 'Expect.atLeast(…), Expect.equalTo(…) and the like')),
};

/** Options of a check that is a statement, and the statement. */
export const statementCheck = struct<StatementCheckOptions & { readonly statement: string }>({
  ...CHECK, database: optional(anyText), field: optional(anyText), statement: argument,
});

export const commandCheckOptions = struct<CommandCheckOptions>({ ...CHECK, ...CONTAINER, image, command: list(argument) });

export const resumeOptions = struct<ResumeOptions>({ checks: optional(list(instance('Check', 'Check.sql(…), Check.statement(…), Check.command(…)'))) });
