import { parseArgs } from 'util';
import { ArgumentDescription, Command, OptionDescription, Options } from './command';
import { CliError, usageError } from './exit';
import { didYouMean } from './like';

/** The switch that every command knows. */
export const HELP: OptionDescription = { type: 'boolean', short: 'h', summary: 'this page' };

/** What was typed after the name of a command. */
export interface Parsed {
  readonly arguments: readonly string[];
  readonly options: Options;
}

/** Reads what was typed by the description of a command. */
export function parse(name: string, command: Command, argv: readonly string[]): Parsed {
  const next = `see: cdk8s-kubestash help ${name}`;
  const { values, positionals } = rawParse(command, argv, next);
  for (const [option, value] of Object.entries(values)) {
    const allowed = command.options[option]?.values;
    for (const given of [value].flat()) {
      if (typeof given === 'string' && allowed !== undefined && !allowed.includes(given)) {
        throw usageError(`--${option} cannot be "${given}"`, `allowed: ${allowed.join(', ')}`);
      }
    }
  }
  const options = new Options(values);
  if (!options.flag('help')) checkArguments(command.arguments, positionals, next);
  return { arguments: positionals, options };
}

function rawParse(command: Command, argv: readonly string[], next: string) {
  const known: Record<string, OptionDescription> = { ...command.options, help: HELP };
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: Object.fromEntries(Object.entries(known).map(([option, { type, short, multiple }]) =>
        [option, { type, ...(short === undefined ? {} : { short }), ...(multiple ? { multiple } : {}) }])),
    });
  } catch (e) {
    const [sentence] = (e as Error).message.split(/(?<=[a-z'"])\.? (?=To |Did )/);
    const unknown = /^Unknown option '(--[^']+)'/.exec(sentence)?.[1];
    const meant = unknown === undefined ? '' : didYouMean(unknown, Object.keys(known).map(option => `--${option}`));
    throw new CliError(2, sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, ''), meant + next);
  }
}

function checkArguments(described: readonly ArgumentDescription[], given: readonly string[], next: string): void {
  const missing = described[given.length];
  if (missing !== undefined && !missing.optional) throw usageError(`${missing.name} is missing: ${missing.summary}`, next);
  const last = described[described.length - 1];
  if (given.length > described.length && !last?.multiple) {
    throw usageError(`there is one argument too many: "${given[described.length]}"`, next);
  }
  given.forEach((value, i) => {
    const { name, values, hidden = [] } = described[Math.min(i, described.length - 1)];
    if (values !== undefined && ![...values, ...hidden].includes(value)) throw usageError(`${name} cannot be "${value}"`, `allowed: ${values.join(', ')}`);
  });
}
