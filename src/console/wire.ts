import { Command } from '../cli/command';
import { CliError, usageError } from '../cli/exit';

/** A command as the page sends it: the words of the command line. */
export interface Sent {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[]>>;
  /** Snapshots of an export that was opened, by its number; those of the cluster where it is left out. */
  readonly export?: number;
}

/** Options that name files of this computer, or that decide what is printed: not the page's to say. */
const OURS = ['kubeconfig', 'from', 'manifest', 'output', 'export', 'watch', 'json', 'fix', 'help', 'timeout', 'person'];

/** Commands that only look; and those that change something when they are told `yes`. */
export const LOOKS: readonly string[] = ['snapshots', 'plan', 'restore', 'status', 'doctor'];
export const CHANGES: readonly string[] = ['halt', 'resume', 'rollback'];

/** Names of objects: nothing else becomes a word of a command. */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const PLACES = ['namespace', 'snapshot', 'record', 'storage-class', 'auth-secret'];

/** Reads what the page sent; throws what is wrong with it. */
export function readSent(command: string, body: unknown): Sent {
  const sent = (body ?? {}) as Record<string, unknown>;
  const given = sent.arguments ?? [];
  const options = sent.options ?? {};
  if (!Array.isArray(given) || typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw usageError('a command has arguments and options', 'send { "arguments": […], "options": {…} }');
  }
  given.forEach(a => named(a, 'the argument'));
  for (const [name, value] of Object.entries(options)) {
    if (OURS.includes(name)) throw usageError(`--${name} is not for the page to say`);
    const values: unknown[] = Array.isArray(value) ? value : [value];
    if (!values.every(v => typeof v === 'string' || v === true || v === false)) throw usageError(`--${name} is no text`);
    if (PLACES.includes(name)) values.forEach(v => named(v, `--${name}`));
  }
  if (sent.export !== undefined && !Number.isInteger(sent.export)) throw usageError('an export is named by its number');
  return { command, arguments: given as string[], options: options as Sent['options'], ...(sent.export === undefined ? {} : { export: sent.export as number }) };
}

/** The words that would be typed, in the form that leaves nothing to be mistaken for an option. */
export function argvOf({ arguments: given, options }: Pick<Sent, 'arguments' | 'options'>, command: Command): string[] {
  const argv = Object.entries(options).flatMap(([name, value]) => {
    if (!Object.hasOwn(command.options, name)) throw usageError(`there is no option --${name}`);
    if (value === false) return [];
    if (value === true) return [`--${name}`];
    return [value].flat().map(v => `--${name}=${v}`);
  });
  return [...argv, '--', ...given];
}

/** Whether it changes something. */
export function isChange({ command, options }: Sent): boolean {
  return CHANGES.includes(command) || (command === 'restore' && options.apply === true);
}

function named(value: unknown, what: string): void {
  if (typeof value !== 'string' || !NAME.test(value)) throw new CliError(2, `${what} is no name of an object`, 'lower-case letters, digits, dashes and dots');
}
